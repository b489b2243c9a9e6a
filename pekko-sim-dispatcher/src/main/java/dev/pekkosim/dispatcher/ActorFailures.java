// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.dispatcher;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.run.Engine;

/**
 * Told of failed assertions that actors throw, which their supervision would log, and nobody else
 * see. Draws nothing, and keeps no state of a run.
 *
 * @hidden
 */
@Internal
@FunctionalInterface
public interface ActorFailures {

    /** Lets them be. */
    ActorFailures NONE = (engine, actor, assertion) -> {};

    /**
     * Told of one.
     *
     * @param engine the engine of the run
     * @param actor which actor it is, on which node, and at which message
     * @param assertion what it states, without what Pekko and futures wrap around it
     */
    void failed(Engine engine, String actor, AssertionError assertion);
}
