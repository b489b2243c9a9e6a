// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.cluster;

import com.typesafe.config.Config;
import dev.pekkosim.agent.hook.SimThread;
import dev.pekkosim.dispatcher.MadeSystems;
import dev.pekkosim.dispatcher.NodeHost;
import dev.pekkosim.dispatcher.SimSystems;
import dev.pekkosim.engine.step.Incarnation;
import dev.pekkosim.engine.step.StepKind;
import java.time.Duration;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.Cluster;
import org.jspecify.annotations.Nullable;

/**
 * Starts that are code of the application, which makes the actor system itself, of whatever name
 * and configuration.
 */
final class StartCodes {

    private static final String PROVIDER = "pekko.actor.provider";

    private static final long LOOK_NANOS = Duration.ofMillis(1).toNanos();

    private StartCodes() {}

    /**
     * Code that returns the actor system.
     *
     * @param code the team's own
     */
    static NodeStart returning(NodeStart.Code code) {
        return (node, life, config) -> {
            expect(node, life, config, system -> {});
            return required(node, life, code.start(config));
        };
    }

    /**
     * A main method, which returns at once or when its actor system has ended.
     *
     * @param main the team's own
     */
    static NodeStart main(NodeStart.Main main) {
        return (node, life, config) -> {
            ExtendedActorSystem[] seen = new ExtendedActorSystem[1];
            expect(node, life, config, system -> {
                seen[0] = system;
                tellWhenMade(node, life, system);
            });
            main.run();
            return required(node, life, seen[0]);
        };
    }

    /**
     * Looks now and then whether all of an actor system is there, since the step that makes it may
     * never end. The extension of the cluster is the last of it that anything waits for.
     */
    private static void tellWhenMade(
            SimulatedNode node, Incarnation life, ExtendedActorSystem system) {
        node.engine().schedule(life, LOOK_NANOS, StepKind.TIMER, 0, () -> {
            if (node.isOutside() || system.hasExtension(Cluster.lookup())) {
                node.isSeen(life, Adapter.toTyped(system));
            } else {
                tellWhenMade(node, life, system);
            }
        });
    }

    private static void expect(SimulatedNode node, Incarnation life, Config handed, Told told) {
        MadeSystems.of(node.engine()).expect(life, new MadeSystems.Expected() {
            @Override
            public Config configOf(String name, Config made) {
                requireNoInitialiser(node, name);
                return made == handed && name.equals(node.systemName())
                        ? handed
                        : node.configOver(name, made);
            }

            @Override
            public void isMade(ExtendedActorSystem system) {
                told.of(system);
            }

            @Override
            public Object guardianOf(Object made) {
                return GuardianWatch.watch((Behavior<?>) made, node::guardianFailed);
            }
        });
    }

    /** What a static initialiser makes is made once, by the first node of the first run. */
    private static void requireNoInitialiser(SimulatedNode node, String system) {
        String type = Thread.currentThread() instanceof SimThread t ? t.initialising() : null;
        if (type != null) {
            throw new SimSetupException("the start code of " + node + " makes the actor system '"
                    + system + "' in the static initialiser of " + type
                    + ", which a JVM executes once and not for each node; make it in a method, in"
                    + " Scala 3 in a main in place of 'extends App'");
        }
    }

    /** Takes an actor system. */
    private interface Told {
        void of(ExtendedActorSystem system);
    }

    private static ActorSystem<?> required(
            SimulatedNode node, Incarnation life, @Nullable ClassicActorSystemProvider started) {
        if (started == null) {
            throw new SimSetupException("the start code of " + node
                    + " must make an actor system with pekko.actor.provider = cluster, and return it,"
                    + " but made none");
        }
        org.apache.pekko.actor.ActorSystem classic = started.classicSystem();
        NodeHost host = SimSystems.hostOf(classic);
        if (host != null && host.incarnation() != life) {
            throw new SimSetupException("the start code of " + node
                    + " returned the actor system of " + host.incarnation().name()
                    + ", perhaps from a static field; each node needs one of its own");
        }
        Config config = classic.settings().config();
        if (host == null || !(node.isOutside() || DeployedSet.isOfCluster(config))) {
            throw new SimSetupException("the start code of " + node + " made the actor system '"
                    + classic.name() + "' with " + PROVIDER + " = " + config.getString(PROVIDER)
                    + ", which is no node of a "
                    + (node.isOutside()
                            ? "run; set " + PROVIDER + " = remote"
                            : "cluster; set " + PROVIDER + " = cluster")
                    + " in the configuration that it loads, or make it with the one that it is"
                    + " given");
        }
        return started instanceof ActorSystem<?> typed ? typed : Adapter.toTyped(classic);
    }
}
