// SPDX-License-Identifier: Apache-2.0
/**
 * The simulated machines of a run and what can be done to them: how they are deployed and
 * configured, their lives, their clocks, the verbs that break them and their network, and the log
 * of what was done.
 *
 * <p>Not here: who decides to break something ({@code faults}), who looks into Pekko's actors
 * ({@code insight}), and what a run requires of a cluster ({@code Run}).
 */
@org.jspecify.annotations.NullMarked
package dev.pekkosim.testkit.cluster;
