// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.dispatcher;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.step.Incarnation;

/**
 * Where a simulated actor system lives: the engine of its run and the life of the node that it is.
 *
 * @param engine the engine
 * @param incarnation the life of the node
 * @hidden
 */
@Internal
public record NodeHost(Engine engine, Incarnation incarnation) {

    /** What the machine's monotonic clock shows. */
    long monotonicNanos() {
        return incarnation.clock().monotonicNanos(engine.now());
    }

    /**
     * Whether the current thread may touch the actor system now. False for a foreign thread, which
     * is reported as an escape, and after the end of the run or of the incarnation, when what is
     * asked for must simply not happen.
     *
     * @param what what the thread does, as a phrase after "thread 'x' …"
     */
    boolean admits(String what) {
        if (engine.isFinished() || !incarnation.isAlive()) {
            return false;
        }
        if (!engine.isEntered()) {
            engine.escaped(what + " of " + incarnation);
            return false;
        }
        return true;
    }
}
