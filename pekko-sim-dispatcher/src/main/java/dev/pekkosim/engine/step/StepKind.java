// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.step;

import dev.pekkosim.engine.Internal;

/**
 * What a step is: part of the run's hash and of its trace.
 *
 * @hidden
 */
@Internal
public enum StepKind {
    /** The body of the run, outside every node. */
    BODY(0),
    /** A batch of one actor's mailbox. */
    MAILBOX(1),
    /** A task on an executor, such as a future's callback. */
    TASK(2),
    /** A timer that is due. */
    TIMER(3),
    /** Something that happens on the wire. */
    NETWORK(4),
    /** Something that happens in a store outside the nodes. */
    STORE(5),
    /** A blocked carrier that goes on. */
    RESUME(6),
    /** What a thread would run that simulated code started. */
    THREAD(7);

    private final int code;

    StepKind(int code) {
        this.code = code;
    }

    /** What stands for it in the hash; never changes. */
    int code() {
        return code;
    }
}
