// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.dispatcher;

import com.typesafe.config.Config;
import dev.pekkosim.agent.hook.SimRuntime;
import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.carrier.Carrier;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.step.Incarnation;
import java.util.function.BiFunction;
import org.apache.pekko.actor.ActorCell;
import org.apache.pekko.actor.ActorContext;
import org.apache.pekko.actor.ActorPath;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.dispatch.Envelope;
import org.apache.pekko.dispatch.ExecutorServiceFactory;
import org.apache.pekko.dispatch.MessageDispatcher;
import org.apache.pekko.pattern.PromiseActorRef;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.util.Timeout;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.List;

/** The engine's side of the hooks in Pekko's classes; keeps no state of a run. */
final class PekkoRuntime implements SimRuntime {

    private volatile @Nullable BiFunction<ExtendedActorSystem, Object, Object> transportFactory;

    private volatile @Nullable Class<?> tcpManager;

    private volatile PointEffects pointEffects = PointEffects.NONE;

    private volatile MessageTap messageTap = MessageTap.NONE;

    private volatile ActorFailures actorFailures = ActorFailures.NONE;

    void actorFailures(ActorFailures failures) {
        actorFailures = failures;
    }

    void messageTap(MessageTap tap) {
        messageTap = tap;
    }

    void pointEffects(PointEffects effects) {
        pointEffects = effects;
    }

    void simulateTcp(Class<?> manager) {
        tcpManager = manager;
    }

    void transportFactory(BiFunction<ExtendedActorSystem, Object, Object> factory) {
        transportFactory = factory;
    }

    @Override
    public Object executorFactory(Object dispatcher, Object factory) {
        MessageDispatcher simulated = (MessageDispatcher) dispatcher;
        NodeHost host = hostOf(simulated);
        if (host == null) {
            return factory;
        }
        return (ExecutorServiceFactory) () -> new SimExecutorService(host, simulated.id());
    }

    @Override
    public Object systemConfig(String name, Object config) {
        Engine engine = Engine.current();
        Incarnation life = Engine.currentIncarnation();
        return engine == null || life == null
                ? config
                : MadeSystems.of(engine).configOf(life, name, (Config) config);
    }

    @Override
    public Object guardian(Object behavior) {
        List<ActorContext> starting = ActorCell.contextStack().get();
        if (starting.isEmpty()) {
            return behavior;
        }
        ActorSystem system = starting.head().system();
        NodeHost host = SimScheduler.hostOf(system.scheduler());
        return host == null
                ? behavior
                : MadeSystems.of(host.engine())
                        .guardianOf(host.incarnation(), system.settings().config(), behavior);
    }

    @Override
    public Class<?> tcpManager(Class<?> pekkos) {
        Class<?> simulated = tcpManager;
        return simulated == null || Engine.current() == null ? pekkos : simulated;
    }

    @Override
    public byte @Nullable [] addressOf(String host) {
        Engine engine = Engine.current();
        return engine == null ? null : HostAddresses.of(engine).addressOf(host);
    }

    @Override
    public @Nullable String hostAt(byte[] address) {
        Engine engine = Engine.current();
        return engine == null ? null : HostAddresses.of(engine).hostAt(address);
    }

    @Override
    public @Nullable String thisHost() {
        Incarnation life = Engine.currentIncarnation();
        return life == null ? null : life.name();
    }

    @Override
    public @Nullable Object transport(Object system, Object provider) {
        ExtendedActorSystem simulated = (ExtendedActorSystem) system;
        NodeHost host = SimScheduler.hostOf(simulated.scheduler());
        if (host == null) {
            return null;
        }
        MadeSystems.of(host.engine()).made(host.incarnation(), simulated);
        BiFunction<ExtendedActorSystem, Object, Object> factory = transportFactory;
        if (factory == null) {
            throw new IllegalStateException(
                    "a simulated actor system needs a simulated transport, but none is"
                            + " installed; add pekko-sim-transport to the class path");
        }
        return factory.apply(simulated, provider);
    }

    @Override
    public @Nullable String asker() {
        return Thread.currentThread() instanceof Carrier carrier
                ? WorkNames.asker(carrier.working(), carrier.incarnation())
                : null;
    }

    @Override
    public boolean isOfNode(Object system) {
        return SimScheduler.hostOf(
                        ((ClassicActorSystemProvider) system).classicSystem().scheduler())
                != null;
    }

    @Override
    public String nameOf(Object system) {
        return ((ClassicActorSystemProvider) system).classicSystem().name();
    }

    @Override
    public void dispatching(Object dispatcher, Object receiver, Object message) {
        MessageDispatcher simulated = (MessageDispatcher) dispatcher;
        NodeHost host = hostOf(simulated);
        if (host == null
                || SimExecutorService.isOfLoggers(simulated.id())
                || !host.admits("sent a message to an actor")) {
            return;
        }
        ActorCell cell = (ActorCell) receiver;
        ActorPath path = cell.self().path();
        Object content = message instanceof Envelope envelope ? envelope.message() : message;
        Class<?> type = content.getClass();
        Engine engine = host.engine();
        messageTap.sees(engine, cell, message);
        engine.event(
                WorkLabels.ofPath(path) ^ WorkLabels.ofClass(type) * 0x632be59bd9b4e019L,
                engine.isObserved()
                        ? new Sent(host.incarnation().toString(), path, WorkLabels.nameOf(type))
                        : Sent.UNOBSERVED);
    }

    /**
     * A message on its way into a mailbox, for the trace.
     *
     * @param node where the receiver lives
     * @param receiver the receiver's path
     * @param type the message's class
     */
    private record Sent(String node, ActorPath receiver, String type) {

        static final Object UNOBSERVED = new Object();

        @Override
        public String toString() {
            return node + " " + receiver.toStringWithoutAddress() + " <- " + type;
        }
    }

    @Override
    public void asked(Object promise, Object timeout, @Nullable Object target) {
        PromiseActorRef asking = (PromiseActorRef) promise;
        NodeHost host = SimScheduler.hostOf(
                asking.provider().guardian().underlying().system().scheduler());
        if (host != null) {
            BodyAsks.made(host, asking, (Timeout) timeout, target);
        }
    }

    @Override
    public void serializationFailed(Object serialization, Object subject, Throwable cause) {
        NodeHost host =
                SimScheduler.hostOf(((Serialization) serialization).system().scheduler());
        if (host == null
                || cause instanceof VirtualMachineError
                || !host.admits("serialized a message")) {
            return;
        }
        SerializationProblem problem = SerializationProblem.of(host, subject, cause);
        if (problem.unsendable() != null) {
            messageTap.seesUnsendable(host.engine(), problem.unsendable());
        }
        host.engine()
                .fail(
                        Failure.Kind.SERIALIZATION,
                        "every remote message is serializable",
                        problem.sentence(),
                        cause);
    }

    @Override
    public void actorFailed(@Nullable Object cell, Throwable thrown) {
        ThrownAssertions.tell((ActorCell) cell, thrown, actorFailures);
    }

    @Override
    public boolean mayFire(String name, Object self, @Nullable Object argument) {
        try {
            return pointEffects.mayFire(name, self, argument);
        } catch (RuntimeException e) {
            fail(name, e);
            return false;
        }
    }

    @Override
    public void leftOut(String name, Object self, @Nullable Object argument) {
        pointEffects.leftOut(name, self, argument);
    }

    @Override
    public Object pointArgument(String name, Object self, Object argument) {
        try {
            return pointEffects.argument(name, self, argument);
        } catch (RuntimeException e) {
            fail(name, e);
            return argument;
        }
    }

    /** Pekko would take it for a failure of its own actor. */
    private static void fail(String point, RuntimeException e) {
        Engine engine = Engine.current();
        if (engine != null) {
            engine.fail(
                    Failure.Kind.INTERNAL,
                    "no point fails",
                    "the point " + point + " failed: " + e,
                    e);
        }
    }

    private static @Nullable NodeHost hostOf(MessageDispatcher dispatcher) {
        return SimScheduler.hostOf(dispatcher.configurator().prerequisites().scheduler());
    }
}
