// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.dispatcher;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.pekkosim.agent.hook.SimHooks;
import dev.pekkosim.engine.Internal;
import java.util.function.BiFunction;
import org.apache.pekko.actor.Actor;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.jspecify.annotations.Nullable;

/**
 * How actor systems become simulated ones: the configuration they need, and the node that each
 * lives on.
 *
 * @hidden
 */
@Internal
public final class SimSystems {

    private static final Config OVERRIDES = ConfigFactory.parseResources(
            SimSystems.class.getClassLoader(), "dev/pekkosim/dispatcher/overrides.conf");

    private static final PekkoRuntime RUNTIME = new PekkoRuntime();

    private SimSystems() {}

    /** Connects Pekko's rewritten classes with the engine. Doing it again does nothing. */
    public static void install() {
        SimHooks.install(RUNTIME);
    }

    /**
     * Settings that a simulated actor system must have, whatever the application says.
     *
     * @return configuration to put before the application's
     */
    public static Config overrides() {
        return OVERRIDES;
    }

    /**
     * Where an actor system lives.
     *
     * @param system any actor system
     * @return its node, or null for a real actor system
     */
    public static @Nullable NodeHost hostOf(ActorSystem system) {
        return SimScheduler.hostOf(system.scheduler());
    }

    /**
     * Sets what makes the remote transport of simulated actor systems.
     *
     * @param factory takes the actor system and its {@code RemoteActorRefProvider}
     */
    public static void transportFactory(BiFunction<ExtendedActorSystem, Object, Object> factory) {
        RUNTIME.transportFactory(factory);
    }

    /**
     * Sets what binds ports and connects for {@code IO(Tcp)} in a run.
     *
     * @param manager class of an actor, whose constructor takes a {@code TcpExt}
     */
    public static void tcpManager(Class<? extends Actor> manager) {
        RUNTIME.simulateTcp(manager);
    }

    /**
     * Sets what points in Pekko do, which needs classes of artifacts that this module does not
     * know.
     *
     * @param effects theirs
     */
    public static void pointEffects(PointEffects effects) {
        RUNTIME.pointEffects(effects);
    }

    /**
     * Sets who looks at messages on their way into mailboxes.
     *
     * @param tap who
     */
    public static void messageTap(MessageTap tap) {
        RUNTIME.messageTap(tap);
    }

    /**
     * Sets who is told of failed assertions that actors throw.
     *
     * @param failures who
     */
    public static void actorFailures(ActorFailures failures) {
        RUNTIME.actorFailures(failures);
    }

    /**
     * Says what a step works on, in words that are the same in every JVM: the path of an actor
     * whose mailbox it is, or the class of a task.
     *
     * @param work as {@link dev.pekkosim.engine.step.StepObserver} gets it
     */
    public static String describe(Object work) {
        return WorkNames.of(work);
    }

    /**
     * Says what the actor whose mailbox a step works on is doing: the class of the message that it
     * is at.
     *
     * @param work as {@link dev.pekkosim.engine.step.StepObserver} gets it
     * @return empty if the work is no mailbox, or its actor is not at a message
     */
    public static String describeMessage(Object work) {
        return WorkNames.currentMessage(work);
    }
}
