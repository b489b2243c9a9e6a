// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.step;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.decision.DecisionStream;

/**
 * Sees what happens in a run as it happens; for traces. Off by default, since it costs strings;
 * then it is a test for null.
 *
 * @hidden
 */
@Internal
public interface StepObserver extends DecisionStream.Observer {

    /**
     * Called before a step runs.
     *
     * @param step its number, from 1
     * @param virtualNanos virtual time since the start of the run
     * @param owner in whose name it runs
     * @param kind what it is
     * @param work what runs
     * @param hash the run's hash, this step included
     */
    void onStep(
            long step, long virtualNanos, Incarnation owner, StepKind kind, Object work, long hash);

    /**
     * Called within a step when it does something that others see, such as sending a message.
     *
     * @param what the thing that was done; its {@code toString} must be the same in every execution
     *     of the seed
     * @param hash the run's hash, this event included
     */
    void onEvent(Object what, long hash);

    /**
     * Called when a step becomes ready. The order of ready steps is part of the run, so this is
     * too.
     *
     * @param owner in whose name it will run
     * @param kind what it is
     * @param work what will run
     */
    default void onReady(Incarnation owner, StepKind kind, Object work) {}

    /** Called when the baton is handed to another carrier; on which thread depends. */
    default void onHandOver() {}
}
