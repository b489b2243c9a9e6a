package dev.pekkosim.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.pekkosim.agent.hook.SimHooks;
import dev.pekkosim.agent.hook.SimRuntime;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.nio.ByteBuffer;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.cluster.ddata.VersionVector;
import org.apache.pekko.dispatch.Dispatcher;
import org.apache.pekko.dispatch.ExecutorServiceFactory;
import org.apache.pekko.remote.MessageSerializer$;
import org.apache.pekko.remote.RemoteActorRefProvider;
import org.apache.pekko.remote.artery.EnvelopeBuffer;
import org.apache.pekko.remote.artery.OutboundEnvelope;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.util.ManifestInfo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real actor system, with a runtime that notes what it is told and lets Pekko go on. */
class PekkoHooksTest {

    private static final Recorder RECORDER = new Recorder();

    private static ActorSystem system;

    @BeforeAll
    static void startSystem() {
        SimHooks.install(RECORDER);
        Config config = ConfigFactory.parseString("""
                pekko.actor.provider = remote
                pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                pekko.loglevel = OFF
                pekko.stdout-loglevel = OFF
                pekko.remote.warn-about-direct-use = off
                """);
        system = ActorSystem.create("hooks", config.withFallback(ConfigFactory.load()));
    }

    @AfterAll
    static void stopSystem() throws Exception {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Test
    void actorSystem_hasTheConfigurationThatTheRuntimeMadeOfIts() {
        Config config = system.settings().config();

        assertThat(config.getString("hooks.name")).isEqualTo("hooks");
        assertThat(config.getString("pekko.actor.provider")).isEqualTo("remote");
    }

    @Test
    void guardian_isTheOneThatTheRuntimeMadeOfIt() throws Exception {
        Behavior<Object> made = Behaviors.empty();
        CountDownLatch started = new CountDownLatch(1);
        RECORDER.guardianInstead = Behaviors.setup(context -> {
            started.countDown();
            return Behaviors.stopped();
        });
        try {
            Config local = ConfigFactory.parseString("pekko.actor.provider = local");
            org.apache.pekko.actor.typed.ActorSystem<Object> typed =
                    org.apache.pekko.actor.typed.ActorSystem.create(
                            made, "typed", local.withFallback(system.settings().config()));

            assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(RECORDER.guardians).containsExactly(made);
            typed.getWhenTerminated().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } finally {
            RECORDER.guardianInstead = null;
        }
    }

    @Test
    void dispatcher_underConstruction_handsOutItsExecutorFactory() {
        assertThat(RECORDER.dispatchers).isNotEmpty().allMatch(Dispatcher.class::isInstance);
        assertThat(RECORDER.factories)
                .isNotEmpty()
                .allMatch(ExecutorServiceFactory.class::isInstance);
    }

    @Test
    void message_dispatched_isReported() {
        assertThat(RECORDER.messages)
                .anyMatch(message -> message.startsWith("org.apache.pekko.dispatch.Envelope"))
                .anyMatch(message -> message.startsWith("org.apache.pekko.dispatch.sysmsg.Watch"));
    }

    @Test
    void transport_declined_isPekkosOwn() {
        RemoteActorRefProvider provider =
                (RemoteActorRefProvider) ((ExtendedActorSystem) system).provider();

        assertThat(RECORDER.transports).containsExactly(system, provider);
        assertThat(provider.transport().getClass().getSimpleName()).isEqualTo("ArteryTcpTransport");
    }

    @Test
    void serialization_failed_isReportedAndThrown() {
        Serialization serialization = SerializationExtension.get(system);
        OutboundEnvelope envelope = envelope(new Object());
        RECORDER.failures.clear();

        assertThatThrownBy(() -> MessageSerializer$.MODULE$.serializeForArtery(
                        serialization, envelope, null, new EnvelopeBuffer(ByteBuffer.allocate(9))))
                .satisfies(e ->
                        assertThat(RECORDER.failures).containsExactly(serialization, envelope, e));
    }

    @Test
    void deserialization_failed_isReportedAndThrown() {
        Serialization serialization = SerializationExtension.get(system);
        RECORDER.failures.clear();

        assertThatThrownBy(() -> MessageSerializer$.MODULE$.deserializeForArtery(
                        (ExtendedActorSystem) system,
                        0L,
                        serialization,
                        4711,
                        "the manifest",
                        new EnvelopeBuffer(ByteBuffer.allocate(9))))
                .satisfies(e -> assertThat(RECORDER.failures)
                        .containsExactly(serialization, "the manifest", e));
    }

    @Test
    void counter_onCarrier_beginsAnew() {
        UniqueAddress node = new UniqueAddress(
                ((ExtendedActorSystem) system).provider().getDefaultAddress(), 1L);
        VersionVector.empty().increment(node);

        Object version = FakeCarrier.run(() -> {
                    VersionVector vector = VersionVector.empty().increment(node).increment(node);
                    return vector.versionAt(node);
                })
                .value();

        assertThat(version).isEqualTo(2L);
    }

    @Test
    void manifests_onCarrier_areReadOncePerClassLoader() throws IOException {
        AtomicInteger read = new AtomicInteger();
        ClassLoader loader = new ClassLoader(getClass().getClassLoader()) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                read.incrementAndGet();
                return super.getResources(name);
            }
        };
        Config local = ConfigFactory.parseString("pekko.actor.provider = local");
        ActorSystem real = ActorSystem.create(
                "manifests", local.withFallback(system.settings().config()), loader);
        try {
            ExtendedActorSystem extended = (ExtendedActorSystem) real;
            Object expected = new ManifestInfo(extended).versions();
            int before = read.get();
            Object seen = FakeCarrier.run(() -> List.of(
                            new ManifestInfo(extended).versions(),
                            new ManifestInfo(extended).versions()))
                    .value();

            assertThat(seen).isEqualTo(List.of(expected, expected));
            assertThat(expected.toString()).contains("pekko-actor");
            assertThat(read.get()).isEqualTo(before + 1);
        } finally {
            real.terminate();
        }
    }

    @Test
    void scalaRandom_onCarrier_isTheNodes() {
        Object drawn =
                FakeCarrier.run(() -> scala.util.Random$.MODULE$.nextLong()).value();

        assertThat(drawn).isEqualTo(new java.util.Random(FakeCarrier.DRAWN).nextLong());
        assertThat(FakeCarrier.run(() -> new scala.util.Random(7).nextLong()).value())
                .isEqualTo(new java.util.Random(7).nextLong());
    }

    private static OutboundEnvelope envelope(Object message) {
        return (OutboundEnvelope) Proxy.newProxyInstance(
                PekkoHooksTest.class.getClassLoader(),
                new Class<?>[] {OutboundEnvelope.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "message" -> message;
                    case "hashCode" -> 1;
                    case "equals" -> proxy == arguments[0];
                    case "toString" -> "envelope";
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    /** Notes everything and replaces nothing but a setting. */
    private static final class Recorder implements SimRuntime {

        private final List<Object> dispatchers = new CopyOnWriteArrayList<>();
        private final List<Object> factories = new CopyOnWriteArrayList<>();
        private final List<Object> guardians = new CopyOnWriteArrayList<>();
        private volatile @Nullable Object guardianInstead;
        private final List<Object> transports = new CopyOnWriteArrayList<>();
        private final List<Object> failures = new CopyOnWriteArrayList<>();
        private final List<String> messages = new CopyOnWriteArrayList<>();

        @Override
        public @Nullable String asker() {
            return null;
        }

        @Override
        public boolean isOfNode(Object system) {
            return false;
        }

        @Override
        public String nameOf(Object system) {
            return system.toString();
        }

        @Override
        public Object systemConfig(String name, Object config) {
            return ConfigFactory.parseString("hooks.name = " + name).withFallback((Config) config);
        }

        @Override
        public Class<?> tcpManager(Class<?> pekkos) {
            return pekkos;
        }

        @Override
        public byte @Nullable [] addressOf(String host) {
            return null;
        }

        @Override
        public @Nullable String hostAt(byte[] address) {
            return null;
        }

        @Override
        public @Nullable String thisHost() {
            return null;
        }

        @Override
        public Object guardian(Object behavior) {
            guardians.add(behavior);
            Object instead = guardianInstead;
            return instead == null ? behavior : instead;
        }

        @Override
        public Object executorFactory(Object dispatcher, Object factory) {
            dispatchers.add(dispatcher);
            factories.add(factory);
            return factory;
        }

        @Override
        public @Nullable Object transport(Object system, Object provider) {
            transports.add(system);
            transports.add(provider);
            return null;
        }

        @Override
        public void asked(Object promise, Object timeout, @Nullable Object target) {
            messages.add("asked");
        }

        @Override
        public void dispatching(Object dispatcher, Object receiver, Object message) {
            messages.add(message.getClass().getName());
        }

        @Override
        public void serializationFailed(Object serialization, Object subject, Throwable cause) {
            failures.addAll(List.of(serialization, subject, cause));
        }

        @Override
        public void actorFailed(@Nullable Object cell, Throwable thrown) {}

        @Override
        public boolean mayFire(String name, Object self, @Nullable Object argument) {
            return true;
        }

        @Override
        public void leftOut(String name, Object self, @Nullable Object argument) {}

        @Override
        public Object pointArgument(String name, Object self, Object argument) {
            return argument;
        }
    }
}
