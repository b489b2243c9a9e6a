package dev.pekkosim.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.Limits;
import dev.pekkosim.engine.Outcome;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.step.Incarnation;
import dev.pekkosim.engine.step.StepKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.dispatch.Futures;
import org.apache.pekko.pattern.Patterns;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import scala.concurrent.Await;
import scala.concurrent.Future;

/** A real classic actor system on the engine. */
class SimulatedActorSystemTest {

    private static final Config CONFIG = SimSystems.overrides()
            .withFallback(
                    ConfigFactory.parseString(
                            "pekko.loglevel = WARNING\n"
                                    + "pinned { type = PinnedDispatcher, executor = thread-pool-executor }\n"
                                    + "pool { type = Dispatcher, executor = thread-pool-executor,"
                                    + " thread-pool-executor.fixed-pool-size = 4 }\n"
                                    + "balanced { type = org.apache.pekko.dispatch.BalancingDispatcherConfigurator }"))
            .withFallback(ConfigFactory.load());

    @BeforeAll
    static void install() {
        SimSystems.install();
    }

    /** Runs a body with one actor system, which lives in an incarnation of its own. */
    static Outcome run(long seed, BiConsumer<Engine, ActorSystem> body) {
        return run(seed, Limits.DEFAULT, CONFIG, body);
    }

    static Outcome run(long seed, Config config, BiConsumer<Engine, ActorSystem> body) {
        return run(seed, Limits.DEFAULT, config, body);
    }

    static Outcome run(long seed, Limits limits, BiConsumer<Engine, ActorSystem> body) {
        return run(seed, limits, CONFIG, body);
    }

    private static Outcome run(
            long seed, Limits limits, Config config, BiConsumer<Engine, ActorSystem> body) {
        Engine engine = new Engine(seed, limits);
        return engine.run(() -> {
            Incarnation node = engine.incarnation(0, 0, "node-1");
            CompletableFuture<ActorSystem> made = new CompletableFuture<>();
            engine.submit(
                    node,
                    StepKind.TASK,
                    1,
                    () -> made.complete(ActorSystem.create("test", config)));
            body.accept(engine, made.join());
        });
    }

    /** Answers each message with what a function makes of it. */
    static final class Answering extends AbstractActor {

        private final java.util.function.UnaryOperator<String> answer;

        Answering(java.util.function.UnaryOperator<String> answer) {
            this.answer = answer;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(String.class, m -> getSender().tell(answer.apply(m), getSelf()))
                    .build();
        }
    }

    static Props answering(java.util.function.UnaryOperator<String> answer) {
        return Props.create(Answering.class, () -> new Answering(answer));
    }

    static String ask(ActorRef actor, String message) {
        return (String) Patterns.ask(actor, message, Duration.ofSeconds(5))
                .toCompletableFuture()
                .join();
    }

    @Test
    void ask_everyKindOfDispatcher_runsOnTheEngine() {
        List<String> threads = new ArrayList<>();
        Outcome outcome = run(1, (engine, system) -> {
            for (String dispatcher :
                    List.of("pekko.actor.default-dispatcher", "pinned", "pool", "balanced")) {
                ActorRef actor = system.actorOf(answering(m -> {
                            threads.add(Thread.currentThread().getName());
                            return m + "!";
                        })
                        .withDispatcher(dispatcher));
                assertThat(ask(actor, dispatcher)).isEqualTo(dispatcher + "!");
            }
        });
        assertThat(outcome.failure()).isNull();
        assertThat(threads).hasSize(4).allMatch(name -> name.startsWith("pekko-sim-carrier-"));
    }

    @Test
    void await_forAnActorThatAwaitsAnother_doesNotDeadlock() {
        Outcome outcome = run(2, (engine, system) -> {
            ActorRef last = system.actorOf(answering(m -> m + " last"));
            ActorRef middle = system.actorOf(answering(m -> blockingAsk(last, m + " middle")));
            ActorRef first = system.actorOf(answering(m -> blockingAsk(middle, m + " first")));
            assertThat(ask(first, "hello")).isEqualTo("hello first middle last");
        });
        assertThat(outcome.failure()).isNull();
    }

    private static String blockingAsk(ActorRef actor, String message) {
        Future<Object> asked = Patterns.ask(actor, message, 5_000);
        try {
            return (String) Await.result(
                    asked, scala.concurrent.duration.Duration.create(5, TimeUnit.SECONDS));
        } catch (InterruptedException | java.util.concurrent.TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void await_nothingComes_timesOutInVirtualTime() {
        Outcome outcome = run(3, (engine, system) -> {
            long before = engine.now();
            ActorRef silent = system.actorOf(Props.empty());
            assertThat(Patterns.ask(silent, "anyone?", Duration.ofHours(1))
                            .toCompletableFuture()
                            .handle((answer, error) -> error)
                            .join())
                    .isInstanceOf(org.apache.pekko.pattern.AskTimeoutException.class);
            assertThat(Duration.ofNanos(engine.now() - before))
                    .isBetween(Duration.ofHours(1), Duration.ofMinutes(61));
        });
        assertThat(outcome.failure()).isNull();
    }

    @Test
    void sameSeed_twice_hasOneHash() {
        assertThat(chatter(5)).isEqualTo(chatter(5));
        assertThat(chatter(5).hash()).isNotEqualTo(chatter(6).hash());
    }

    private static Outcome chatter(long seed) {
        return run(seed, (engine, system) -> {
            List<CompletableFuture<Object>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                ActorRef actor = system.actorOf(answering(m -> m + java.util.UUID.randomUUID()));
                answers.add(
                        Patterns.ask(actor, "m" + i, Duration.ofSeconds(5)).toCompletableFuture());
            }
            answers.forEach(CompletableFuture::join);
            engine.sleep(3_000_000_000L);
        });
    }

    @Test
    void hash_anyLogLevel_isTheSame() {
        Outcome silent = run(7, CONFIG, SimulatedActorSystemTest::logging);
        Config debug = ConfigFactory.parseString(
                        "pekko.loglevel = DEBUG, pekko.stdout-loglevel = OFF\n"
                                + "pekko.loggers = [\"" + CountingLogger.class.getName() + "\"]")
                .withFallback(CONFIG);
        CountingLogger.count = 0;
        Outcome loud = run(7, debug, SimulatedActorSystemTest::logging);
        assertThat(CountingLogger.count).isGreaterThan(10);
        assertThat(loud).isEqualTo(silent);
    }

    private static void logging(Engine engine, ActorSystem system) {
        for (int i = 0; i < 10; i++) {
            system.log().debug("number {}", i);
            ask(system.actorOf(answering(m -> m)), "hello");
        }
    }

    /** Counts what is logged. */
    static final class CountingLogger extends AbstractActor {

        static int count;

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(
                            org.apache.pekko.event.Logging.InitializeLogger.class,
                            m -> getSender()
                                    .tell(
                                            org.apache.pekko.event.Logging.loggerInitialized(),
                                            getSelf()))
                    .match(org.apache.pekko.event.Logging.LogEvent.class, m -> count++)
                    .build();
        }
    }

    @Test
    void tell_fromAForeignThread_failsTheRunWithItsStack() throws InterruptedException {
        Failure failure = escapeBy((engine, actor) -> actor.tell("hello", ActorRef.noSender()));
        assertThat(failure.message())
                .startsWith("thread 'a foreign thread' sent a message to an actor of node-1")
                .contains("SimulatedActorSystemTest");
    }

    @Test
    void schedule_fromAForeignThread_failsTheRun() throws InterruptedException {
        ActorSystem[] systems = new ActorSystem[1];
        Failure failure = escapeBy(
                (engine, actor) -> systems[0]
                        .scheduler()
                        .scheduleOnce(Duration.ofSeconds(1), () -> {}, systems[0].dispatcher()),
                systems);
        assertThat(failure.message()).contains("set a timer of node-1");
    }

    @Test
    void futureCallback_fromAForeignThread_failsTheRun() throws InterruptedException {
        ActorSystem[] systems = new ActorSystem[1];
        Failure failure = escapeBy(
                (engine, actor) -> Futures.future(() -> "value", systems[0].dispatcher()), systems);
        assertThat(failure.message())
                .contains("handed a task to dispatcher pekko.actor.default-dispatcher of node-1");
    }

    private static Failure escapeBy(BiConsumer<Engine, ActorRef> touch)
            throws InterruptedException {
        return escapeBy(touch, new ActorSystem[1]);
    }

    private static Failure escapeBy(BiConsumer<Engine, ActorRef> touch, ActorSystem[] systems)
            throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(1);
        ActorRef[] target = new ActorRef[1];
        Engine[] engines = new Engine[1];
        Thread foreign = new Thread(
                () -> {
                    try {
                        ready.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    touch.accept(engines[0], target[0]);
                },
                "a foreign thread");
        foreign.start();
        Outcome outcome = run(1, (engine, system) -> {
            systems[0] = system;
            engines[0] = engine;
            target[0] = system.actorOf(answering(m -> m));
            engine.sleep(1_000_000);
            ready.countDown();
            while (true) {
                engine.sleep(1_000_000);
            }
        });
        foreign.join();
        Failure failure = outcome.failure();
        assertThat(failure).isNotNull();
        assertThat(failure.kind()).isEqualTo(Failure.Kind.ESCAPE);
        return failure;
    }

    @Test
    void realActorSystem_withTheAgentLoaded_worksAsBefore() throws Exception {
        ActorSystem real = ActorSystem.create("real", ConfigFactory.load());
        try {
            assertThat(SimSystems.hostOf(real)).isNull();
            assertThat(ask(real.actorOf(answering(m -> Thread.currentThread().getName())), "who?"))
                    .startsWith("real-pekko.actor.default-dispatcher-");
        } finally {
            real.terminate();
            real.getWhenTerminated().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }
}
