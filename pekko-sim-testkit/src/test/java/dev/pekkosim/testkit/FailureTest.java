package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.acme.bodies.Adapter;
import com.acme.bodies.Shop;
import com.typesafe.config.ConfigFactory;
import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.Failure.Kind;
import dev.pekkosim.testkit.TestApp.Message;
import dev.pekkosim.testkit.TestApp.Note;
import dev.pekkosim.testkit.cluster.SimSetupException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;

/** What makes a run fail, and what a campaign refuses to begin with. */
class FailureTest {

    private final TestApp app = new TestApp();

    @Test
    void tell_fromAForeignThread_isAnEscape() throws InterruptedException {
        CompletableFuture<ActorRef<Message>> echo = new CompletableFuture<>();
        Thread foreign =
                new Thread(() -> echo.join().tell(new Note("from outside")), "a foreign thread");
        foreign.start();
        Failure failure = TestRuns.fails(2, cluster -> {
            cluster.startAll(app::guardian);
            echo.complete(TestApp.actor(cluster.client(), "node-1", "echo"));
            cluster.sleep(Duration.ofHours(20));
        });
        foreign.join();
        assertThat(failure.kind()).isEqualTo(Kind.ESCAPE);
        String sentence = "thread 'a foreign thread' sent a message to an actor of node-1, but is"
                + " not part of the run; let the work run on a dispatcher of the node, or inside"
                + " the run's body";
        assertThat(failure.message()).startsWith(sentence + "\n    at org.apache.pekko.");
        assertThat(withoutLibraries(failure.message()))
                .isEqualTo(sentence + "\n    at dev.pekkosim.testkit.FailureTest.lambda"
                        + "$tell_fromAForeignThread_isAnEscape$N(FailureTest.java:N)");
        assertThat(app.events("node-1")).doesNotContain("from outside");
    }

    /** Their frames are other ones in another release of them. */
    private static String withoutLibraries(String text) {
        return text.lines()
                .filter(line -> !line.matches("    at (java|org\\.apache\\.pekko)\\..*"))
                .map(line -> line.replaceAll("(?<=[:$])\\d+", "N"))
                .collect(Collectors.joining("\n"));
    }

    /** It is bound to no serializer. */
    record Unbound(String text) {}

    @Test
    void message_withoutSerializer_namesItsClassAndTheFix() {
        Failure failure = TestRuns.fails(2, cluster -> {
            cluster.startAll(app::guardian);
            ActorRef<Object> echo =
                    TestApp.actor(cluster.client(), "node-2", "echo").unsafeUpcast();
            echo.tell(new Unbound("hello"));
            cluster.sleep(Duration.ofMinutes(1));
        });
        assertThat(failure.kind()).isEqualTo(Kind.SERIALIZATION);
        assertThat(failure.message())
                .startsWith("node-1 could not send dev.pekkosim.testkit.FailureTest$Unbound: ")
                .endsWith("; bind the class, or a marker interface of it, in"
                        + " pekko.actor.serialization-bindings")
                .doesNotContain("\n");
    }

    @Test
    void guardian_thatThrowsAtStart_isNamedWithItsException() {
        Failure failure = TestRuns.fails(
                3,
                cluster -> cluster.startAll(() -> Behaviors.setup(context -> {
                    throw new IllegalStateException("no database");
                })));
        assertThat(failure.kind()).isEqualTo(Kind.EXCEPTION);
        assertThat(failure.message())
                .matches("the guardian of node-[123] failed at start:"
                        + " java\\.lang\\.IllegalStateException: no database; a guardian that throws"
                        + " stops its actor system");
        assertThat(failure.cause()).hasMessage("no database");
    }

    @Test
    void guardian_thatThrowsLater_isNamedWithTheMessage() {
        Failure failure = TestRuns.fails(1, cluster -> {
            cluster.startAll(FailureTest::fragile);
            cluster.client().unsafeUpcast().tell(new Note("anything"));
            cluster.sleep(Duration.ofMinutes(1));
        });
        assertThat(failure.kind()).isEqualTo(Kind.EXCEPTION);
        assertThat(failure.message())
                .isEqualTo("the guardian of node-1 failed while it handled"
                        + " dev.pekkosim.testkit.TestApp$Note: java.lang.IllegalStateException: not"
                        + " today; a guardian that throws stops its actor system");
    }

    private static Behavior<Note> fragile() {
        return Behaviors.receiveMessage(note -> {
            throw new IllegalStateException("not today");
        });
    }

    /** The supplier throws before there is any behavior to watch. */
    @Test
    void guardian_thatCannotBeMade_isNamedWithItsException() {
        Failure failure = TestRuns.fails(
                2,
                cluster -> cluster.startAll(() -> {
                    throw new IllegalArgumentException("no such behavior");
                }));
        assertThat(failure.kind()).isEqualTo(Kind.EXCEPTION);
        assertThat(failure.message())
                .matches("FailureTest\\.java:\\d+: the actor system of node-[12] did not start:"
                        + " java\\.lang\\.IllegalArgumentException: no such behavior");
    }

    @Test
    void assertion_inTheBody_failsTheRunWithItsText() {
        Failure failure = TestRuns.fails(1, cluster -> {
            cluster.startAll(app::guardian);
            assertThat(cluster.nodes()).as("nodes").isEmpty();
        });
        assertThat(failure.kind()).isEqualTo(Kind.PROPERTY);
        assertThat(failure.message()).contains("[nodes]").contains("node-1");
    }

    @Test
    void exception_inTheBody_failsTheRun() {
        Failure failure = TestRuns.fails(1, cluster -> {
            throw new IllegalStateException("in the body");
        });
        assertThat(failure.kind()).isEqualTo(Kind.EXCEPTION);
        assertThat(failure.message()).contains("in the body");
    }

    /** For a while it does, so that what else is wrong is seen. */
    @Test
    void body_longAfterAFailure_doesNotGoOn() {
        boolean[] wentOn = new boolean[1];
        TestRuns.fails(1, cluster -> {
            cluster.startAll(FailureTest::fragile);
            cluster.client().unsafeUpcast().tell(new Note("anything"));
            cluster.sleep(Duration.ofMinutes(2));
            wentOn[0] = true;
        });
        assertThat(wentOn[0]).isFalse();
    }

    @Test
    void campaign_ofALocalApplication_isRefused() {
        assertThatExceptionOfType(SimSetupException.class)
                .isThrownBy(() -> SimClusterTestKit.campaign("test")
                        .config(ConfigFactory.parseString("pekko.actor.provider = local")
                                .withFallback(ConfigFactory.load("test-app")))
                        .body(cluster -> {})
                        .build())
                .withMessage(
                        "pekko.actor.provider is 'local', so there is no cluster to simulate; set"
                                + " pekko.actor.provider = cluster in the application's configuration");
    }

    @Test
    void campaign_withoutNodes_isRefused() {
        assertThatExceptionOfType(SimSetupException.class)
                .isThrownBy(() -> TestRuns.builder(0).body(cluster -> {}).build())
                .withMessage("nodes must be at least 1, but is 0");
        assertThatExceptionOfType(SimSetupException.class)
                .isThrownBy(() ->
                        TestRuns.builder(1).clients(-1).body(cluster -> {}).build())
                .withMessage("clients must not be negative, but is -1");
    }

    @Test
    void campaign_withoutBody_isRefused() {
        assertThatExceptionOfType(SimSetupException.class)
                .isThrownBy(() -> TestRuns.builder(1).build())
                .withMessage("campaign 'test' has no body; set it with body(…)");
    }

    @Test
    void campaign_withAnUnusableName_isRefused() {
        assertThatExceptionOfType(SimSetupException.class)
                .isThrownBy(() -> SimClusterTestKit.campaign("my bank"))
                .withMessage(
                        "the campaign's name must be letters, digits and hyphens, but is 'my bank'");
    }

    @Test
    void campaign_withoutItsConfigurationFile_isRefused() {
        assertThatExceptionOfType(SimSetupException.class)
                .isThrownBy(() -> SimClusterTestKit.campaign("test")
                        .config("no-such-file")
                        .body(cluster -> {})
                        .build())
                .withMessageContaining("no-such-file");
    }

    @Test
    void node_thatDoesNotExist_isNamedWithThoseThatDo() {
        Failure failure = TestRuns.fails(2, cluster -> cluster.node("node-9"));
        assertThat(failure.kind()).isEqualTo(Kind.SETUP);
        assertThat(failure.message())
                .contains("there is no node 'node-9'; the nodes are [node-1, node-2]");
    }

    @Test
    void body_throughAnAdapter_isToldWithTheLineThatThrew_andItsCauses() {
        Failure failure = TestRuns.fails(1, Adapter.of(cluster -> Shop.open(false)));

        assertThat(failure.message().lines())
                .containsExactly(
                        "Shop.java:15: java.lang.IllegalStateException: no key",
                        "caused by java.lang.IllegalArgumentException: lost",
                        "caused by java.io.IOException: disk");
    }

    @Test
    void answerThatFails_isToldWithWhereTheBodyHasWaited() {
        TestApp app = new TestApp();
        Failure failure = TestRuns.fails(2, cluster -> {
            cluster.startAll(app::guardian);
            ActorSystem<?> system = cluster.node("node-1").system();
            TestApp.say(system, TestApp.actor(system, "node-2", "nobody"), "hello")
                    .thenApply(said -> said)
                    .toCompletableFuture()
                    .join();
        });

        assertThat(failure.message())
                .matches(
                        "(?s)java.util.concurrent.TimeoutException: .*; the body has last waited at FailureTest.java:\\d+");
    }

    @Test
    void assertion_beginsWithItsText() {
        Failure failure =
                TestRuns.fails(1, cluster -> assertThat(List.of(1)).isEqualTo(List.of(2)));

        assertThat(failure.message()).matches("(?s)FailureTest.java:\\d+: \\S.*");
    }

    @Test
    void exceptionInAnActor_isToldWithItsLine() {
        RunResult result = TestRuns.campaign(
                        1,
                        cluster -> cluster.startAll(() -> Behaviors.setup(context -> {
                            Shop.open(false);
                            return Behaviors.empty();
                        })))
                .run(1);

        assertThat(result.report()).contains("thrown at   com.acme.bodies.Shop.open(Shop.java:15)");
    }

    /** One bound for all nodes, though the first one is waited for before the others. */
    @Test
    void nodesThatStop_areToldWhenTheirTimeIsOver() {
        Failure failure = TestRuns.failed(TestRuns.builder(2)
                .config(TestRuns.config("pekko.sim.cluster.start-within = 1500 ms"))
                .body(cluster -> cluster.startAll(() -> Behaviors.stopped()))
                .build()
                .run(1));

        assertThat(failure.message()).startsWith("not within 1500 virtual ms: node-1 ");
        assertThat(Duration.ofNanos(failure.virtualNanos()))
                .isBetween(Duration.ofMillis(1500), Duration.ofMillis(1700));
    }
}
