// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.testkit.cluster.RunProperties;

/** A failed assertion that an actor throws, as a failure of its run. */
final class ActorAssertion {

    private ActorAssertion() {}

    /**
     * Fails the run by it, with the line of the application first, as that of the body is told.
     *
     * @param engine the engine of the run
     * @param actor which actor it is, on which node, and at which message
     * @param assertion what it threw
     */
    static void fail(Engine engine, String actor, AssertionError assertion) {
        engine.fail(
                Failure.Kind.PROPERTY,
                RunProperties.ACTOR_ASSERTION,
                BodyFailure.told(assertion) + "\nin the actor " + actor,
                assertion);
    }
}
