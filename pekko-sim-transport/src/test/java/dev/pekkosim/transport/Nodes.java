package dev.pekkosim.transport;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.pekkosim.dispatcher.SimSystems;
import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.Limits;
import dev.pekkosim.engine.Outcome;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.step.Incarnation;
import dev.pekkosim.engine.step.StepKind;
import dev.pekkosim.transport.net.SimNetwork;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.apache.pekko.remote.RemoteActorRefProvider;
import org.apache.pekko.remote.artery.TestManagementCommands;

/** A run with real actor systems that talk through the simulated wire, for tests. */
final class Nodes {

    static final int PORT = 17355;
    static final Duration TIMEOUT = Duration.ofSeconds(20);

    private static final Config CONFIG = SimSystems.overrides()
            .withFallback(ConfigFactory.parseString("pekko {\n"
                    + "loglevel = OFF\n"
                    + "stdout-loglevel = OFF\n"
                    + "actor.provider = remote\n"
                    + "actor.allow-java-serialization = off\n"
                    + "remote.use-unsafe-remote-features-outside-cluster = on\n"
                    + "remote.warn-unsafe-watch-outside-cluster = off\n"
                    + "remote.artery.canonical.port = " + PORT + "\n"
                    + "}"))
            .withFallback(ConfigFactory.load());

    private final Engine engine;
    private final Config settings;
    private final SortedMap<String, Incarnation> lives = new TreeMap<>();
    private int started;

    private Nodes(Engine engine, Config settings) {
        this.engine = engine;
        this.settings = settings;
    }

    static Outcome run(long seed, Consumer<Nodes> body) {
        return run(seed, "", body);
    }

    /** Executes a seed; what the body throws is thrown here. */
    static Outcome run(long seed, String settings, Consumer<Nodes> body) {
        Outcome outcome = execute(seed, settings, body);
        Failure failure = outcome.failure();
        if (failure != null) {
            if (failure.cause() instanceof AssertionError error) {
                throw error;
            }
            throw new AssertionError(
                    "seed " + seed + ": " + failure.property() + ": " + failure.message(),
                    failure.cause());
        }
        return outcome;
    }

    /** Executes a seed, which may fail. */
    static Outcome execute(long seed, String settings, Consumer<Nodes> body) {
        SimSystems.install();
        SimTransport.install();
        Engine engine = new Engine(seed, Limits.DEFAULT);
        Config config = ConfigFactory.parseString(settings).withFallback(CONFIG);
        return engine.run(() -> body.accept(new Nodes(engine, config)));
    }

    Engine engine() {
        return engine;
    }

    SimNetwork network() {
        return SimNetwork.of(engine);
    }

    void sleep(Duration duration) {
        engine.sleep(duration.toNanos());
    }

    ActorSystem start(String host) {
        Incarnation life = engine.incarnation(started, started, host);
        started++;
        lives.put(host, life);
        Config config = ConfigFactory.parseString(
                        "pekko.remote.artery.canonical.hostname = " + host)
                .withFallback(settings);
        return on(host, () -> ActorSystem.create("test", config));
    }

    /** Makes the next message that arrives fail the inbound stream on which it arrives. */
    void failInboundStreamOnce(String host, ActorSystem system) {
        RemoteActorRefProvider provider =
                (RemoteActorRefProvider) ((ExtendedActorSystem) system).provider();
        on(
                host,
                () -> provider.transport()
                        .managementCommand(new TestManagementCommands.FailInboundStreamOnce(
                                new IllegalStateException("on purpose"))));
    }

    /** Does something in the name of a node. */
    <T> T on(String host, Supplier<T> action) {
        CompletableFuture<T> done = new CompletableFuture<>();
        engine.submit(life(host), StepKind.TASK, 1, () -> {
            try {
                done.complete(action.get());
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        return done.join();
    }

    Incarnation life(String host) {
        Incarnation life = lives.get(host);
        if (life == null) {
            throw new IllegalStateException(host + " is not started");
        }
        return life;
    }

    void crash(String host, boolean hostDead) {
        network().hostDown(host, hostDead);
        engine.kill(life(host));
    }

    static String address(String host, String actor) {
        return "pekko://test@" + host + ":" + PORT + "/user/" + actor;
    }

    /** Finds an actor of another node. */
    ActorRef resolve(String host, ActorSystem system, String otherHost, String actor) {
        return on(host, () -> system.actorSelection(address(otherHost, actor)).resolveOne(TIMEOUT))
                .toCompletableFuture()
                .join();
    }

    String ask(String host, ActorRef actor, String message) {
        return (String) on(host, () -> Patterns.ask(actor, message, TIMEOUT))
                .toCompletableFuture()
                .join();
    }

    /** Answers each string. */
    static final class Echo extends AbstractActor {

        static Props props() {
            return Props.create(Echo.class, Echo::new);
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(String.class, m -> getSender().tell(m, getSelf()))
                    .build();
        }
    }

    /** Hands each string, and the death of what it watches, to a test. */
    static final class Collect extends AbstractActor {

        private final Consumer<Object> taken;

        Collect(Consumer<Object> taken) {
            this.taken = taken;
        }

        static Props props(Consumer<Object> taken) {
            return Props.create(Collect.class, () -> new Collect(taken));
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(ActorRef.class, getContext()::watch)
                    .matchAny(taken::accept)
                    .build();
        }
    }
}
