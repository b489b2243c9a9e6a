// SPDX-License-Identifier: Apache-2.0
/**
 * What the buggify points in Pekko do where it takes more than starving a mailbox, and where they
 * must not fire since that would do nothing or not be legal.
 *
 * <p>Not here: which calls of Pekko are points (the agent), and which of them are active in a run
 * ({@code faults}).
 */
@org.jspecify.annotations.NullMarked
package dev.pekkosim.testkit.points;
