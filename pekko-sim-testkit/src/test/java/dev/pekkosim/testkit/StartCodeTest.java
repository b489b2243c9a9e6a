package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.pekkosim.engine.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nodes that are started by code of the application, as its {@code main} does it. */
class StartCodeTest {

    private static final NodeSet BACKEND = NodeSet.named("backend").count(2).roles("backend");
    private static final NodeSet FRONTEND = NodeSet.named("frontend").roles("frontend");

    private static @Nullable ActorSystem<Void> kept;

    private final TestApp app = new TestApp();
    private final Map<String, List<String>> seen = new TreeMap<>();

    private static RunResult run(Body body, NodeSet... sets) {
        return TestRuns.builder(1).nodes(sets).body(body).build().run(TestRuns.SEED);
    }

    private static void passes(Body body, NodeSet... sets) {
        TestRuns.passed(run(body, sets));
    }

    /** What a team's start code does with the configuration that it is given. */
    private ActorSystem<Void> start(Config config) {
        return noted(ActorSystem.create(app.guardian(), "test", config));
    }

    /** As start code does that knows of no other configuration and name than its own. */
    private ActorSystem<Void> startAsAlways() {
        Config own = ConfigFactory.parseString("""
                pekko.remote.artery.canonical { hostname = "10.0.0.7", port = 2551 }
                pekko.cluster.seed-nodes = ["pekko://orders@10.0.0.1:2551"]
                pekko.coordinated-shutdown.exit-jvm = on
                orders.from = "its own file"
                """);
        return noted(ActorSystem.create(
                app.guardian(), "orders", own.withFallback(ConfigFactory.load("test-app"))));
    }

    private static void untilItsEnd(ActorSystem<?> system) {
        system.getWhenTerminated().toCompletableFuture().join();
    }

    private ActorSystem<Void> noted(ActorSystem<Void> system) {
        Config config = system.settings().config();
        List<String> facts = new ArrayList<>(List.of(
                system.name(),
                Cluster.get(system).selfMember().getRoles().contains("backend") ? "back" : "front",
                config.hasPath("orders.from") ? config.getString("orders.from") : "handed over"));
        seen.put(TestApp.hostOf(system), facts);
        return system;
    }

    // ---- code that returns the actor system

    @Test
    void startCode_isGivenTheConfigurationOfTheNode_alsoInLaterLives() {
        passes(
                cluster -> {
                    cluster.startAllCode(this::start);
                    assertThat(seen)
                            .containsExactly(
                                    Map.entry("backend-1", List.of("test", "back", "handed over")),
                                    Map.entry("backend-2", List.of("test", "back", "handed over")),
                                    Map.entry(
                                            "frontend-1", List.of("test", "front", "handed over")));
                    seen.clear();
                    cluster.node("backend-2").crashHost();
                    cluster.heal();
                    assertThat(seen).containsOnlyKeys("backend-2");
                },
                BACKEND,
                FRONTEND);
    }

    @Test
    void startCode_withNameAndConfigurationOfItsOwn_isANodeLikeOthers() {
        passes(
                cluster -> {
                    cluster.startAllCode(config -> startAsAlways());
                    assertThat(seen)
                            .containsExactly(
                                    Map.entry(
                                            "backend-1", List.of("orders", "back", "its own file")),
                                    Map.entry(
                                            "backend-2", List.of("orders", "back", "its own file")),
                                    Map.entry(
                                            "frontend-1",
                                            List.of("orders", "front", "its own file")));
                    assertThat(cluster.systemName()).isEqualTo("orders");
                    assertThat(TestApp.askEntity(cluster.client(), "e1", "hello")
                                    .node())
                            .isNotEmpty();
                    Config config =
                            cluster.node("backend-1").system().settings().config();
                    assertThat(config.getBoolean("pekko.coordinated-shutdown.exit-jvm"))
                            .isFalse();

                    cluster.node("backend-1").crashProcess();
                    cluster.heal();
                    assertThat(TestRuns.missing(cluster.node("backend-1"), 3)).isNull();
                },
                BACKEND,
                FRONTEND);
    }

    @Test
    void settings_ofTheSet_areOverThoseOfTheStartCode() {
        passes(
                cluster -> {
                    cluster.startAllCode(config -> startAsAlways());
                    assertThat(seen.get("backend-1")).contains("the set");
                },
                BACKEND.config(ConfigFactory.parseString("orders.from = the set")));
    }

    @Test
    void classicSystem_isANode() {
        passes(
                cluster -> {
                    cluster.startAllCode(
                            config -> org.apache.pekko.actor.ActorSystem.create("classic", config));
                    assertThat(TestRuns.missing(cluster.node("backend-2"), 2)).isNull();
                },
                BACKEND);
    }

    @Test
    void startCode_mayMakeALocalSystemFirst() {
        passes(
                cluster -> cluster.startAllCode(config -> {
                    Config local = ConfigFactory.parseString("pekko.actor.provider = local")
                            .withFallback(config);
                    org.apache.pekko.actor.ActorSystem.create("bootstrap", local)
                            .terminate();
                    return start(config);
                }),
                BACKEND);
    }

    /** The same run as with a guardian: nothing is drawn for it. */
    @Test
    void startCode_thatDoesAsTheTestkit_isTheSameRun() {
        RunResult byGuardian = TestRuns.passed(run(
                cluster -> cluster.startAll(app::guardian),
                NodeSet.named("node").count(3)));
        RunResult byCode = TestRuns.passed(run(
                cluster -> cluster.startAllCode(
                        config -> ActorSystem.create(app.guardian(), "test", config)),
                NodeSet.named("node").count(3)));

        assertThat(byCode.steps()).isEqualTo(byGuardian.steps());
    }

    @Test
    void startCode_isTheSameRunWithTheSameSeed() {
        Body body = cluster -> {
            cluster.nodes("backend").startCode(config -> startAsAlways());
            cluster.nodes("frontend").startMain(this::startAsAlways);
            cluster.node("frontend-1").crashHost();
            cluster.heal();
        };

        RunResult first = TestRuns.passed(run(body, BACKEND, FRONTEND));

        assertThat(run(body, BACKEND, FRONTEND).hash()).isEqualTo(first.hash());
    }

    /** Since there are, Cluster Bootstrap leaves it to them to join, and asks no discovery. */
    @Test
    void seedNodes_areThere_inEachLife() {
        for (int nodes = 1; nodes <= 2; nodes++) {
            List<Integer> seeds = new ArrayList<>();
            passes(
                    cluster -> {
                        cluster.startAllCode(config -> {
                            ActorSystem<Void> system = startAsAlways();
                            seeds.add(org.apache.pekko.cluster.Cluster.get(system)
                                    .settings()
                                    .SeedNodes()
                                    .size());
                            return system;
                        });
                        cluster.node("backend-1").crashProcess();
                        cluster.heal();
                    },
                    BACKEND.count(nodes));
            assertThat(seeds).hasSize(nodes + 1).doesNotContain(0);
        }
    }

    // ---- main methods

    @Test
    void main_mayReturnAtOnce() {
        passes(
                cluster -> {
                    cluster.startAllMain(this::startAsAlways);
                    assertThat(TestRuns.missing(cluster.node("frontend-1"), 3)).isNull();
                },
                BACKEND,
                FRONTEND);
    }

    @Test
    void main_mayWaitForTheEndOfItsSystem() {
        passes(
                cluster -> {
                    cluster.nodes("backend").startMain(() -> untilItsEnd(startAsAlways()));
                    assertThat(TestRuns.missing(cluster.node("backend-1"), 2)).isNull();
                    SimNode node = cluster.node("backend-2");
                    node.leave();
                    assertThat(cluster.await(Duration.ofMinutes(2), () -> !node.isRunning()))
                            .isTrue();
                    cluster.heal();
                    assertThat(TestRuns.missing(node, 2)).isNull();
                },
                BACKEND);
    }

    // ---- what is wrong

    private static ClassicActorSystemProvider broken() throws IOException {
        throw new IOException("no such file: orders.csv");
    }

    @Test
    void startCode_thatThrows_failsTheRunWithItsLine() {
        Failure failure =
                TestRuns.failed(run(cluster -> cluster.startAllCode(config -> broken()), BACKEND));

        assertThat(failure.property()).isEqualTo("every actor system starts");
        assertThat(failure.message())
                .matches("StartCodeTest\\.java:\\d+: the actor system of backend-1 did not start:"
                        + " java\\.io\\.IOException: no such file: orders\\.csv");
    }

    private static Behavior<Void> failing() {
        return Behaviors.setup(context -> {
            throw new IllegalStateException("no rates");
        });
    }

    @Test
    void guardianOfStartCode_thatThrows_isToldAsThatOfTheTestkit() {
        Failure byTestkit =
                TestRuns.failed(run(cluster -> cluster.startAll(StartCodeTest::failing), BACKEND));
        Failure byCode = TestRuns.failed(run(
                cluster -> cluster.startAllCode(
                        config -> ActorSystem.create(failing(), "own", config)),
                BACKEND));
        Failure byMain = TestRuns.failed(run(
                cluster -> cluster.startAllMain(() -> untilItsEnd(
                        ActorSystem.create(failing(), "test", ConfigFactory.load("test-app")))),
                BACKEND));

        assertThat(byTestkit.message())
                .isEqualTo("the guardian of backend-1 failed at start:"
                        + " java.lang.IllegalStateException: no rates; a guardian that throws stops"
                        + " its actor system");
        assertThat(List.of(byCode, byMain))
                .extracting(Failure::kind, Failure::property, Failure::message)
                .containsOnly(tuple(byTestkit.kind(), byTestkit.property(), byTestkit.message()));
    }

    /** It is none of the node's. */
    @Test
    void guardianOfALocalSystem_thatThrows_isNotTold() {
        passes(
                cluster -> cluster.startAllCode(config -> {
                    Config local = ConfigFactory.parseString("pekko.actor.provider = local")
                            .withFallback(config);
                    untilItsEnd(ActorSystem.create(failing(), "bootstrap", local));
                    return start(config);
                }),
                BACKEND);
    }

    @Test
    void main_thatGivesItsSystemAnotherName_isToldWhatToDo() {
        int[] started = new int[1];

        Failure failure = TestRuns.failed(run(
                cluster -> cluster.startAllMain(() -> untilItsEnd(ActorSystem.create(
                        Behaviors.empty(), "own-" + started[0]++, ConfigFactory.load("test-app")))),
                BACKEND));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.SETUP);
        assertThat(failure.message())
                .isEqualTo("the actor system of backend-2 is called 'own-1', but that of backend-1"
                        + " is called 'own-0'; all nodes of a cluster need one name (what the testkit"
                        + " starts itself has the name of the campaign)");
    }

    /** As the body of Scala 3's {@code App} is. */
    private static final class MadeByTheClass {

        private static final ActorSystem<Void> SYSTEM =
                ActorSystem.create(Behaviors.empty(), "orders", ConfigFactory.load("test-app"));

        private MadeByTheClass() {}
    }

    @Test
    void system_thatAStaticInitialiserMakes_isToldWhatToDo() {
        Body body = cluster -> cluster.startAllMain(() -> untilItsEnd(MadeByTheClass.SYSTEM));

        Failure first = TestRuns.failed(run(body, BACKEND));
        Failure second = TestRuns.failed(run(body, BACKEND));

        String message = "the start code of backend-1 makes the actor system 'orders' in the static"
                + " initialiser of " + MadeByTheClass.class.getName()
                + ", which a JVM executes once and not for each node; make it in a method, in"
                + " Scala 3 in a main in place of 'extends App'";
        assertThat(first.kind()).isEqualTo(Failure.Kind.SETUP);
        assertThat(first.message()).isEqualTo(message);
        assertThat(second.property()).isEqualTo("every actor system starts");
        assertThat(second.message())
                .contains("NoClassDefFoundError: Could not initialize class")
                .contains(message);
    }

    private static Arguments wrong(String message, StartCode code) {
        return Arguments.of(message, code);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong(
                        "the start code of backend-1 made the actor system 'orders' with"
                                + " pekko.actor.provider = local, which is no node of a cluster; set"
                                + " pekko.actor.provider = cluster in the configuration that it"
                                + " loads, or make it with the one that it is given",
                        config -> ActorSystem.create(Behaviors.empty(), "orders")),
                wrong(
                        "the start code of backend-2 returned the actor system of backend-1, perhaps"
                                + " from a static field; each node needs one of its own",
                        config -> {
                            if (kept == null) {
                                kept = ActorSystem.create(Behaviors.empty(), "test", config);
                            }
                            return kept;
                        }),
                wrong(
                        "the actor system of backend-2 is called 'backend-2', but that of backend-1"
                                + " is called 'backend-1'; all nodes of a cluster need one name"
                                + " (what the testkit starts itself has the name of the campaign)",
                        config -> ActorSystem.create(
                                Behaviors.empty(),
                                config.getString("pekko.remote.artery.canonical.hostname"),
                                config)));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void startCode_thatMakesNoNode_isToldWhatToDo(String message, StartCode code) {
        kept = null;

        Failure failure = TestRuns.failed(run(cluster -> cluster.startAllCode(code), BACKEND));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.SETUP);
        assertThat(failure.message()).isEqualTo(message);
        kept = null;
    }

    @Test
    void main_thatMakesNoSystem_isToldWhatToDo() {
        Failure failure = TestRuns.failed(run(cluster -> cluster.startAllMain(() -> {}), BACKEND));

        assertThat(failure.message())
                .isEqualTo("the start code of backend-1 must make an actor system with"
                        + " pekko.actor.provider = cluster, and return it, but made none");
    }

    /** As a library does that is handed a classic system. */
    @Test
    void typedView_ofAClassicSystem_isANodeToo() {
        passes(
                cluster -> cluster.startAllCode(config -> Adapter.toTyped(
                        org.apache.pekko.actor.ActorSystem.create("classic", config))),
                BACKEND);
    }
}
