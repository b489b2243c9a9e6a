// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import org.apache.pekko.actor.typed.Behavior;

/**
 * Drives the system under test with operations from an alphabet. Its behavior runs on client nodes;
 * what must outlive a life of a client node, such as the ledger of what was asked and answered, is
 * kept in the workload itself, of which each run makes a new one.
 *
 * @since 0.1.0
 */
public interface Workload {

    /** The name under which reports count it. */
    String name();

    /**
     * Makes the behavior for one life of a client node. It goes on where the last life ended;
     * operations that this one had in flight count as unknown.
     *
     * @param run the run: decisions, and the way to fail it
     */
    Behavior<?> client(RunContext run);

    /** Whether every operation was issued and was answered or counts as unknown. */
    boolean isDone();

    /** How the operations ended so far. */
    OperationCounts operations();
}
