package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.TestApp.Said;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the body of a run waits for when the node ends through which it asked. */
class EndedNodeTest {

    private final TestApp app = new TestApp();

    /** Through the first node, whom nobody answers: the other one holds what is sent to it. */
    private static CompletionStage<Said> unanswered(SimCluster cluster) {
        ActorSystem<?> system = cluster.node("node-1").system();
        return TestApp.say(system, TestApp.actor(system, "node-2", "nobody"), "hello");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ask_throughANodeThatCrashes_endsAtItsTimeoutAndNamesTheNode(boolean hostDead) {
        Failure failure = TestRuns.fails(2, cluster -> {
            cluster.startAll(app::guardian);
            CompletionStage<Said> asked = unanswered(cluster);
            TestRuns.crash(cluster.node("node-1"), hostDead);
            asked.toCompletableFuture().join();
        });
        assertThat(failure.kind()).isEqualTo(Failure.Kind.EXCEPTION);
        assertThat(failure.message())
                .startsWith("EndedNodeTest.java:")
                .contains("AskTimeoutException: no answer from Actor[pekko://test@node-2:")
                .contains("/user/nobody#0] within 5000 ms to dev.pekkosim.testkit.TestApp$Say")
                .endsWith(
                        "none can come any more: node-1, through whose actor system was asked, has"
                                + " ended");
    }

    @Test
    void ask_throughANodeThatEndedBefore_endsAtItsTimeout() {
        TestRuns.passes(2, cluster -> {
            cluster.startAll(app::guardian);
            ActorSystem<?> system = cluster.node("node-1").system();
            cluster.node("node-1").crashProcess();
            Duration begun = cluster.virtualTime();
            CompletableFuture<Said> asked = TestApp.say(
                            system, TestApp.actor(system, "node-2", "echo"), "hello")
                    .toCompletableFuture();
            assertThat(asked.handle((said, e) -> e.getMessage()).join()).contains("has ended");
            assertThat(cluster.virtualTime().minus(begun))
                    .isBetween(TestApp.ASK_TIMEOUT, TestApp.ASK_TIMEOUT.plusMillis(100));
        });
    }

    /**
     * The body waits for whichever comes first, so an ask that can have no answer must not end the
     * wait.
     */
    @Test
    void waitThatAnotherNodeEnds_isNotEndedByTheCrash() {
        TestRuns.passes(2, cluster -> {
            cluster.startAll(app::guardian);
            ActorSystem<?> other = cluster.node("node-2").system();
            CompletableFuture<Said> asked = unanswered(cluster).toCompletableFuture();
            CompletableFuture<String> later = new CompletableFuture<>();
            other.scheduler()
                    .scheduleOnce(
                            Duration.ofSeconds(4),
                            () -> later.complete("from node-2"),
                            other.executionContext());
            TestRuns.later(Duration.ofSeconds(1), cluster.node("node-1")::crashProcess);
            assertThat(CompletableFuture.anyOf(asked, later).join()).isEqualTo("from node-2");
        });
    }

    @Test
    void waitForWhatACrashedNodeWouldHaveDone_passesTheLimitAndNamesTheNode() {
        Failure failure = TestRuns.fails(2, cluster -> {
            cluster.startAll(app::guardian);
            ActorSystem<?> system = cluster.node("node-1").system();
            cluster.node("node-1").crashProcess();
            system.getWhenTerminated().toCompletableFuture().join();
        });
        assertThat(failure.kind()).isEqualTo(Failure.Kind.LIMIT);
        assertThat(failure.property()).isEqualTo("pekko.sim.limits.body-wait");
        assertThat(failure.message())
                .contains("dev.pekkosim.testkit.EndedNodeTest.")
                .contains("; nodes that have ended since the run began: node-1");
    }
}
