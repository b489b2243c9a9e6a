package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.pekkosim.testkit.TestApp.Message;
import dev.pekkosim.testkit.TestApp.Note;
import dev.pekkosim.testkit.TestApp.Said;
import dev.pekkosim.testkit.cluster.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.ClusterEvent.MemberEvent;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Subscribe;
import org.junit.jupiter.api.Test;

/** Restart after a crash, and leaving. */
class NodeLivesTest {

    private final TestApp app = new TestApp();

    @Test
    void restart_keepsTheAddress_withAnotherUid_andIsUpAgain() {
        TestRuns.passes(3, cluster -> {
            cluster.startAll(this::watchingGuardian);
            SimNode node = cluster.node("node-2");
            UniqueAddress first = addressOf(node);
            node.crashProcess();
            cluster.sleep(Duration.ofSeconds(2));
            node.restart();
            assertThat(cluster.await(Duration.ofMinutes(2), () -> isUp(node, 3)))
                    .isTrue();
            UniqueAddress second = addressOf(node);
            assertThat(second.address()).isEqualTo(first.address());
            assertThat(second.longUid()).isNotEqualTo(first.longUid());
            assertThat(node.lives()).isEqualTo(2);
            cluster.sleep(Duration.ofSeconds(5)); // the peers hear of it by gossip
            for (String peer : List.of("node-1", "node-3")) {
                assertThat(app.events(peer))
                        .containsSubsequence(
                                "MemberUp " + first,
                                "MemberRemoved " + first,
                                "MemberUp " + second);
            }
        });
    }

    /** Who has kept the cluster of a run would test nothing with it any more. */
    @Test
    void crash_onceTheRunIsOver_isRefused() {
        List<SimCluster> kept = new ArrayList<>();
        TestRuns.passes(2, cluster -> {
            cluster.startAll(app::guardian);
            kept.add(cluster);
        });

        SimCluster cluster = kept.get(0);
        assertThatIllegalStateException()
                .isThrownBy(() -> cluster.node("node-2").crashProcess())
                .withMessageStartingWith("the run is over, and its cluster with it, but it gets");
        assertThatIllegalStateException()
                .isThrownBy(() -> cluster.partition(List.of("node-1"), List.of("node-2")))
                .withMessageStartingWith("the run is over, and its cluster with it, but it gets");
    }

    @Test
    void restart_theOldReference_doesNotReachTheNewActor() {
        TestRuns.passes(2, cluster -> {
            cluster.startAll(app::guardian);
            ActorSystem<?> asking = cluster.node("node-1").system();
            SimNode node = cluster.node("node-2");
            ActorRef<Message> anyLife = TestApp.actor(asking, "node-2", "echo");
            Said first = TestApp.ask(asking, anyLife, "first life");
            assertThat(first.node()).isEqualTo("node-2");

            node.crashProcess();
            node.restart();
            assertThat(cluster.await(Duration.ofMinutes(2), () -> isUp(node, 2)))
                    .isTrue();
            cluster.sleep(Duration.ofSeconds(10));
            first.from().tell(new Note("to the first life"));
            Said second = TestApp.ask(asking, anyLife, "second life");
            second.from().tell(new Note("to the second life"));
            cluster.sleep(Duration.ofSeconds(10));
            assertThat(second.from().path()).isEqualTo(first.from().path());
            assertThat(second.from().path().uid())
                    .isNotEqualTo(first.from().path().uid());
            assertThat(app.events("node-2"))
                    .containsExactly("first life", "second life", "to the second life");
        });
    }

    @Test
    void restart_ofARunningNode_isRefused() {
        TestRuns.passes(1, cluster -> {
            cluster.startAll(app::guardian);
            assertThatIllegalStateException()
                    .isThrownBy(cluster.node("node-1")::restart)
                    .withMessage("node-1 runs already");
        });
    }

    @Test
    void leave_shutsDownInOrder_andTheNodeCanStartAgain() {
        TestRuns.passes(3, cluster -> {
            cluster.startAll(this::watchingGuardian);
            SimNode node = cluster.node("node-2");
            UniqueAddress first = addressOf(node);
            node.leave();
            assertThat(cluster.await(Duration.ofMinutes(2), () -> !node.isRunning()))
                    .isTrue();
            assertThat(app.events("node-2")).contains("guardian stopped");
            cluster.sleep(Duration.ofSeconds(10));
            for (String peer : List.of("node-1", "node-3")) {
                assertThat(TestRuns.missing(cluster.node(peer), 2)).isNull();
                assertThat(app.events(peer))
                        .containsSubsequence(
                                "MemberLeft " + first,
                                "MemberExited " + first,
                                "MemberRemoved " + first)
                        .doesNotContain("MemberDowned " + first);
            }
            cluster.sleep(Duration.ofMinutes(1));
            assertThat(node.isRunning()).isFalse();

            node.restart();
            assertThat(cluster.await(Duration.ofMinutes(2), () -> isUp(node, 3)))
                    .isTrue();
            assertThat(addressOf(node).longUid()).isNotEqualTo(first.longUid());
            assertThat(cluster.faults())
                    .extracting(Fault::description)
                    .containsExactly("leave node-2", "restart node-2");
        });
    }

    /**
     * A node whose actor system ends without being told to is started again, as a platform does.
     */
    @Test
    void termination_byItself_isARestart() {
        TestRuns.passes(2, cluster -> {
            cluster.startAll(app::guardian);
            SimNode node = cluster.node("node-2");
            node.system().terminate();
            assertThat(cluster.await(
                            Duration.ofMinutes(2), () -> node.lives() == 2 && isUp(node, 2)))
                    .isTrue();
            assertThat(cluster.faults())
                    .extracting(Fault::description)
                    .containsExactly("node-2 terminated by itself", "restart node-2");
        });
    }

    private Behavior<Void> watchingGuardian() {
        return Behaviors.setup(context -> {
            ActorRef<MemberEvent> watcher = context.spawn(
                    Behaviors.<MemberEvent>receiveMessage(event -> {
                        app.happened(
                                context.getSystem(),
                                event.getClass().getSimpleName() + " "
                                        + event.member().uniqueAddress());
                        return Behaviors.same();
                    }),
                    "watcher");
            Cluster.get(context.getSystem())
                    .subscriptions()
                    .tell(Subscribe.create(watcher, MemberEvent.class));
            return app.guardian();
        });
    }

    private static boolean isUp(SimNode node, int members) {
        return TestRuns.missing(node, members) == null;
    }

    private static UniqueAddress addressOf(SimNode node) {
        return Cluster.get(node.system()).selfMember().uniqueAddress();
    }
}
