// SPDX-License-Identifier: Apache-2.0
/**
 * How numbers and messages are written, whoever writes them. Pure: no cluster, no Pekko.
 *
 * <p>Not here: what is said. That belongs to the package that knows it.
 */
@org.jspecify.annotations.NullMarked
package dev.pekkosim.testkit.text;
