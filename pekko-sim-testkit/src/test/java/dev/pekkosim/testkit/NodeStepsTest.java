package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.testkit.TestApp.Message;
import dev.pekkosim.testkit.TestApp.Said;
import dev.pekkosim.testkit.cluster.RunProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.junit.jupiter.api.Test;

/** What a body does on a node. */
class NodeStepsTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final TestApp app = new TestApp();

    @Test
    void codeOnANode_runsInItsName_andReturnsItsValue() {
        TestRuns.passes(2, cluster -> {
            cluster.startAll(app::guardian);
            assertThat(cluster.runOn(cluster.node("node-2"), NodeStepsTest::self))
                    .isEqualTo("node-2");
            assertThat(self()).isEqualTo("driver");
        });
    }

    private static String self() {
        return Objects.requireNonNull(Engine.currentIncarnation()).name();
    }

    @Test
    void codeOnANode_hasItsClock() {
        TestRuns.passes(2, cluster -> {
            cluster.startAll(app::guardian);
            SimNode late = cluster.node("node-2");
            late.jumpClock(HOUR.negated());
            Instant there = cluster.runOn(late, () -> Instant.now());
            assertThat(Duration.between(there, Instant.now()))
                    .isBetween(HOUR.minusSeconds(1), HOUR.plusSeconds(1));
        });
    }

    @Test
    void codeOnANode_drawsFromItsRandomNumbers() {
        List<Long> first = drawn();
        assertThat(drawn()).isEqualTo(first);
        assertThat(first).doesNotHaveDuplicates();
    }

    private List<Long> drawn() {
        List<Long> drawn = new java.util.ArrayList<>();
        TestRuns.passes(2, cluster -> {
            cluster.startAll(app::guardian);
            for (SimNode node : cluster.nodes()) {
                cluster.runOn(node, () -> drawn.add(ThreadLocalRandom.current().nextLong()));
            }
        });
        return drawn;
    }

    @Test
    void codeOnANode_mayBlock() {
        TestRuns.passes(2, cluster -> {
            cluster.startAll(app::guardian);
            SimNode node = cluster.node("node-1");
            Said said = cluster.runOn(
                    node,
                    () -> TestApp.ask(
                            node.system(),
                            TestApp.actor(node.system(), "node-2", "echo"),
                            "hello"));
            assertThat(said.node()).isEqualTo("node-2");
        });
    }

    @Test
    void assertionInCodeOnANode_failsTheRunWithItsLine() {
        Failure failure = TestRuns.fails(1, cluster -> {
            cluster.startAll(app::guardian);
            cluster.runOn(cluster.node("node-1"), () -> {
                assertThat(self()).isEqualTo("node-9");
            });
        });
        assertThat(failure.property()).isEqualTo(RunProperties.BODY_ASSERTION);
        assertThat(failure.message()).matches("(?s)NodeStepsTest\\.java:\\d+: .*\"node-9\".*");
    }

    @Test
    void codeOnANodeThatIsDown_isRefused() {
        Failure failure = TestRuns.fails(2, cluster -> {
            cluster.startAll(app::guardian);
            cluster.node("node-2").crashProcess();
            cluster.runOn(cluster.node("node-2"), NodeStepsTest::self);
        });
        assertThat(failure.message())
                .endsWith("node-2 has no actor system: it is down; restart it, or go through a"
                        + " node that runs");
    }

    @Test
    void codeWhoseNodeEnds_doesNotKeepTheBody() {
        Failure failure = TestRuns.fails(2, cluster -> {
            cluster.startAll(app::guardian);
            cluster.sleep(Duration.ofSeconds(10));
            TestRuns.later(Duration.ofSeconds(1), cluster.node("node-2")::crashHost);
            cluster.runOn(cluster.node("node-2"), () -> new CompletableFuture<Said>().join());
        });
        assertThat(failure.property()).isEqualTo(RunProperties.BODY_ASKS);
        assertThat(failure.message().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .matches("NodeStepsTest\\.java:\\d+: the code that ran on node-2"
                                        + " has not ended, and never will: node-2 has ended"),
                        line -> assertThat(line).isEqualTo("down: node-2"),
                        line -> assertThat(line).isEqualTo("faults since:"),
                        line -> assertThat(line).matches("  [0-9.]+s crash node-2 \\(host\\)"));
    }

    @Test
    void codeOnAPausedNode_isWaitedForAsLongAsTheSettingSays() {
        Failure failure = TestRuns.failed(TestRuns.builder(2)
                .config(TestRuns.config("pekko.sim.cluster.answer-within = 3 s"))
                .body(cluster -> {
                    cluster.startAll(app::guardian);
                    cluster.node("node-2").pause();
                    cluster.runOn(cluster.node("node-2"), NodeStepsTest::self);
                })
                .build()
                .run(TestRuns.SEED));
        assertThat(failure.message())
                .matches("(?s)NodeStepsTest\\.java:\\d+: the code that runs on node-2 has not ended"
                        + " within 3 virtual seconds\npaused: node-2.*");
    }

    // ---- actors

    @Test
    void spawnedActor_livesOnItsNode() {
        TestRuns.passes(2, cluster -> {
            cluster.startAll(app::guardian);
            SimNode node = cluster.node("node-2");
            ActorRef<Message> echo = cluster.spawn(node, app.echo(), "spawned");
            assertThat(echo.path().toStringWithoutAddress()).isEqualTo("/system/spawned");
            ActorSystem<?> other = cluster.node("node-1").system();
            assertThat(cluster.ask(TestApp.say(other, echo, "hello")).node()).isEqualTo("node-2");
        });
    }

    @Test
    void spawn_ofANameThatIsTaken_isToldWithTheLine() {
        Failure failure = TestRuns.fails(1, cluster -> {
            cluster.startAll(app::guardian);
            cluster.spawn(cluster.node("node-1"), app.echo(), "twice");
            cluster.spawn(cluster.node("node-1"), app.echo(), "twice");
        });
        assertThat(failure.message())
                .matches("NodeStepsTest\\.java:\\d+: org\\.apache\\.pekko\\.actor"
                        + "\\.InvalidActorNameException: actor name \\[twice] is not unique!");
    }

    @Test
    void resolvedActor_isThatOfTheNode() {
        TestRuns.passes(2, cluster -> {
            cluster.startAll(app::guardian);
            SimNode node = cluster.node("node-2");
            ActorRef<Message> echo = cluster.resolve(node, "/user/echo");
            assertThat(cluster.ask(TestApp.say(node.system(), echo, "hello")).node())
                    .isEqualTo("node-2");
        });
    }

    @Test
    void resolvedActorWithAnAddress_isReachedOverTheWire() {
        TestRuns.passes(2, cluster -> {
            cluster.startAll(app::guardian);
            SimNode far = cluster.node("node-2");
            SimNode near = cluster.node("node-1");
            ActorRef<Message> echo = cluster.resolve(near, far.system().address() + "/user/echo");
            assertThat(cluster.ask(TestApp.say(near.system(), echo, "hello")).node())
                    .isEqualTo("node-2");
            cluster.partition(List.of("node-1"), List.of("node-2"));
            assertThat(cluster.attempt(1, () -> TestApp.say(near.system(), echo, "hello")))
                    .isEqualTo(new OperationCounts(0, 0, 1));
        });
    }

    @Test
    void resolve_waitsForAnActorThatComesLater() {
        TestRuns.passes(1, cluster -> {
            cluster.startAll(app::guardian);
            SimNode node = cluster.node("node-1");
            TestRuns.later(
                    Duration.ofSeconds(2),
                    () -> node.system()
                            .systemActorOf(
                                    app.echo(),
                                    "late",
                                    org.apache.pekko.actor.typed.Props.empty()));
            ActorRef<Message> late = cluster.resolve(node, "/system/late");
            assertThat(cluster.ask(TestApp.say(node.system(), late, "hello")).text())
                    .isEqualTo("hello");
        });
    }

    @Test
    void resolve_whereNoActorLives_namesThoseThatDo() {
        Failure failure = TestRuns.fails(1, cluster -> {
            cluster.startAll(app::guardian);
            cluster.resolve(cluster.node("node-1"), "/user/ecco");
        });
        assertThat(failure.message())
                .matches("NodeStepsTest\\.java:\\d+: java\\.lang\\.IllegalArgumentException: no"
                        + " actor has come to live at /user/ecco on node-1 within 120 virtual"
                        + " seconds; below /user are \\[/user/echo]; did you mean /user/echo\\?");
    }

    @Test
    void resolve_ofNoPath_isRefused() {
        Failure failure = TestRuns.fails(1, cluster -> {
            cluster.startAll(app::guardian);
            cluster.resolve(cluster.node("node-1"), "echo");
        });
        assertThat(failure.message())
                .endsWith("the path of an actor must begin with / or pekko://, but is 'echo'; an"
                        + " actor that the guardian has started is at /user/echo");
    }
}
