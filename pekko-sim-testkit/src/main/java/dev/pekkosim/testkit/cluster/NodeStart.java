// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.cluster;

import com.typesafe.config.Config;
import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.step.Incarnation;
import java.util.function.Function;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Adapter;

/**
 * What a node runs: makes the actor system of one life of it.
 *
 * @hidden
 */
@Internal
@FunctionalInterface
public interface NodeStart {

    /** The name of the actor that classic {@code Props} become, below {@code /user}. */
    String CLASSIC_GUARDIAN = "guardian";

    /** Code of the application that makes an actor system. */
    @FunctionalInterface
    interface Code {

        /**
         * Makes it.
         *
         * @param config the node's configuration
         */
        ClassicActorSystemProvider start(Config config) throws Exception;
    }

    /** A main method of the application. */
    @FunctionalInterface
    interface Main {

        /** Does what it does; may wait for the end of the actor system. */
        void run() throws Exception;
    }

    /**
     * Makes the actor system; runs on the node.
     *
     * @param node the node
     * @param life its life
     * @param config its configuration
     * @throws Exception whatever the application throws
     */
    ActorSystem<?> start(SimulatedNode node, Incarnation life, Config config) throws Exception;

    /**
     * A typed guardian.
     *
     * @param newGuardian makes that of one life of a node
     */
    static NodeStart typed(Function<SimulatedNode, ? extends Behavior<?>> newGuardian) {
        return (node, life, config) -> ActorSystem.create(
                GuardianWatch.watch(newGuardian.apply(node), node::guardianFailed),
                node.systemName(),
                config);
    }

    /**
     * A classic guardian, which is an actor {@value #CLASSIC_GUARDIAN} below {@code /user}.
     *
     * @param newProps makes that of one life of a node
     */
    static NodeStart classic(Function<SimulatedNode, Props> newProps) {
        return (node, life, config) -> {
            Props props = newProps.apply(node);
            org.apache.pekko.actor.ActorSystem system =
                    org.apache.pekko.actor.ActorSystem.create(node.systemName(), config);
            system.actorOf(ClassicGuardian.watch(props, node::guardianFailed), CLASSIC_GUARDIAN);
            return Adapter.toTyped(system);
        };
    }

    /**
     * Code of the application that returns the actor system.
     *
     * @param code the team's own
     */
    static NodeStart code(Code code) {
        return StartCodes.returning(code);
    }

    /**
     * A main method of the application.
     *
     * @param main the team's own
     */
    static NodeStart main(Main main) {
        return StartCodes.main(main);
    }
}
