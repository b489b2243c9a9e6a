// SPDX-License-Identifier: Apache-2.0
/**
 * What surrounds the runs of a campaign: their settings, several at once, what they must have
 * reached together, which version of Pekko they run on, and what is written for other tools.
 *
 * <p>Not here: anything that happens within a run.
 */
@org.jspecify.annotations.NullMarked
package dev.pekkosim.testkit.campaign;
