// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

/**
 * Where a run is.
 *
 * @since 0.1.0
 */
public enum Phase {
    /** The nodes start and form a cluster. */
    START,
    /** Workloads and the nemesis run. */
    CHAOS,
    /** No new fault; all is repaired and must converge. */
    HEAL,
    /** The cluster is alive, and checkers look at it. */
    CHECK,
    /** All is dropped. */
    DISPOSE
}
