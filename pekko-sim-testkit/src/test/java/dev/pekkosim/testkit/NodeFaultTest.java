package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pekkosim.testkit.TestApp.Note;
import dev.pekkosim.testkit.TestApp.Said;
import dev.pekkosim.testkit.cluster.Fault;
import dev.pekkosim.testkit.cluster.OngoingFault;
import dev.pekkosim.testkit.cluster.SimSetupException;
import dev.pekkosim.transport.net.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.junit.jupiter.api.Test;

/** What an application sees of faults of its nodes. */
class NodeFaultTest {

    private static final long LONG_AGO = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();

    @Test
    void pause_short_delaysTheAnswer() {
        TestApp app = new TestApp();
        TestRuns.passes(2, cluster -> {
            cluster.startAll(app::guardian);
            cluster.node("node-2").pause();
            TestRuns.later(Duration.ofSeconds(2), () -> cluster.node("node-2").resume());
            Duration before = cluster.virtualTime();
            Said said = ask(cluster);
            assertThat(said.node()).isEqualTo("node-2");
            assertThat(cluster.virtualTime().minus(before))
                    .isBetween(Duration.ofSeconds(2), Duration.ofMillis(2_100));
        });
    }

    @Test
    void pause_long_makesTheNodeUnreachable_andResumeReachable() {
        TestApp app = new TestApp();
        TestRuns.passes(3, cluster -> {
            cluster.startAll(app::guardian);
            cluster.node("node-3").pause();
            assertThat(cluster.await(Duration.ofSeconds(20), () -> unreachable(cluster) == 1))
                    .isTrue();
            assertThat(app.events("node-3")).isEmpty();
            cluster.node("node-3").resume();
            cluster.heal();
            assertThat(unreachable(cluster)).isZero();
            assertThat(cluster.faults()).extracting(Fault::kind).contains("pause", "resume");
        });
    }

    @Test
    void pause_nothingOfTheNodeRuns() {
        TestApp app = new TestApp();
        TestRuns.passes(2, cluster -> {
            cluster.startAll(app::guardian);
            cluster.node("node-2").pause();
            TestApp.actor(cluster.node("node-1").system(), "node-2", "echo").tell(new Note("n"));
            cluster.sleep(Duration.ofSeconds(3));
            assertThat(app.events("node-2")).isEmpty();
            cluster.node("node-2").resume();
            cluster.sleep(Duration.ofMillis(100));
            assertThat(app.events("node-2")).containsExactly("n");
        });
    }

    @Test
    void crash_ofAPausedNode_andItsRestart_areAsAny() {
        TestRuns.passes(3, cluster -> {
            cluster.startAll(new TestApp()::guardian);
            cluster.node("node-3").pause();
            cluster.sleep(Duration.ofSeconds(1));
            cluster.node("node-3").crashHost();
            cluster.node("node-3").restart();
            assertThat(cluster.node("node-3").isPaused()).isFalse();
            cluster.heal();
        });
    }

    @Test
    void heal_resumesAndRepairsNodes() {
        TestRuns.passes(3, cluster -> {
            cluster.startAll(new TestApp()::guardian);
            SimNode node = cluster.node("node-2");
            node.pause();
            node.slow(5);
            node.jumpClock(Duration.ofHours(1));
            node.driftClock(-300);
            cluster.sleep(Duration.ofSeconds(1));
            cluster.heal();
            assertThat(node.isPaused()).isFalse();
            assertThat(node.isSlow()).isFalse();
            assertThat(node.epochNanos()).isEqualTo(cluster.node("node-1").epochNanos());
        });
    }

    @Test
    void heal_repairsANodeThatIsDown() {
        TestRuns.passes(2, cluster -> {
            cluster.startAll(new TestApp()::guardian);
            SimNode node = cluster.node("node-2");
            node.crashHost();
            node.slow(5);
            node.jumpClock(Duration.ofHours(1));
            cluster.heal();
            assertThat(node.isSlow()).isFalse();
            assertThat(node.epochNanos()).isEqualTo(cluster.node("node-1").epochNanos());
        });
    }

    @Test
    void slow_node_answersLater_alsoInItsNextLife() {
        TestRuns.passes(2, cluster -> {
            cluster.startAll(new TestApp()::guardian);
            ask(cluster);
            Duration usual = timeOfAsk(cluster);
            cluster.node("node-2").slow(300);
            assertThat(timeOfAsk(cluster)).isGreaterThan(usual.multipliedBy(2));
            cluster.node("node-2").crashProcess();
            cluster.node("node-2").restart();
            cluster.await(Duration.ofMinutes(1), () -> cluster.node("node-2").hasSystem());
            cluster.sleep(Duration.ofSeconds(30));
            ask(cluster);
            assertThat(timeOfAsk(cluster)).isGreaterThan(usual.multipliedBy(2));
            cluster.node("node-2").slow(1);
            ask(cluster);
            assertThat(timeOfAsk(cluster)).isLessThan(usual.multipliedBy(2));
        });
    }

    @Test
    void jump_isSeenByInstantNow_andNotByNanoTime() {
        List<Long> seconds = new ArrayList<>();
        List<Long> nanos = new ArrayList<>();
        TestRuns.passes(2, cluster -> {
            cluster.startAll(() -> everySecond(() -> {
                seconds.add(Instant.now().getEpochSecond());
                nanos.add(System.nanoTime());
            }));
            SimNode node = cluster.node("node-2");
            cluster.node("node-1").crashHost();
            cluster.sleep(Duration.ofSeconds(5));
            int before = seconds.size();
            node.jumpClock(Duration.ofDays(-1));
            cluster.sleep(Duration.ofSeconds(5));
            assertThat(seconds.get(before - 1)).isGreaterThan(LONG_AGO);
            assertThat(seconds.get(before)).isLessThan(LONG_AGO - 80_000);
            assertThat(nanos).isSorted();
        });
    }

    @Test
    void jump_isSeenInTheNextLife() {
        List<Long> seconds = new ArrayList<>();
        TestRuns.passes(1, cluster -> {
            cluster.startAll(() -> everySecond(() -> seconds.add(Instant.now().getEpochSecond())));
            SimNode node = cluster.node("node-1");
            node.jumpClock(Duration.ofDays(-1));
            node.crashHost();
            node.restart();
            seconds.clear();
            cluster.sleep(Duration.ofSeconds(5));
            assertThat(seconds).isNotEmpty().allMatch(second -> second < LONG_AGO - 80_000);
        });
    }

    @Test
    void drift_makesTimersOfTheNodeMoreOften() {
        AtomicInteger ticks = new AtomicInteger();
        TestRuns.passes(1, cluster -> {
            cluster.startAll(() -> everySecond(ticks::incrementAndGet));
            cluster.node("node-1").driftClock(100_000);
            cluster.sleep(Duration.ofSeconds(2));
            int before = ticks.get();
            cluster.sleep(Duration.ofSeconds(100));
            assertThat(ticks.get() - before).isBetween(108, 111);
        });
    }

    @Test
    void jumpsAndDriftsOfAClock_endEachByItself() {
        TestRuns.passes(2, cluster -> {
            SimNode node = cluster.node("node-2");
            OngoingFault drift = node.driftClock(10_000);
            OngoingFault jump = node.jumpClock(Duration.ofHours(1));
            OngoingFault back = node.jumpClock(Duration.ofHours(-3));
            cluster.sleep(Duration.ofSeconds(100));
            assertThat(wrong(cluster, node)).isEqualTo(Duration.ofHours(-2).plusSeconds(1));
            jump.end();
            assertThat(wrong(cluster, node)).isEqualTo(Duration.ofHours(-3).plusSeconds(1));
            cluster.sleep(Duration.ofSeconds(100));
            assertThat(wrong(cluster, node)).isEqualTo(Duration.ofHours(-3).plusSeconds(2));
            drift.end();
            cluster.sleep(Duration.ofSeconds(100));
            assertThat(wrong(cluster, node)).isEqualTo(Duration.ofHours(-3));
            back.end();
            assertThat(wrong(cluster, node)).isZero();
        });
    }

    @Test
    void drifts_ofOneClock_endEachByItself_andTheLastOneCounts() {
        TestRuns.passes(2, cluster -> {
            SimNode node = cluster.node("node-2");
            OngoingFault slow = node.driftClock(-10_000);
            cluster.sleep(Duration.ofSeconds(100));
            OngoingFault fast = node.driftClock(20_000);
            cluster.sleep(Duration.ofSeconds(100));
            assertThat(wrong(cluster, node)).isEqualTo(Duration.ofSeconds(1));
            fast.end();
            assertThat(wrong(cluster, node)).isEqualTo(Duration.ofSeconds(-1));
            cluster.sleep(Duration.ofSeconds(100));
            assertThat(wrong(cluster, node)).isEqualTo(Duration.ofSeconds(-2));
            slow.end();
            cluster.sleep(Duration.ofSeconds(100));
            assertThat(wrong(cluster, node)).isZero();
        });
    }

    @Test
    void synchronizeClock_endsJumpsAndDrifts() {
        TestRuns.passes(2, cluster -> {
            SimNode node = cluster.node("node-2");
            OngoingFault drift = node.driftClock(10_000);
            OngoingFault jump = node.jumpClock(Duration.ofHours(1));
            cluster.sleep(Duration.ofSeconds(100));
            node.synchronizeClock();
            assertThat(jump.isActive() || drift.isActive()).isFalse();
            jump.end();
            drift.end();
            cluster.sleep(Duration.ofSeconds(100));
            assertThat(wrong(cluster, node)).isZero();
            assertThat(cluster.faults()).hasSize(3);
        });
    }

    /** How far a node's wall clock is fast, to the millisecond. */
    private static Duration wrong(SimCluster cluster, SimNode node) {
        long nanos = node.epochNanos() - cluster.node("node-1").epochNanos();
        return Duration.ofMillis(Math.round(nanos / 1e6));
    }

    @Test
    void slowness_ofOneNode_endsEachByItself_andTheLastOneCounts() {
        TestRuns.passes(2, cluster -> {
            cluster.startAll(new TestApp()::guardian);
            ask(cluster);
            Duration usual = timeOfAsk(cluster);
            SimNode node = cluster.node("node-2");
            OngoingFault slow = node.slow(300);
            OngoingFault lessSlow = node.slow(2);
            assertThat(timeOfAsk(cluster)).isLessThan(usual.multipliedBy(2));
            lessSlow.end();
            assertThat(timeOfAsk(cluster)).isGreaterThan(usual.multipliedBy(2));
            slow.end();
            assertThat(node.isSlow()).isFalse();
            ask(cluster);
            assertThat(timeOfAsk(cluster)).isLessThan(usual.multipliedBy(2));
        });
    }

    @Test
    void pause_endsByItsOwnEndOnly() {
        TestRuns.passes(2, cluster -> {
            cluster.startAll(new TestApp()::guardian);
            SimNode node = cluster.node("node-2");
            OngoingFault first = node.pause();
            node.resume();
            OngoingFault second = node.pause();
            first.end();
            assertThat(node.isPaused()).isTrue();
            second.end();
            assertThat(node.isPaused()).isFalse();
            ask(cluster);
            assertThat(cluster.faults())
                    .extracting(Fault::kind)
                    .containsExactly("pause", "resume", "pause", "resume");
        });
    }

    @Test
    void faultsThatChangeNothing_changeNoHash() {
        Consumer<SimCluster> nothing = cluster -> {};
        Consumer<SimCluster> undone = cluster -> {
            SimNode node = cluster.node("node-2");
            node.node.repair();
            assertThat(cluster.faults()).isEmpty();
        };
        assertThat(hash(undone)).isEqualTo(hash(nothing));
    }

    @Test
    void fault_isInTheHash() {
        assertThat(hash(cluster ->
                        cluster.networkFaults().rule("any", "a fault", any -> Verdict.PASS)))
                .isNotEqualTo(hash(cluster -> {}))
                .isNotEqualTo(hash(cluster ->
                        cluster.networkFaults().rule("any", "another fault", any -> Verdict.PASS)));
    }

    private static long hash(Consumer<SimCluster> act) {
        return TestRuns.passes(2, cluster -> {
                    cluster.startAll(new TestApp()::guardian);
                    act.accept(cluster);
                    cluster.sleep(Duration.ofSeconds(10));
                    cluster.heal();
                })
                .hash();
    }

    @Test
    void outage_andColdStart_formOneClusterAgain() {
        TestRuns.passes(3, cluster -> {
            cluster.startAll(new TestApp()::guardian);
            cluster.outage();
            assertThat(cluster.servers()).noneMatch(SimNode::isRunning);
            cluster.sleep(Duration.ofSeconds(5));
            cluster.coldStart();
            assertThat(cluster.servers()).allMatch(SimNode::isRunning);
            cluster.heal();
            assertThat(cluster.servers()).allMatch(node -> node.lives() == 2);
            ask(cluster);
        });
    }

    @Test
    void wrongUse_isRefused() {
        TestRuns.passes(2, cluster -> {
            cluster.startAll(new TestApp()::guardian);
            SimNode node = cluster.node("node-2");
            assertThatIllegalStateException()
                    .isThrownBy(node::resume)
                    .withMessage("node-2 is not paused");
            node.pause();
            assertThatIllegalStateException()
                    .isThrownBy(node::pause)
                    .withMessage("node-2 is paused already");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> node.slow(0))
                    .withMessage("a node must be slowed at least 1 times, but is 0");
            node.crashHost();
            assertThatIllegalStateException().isThrownBy(node::pause).withMessage("node-2 is down");
            SimNode other = cluster.node("node-1");
            other.leave();
            assertThatIllegalStateException()
                    .isThrownBy(other::leave)
                    .withMessage("node-1 leaves already");
            assertThat(cluster.faults())
                    .filteredOn(fault -> fault.kind().equals("leave"))
                    .hasSize(1);
        });
    }

    @Test
    void group_withAnUnknownNode_isRefused() {
        assertThatThrownBy(() -> TestRuns.builder(2)
                        .group("zone-a", "node-1", "node-9")
                        .body(cluster -> {})
                        .build())
                .isInstanceOf(SimSetupException.class)
                .hasMessage(
                        "group 'zone-a' has the node 'node-9', which there is not; the nodes are"
                                + " [node-1, node-2]");
    }

    private static org.apache.pekko.actor.typed.Behavior<Void> everySecond(Runnable act) {
        return Behaviors.setup(context -> {
            context.getSystem()
                    .scheduler()
                    .scheduleAtFixedRate(
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(1),
                            act,
                            context.getExecutionContext());
            return Behaviors.empty();
        });
    }

    private static Said ask(SimCluster cluster) {
        return TestApp.ask(
                cluster.node("node-1").system(),
                TestApp.actor(cluster.node("node-1").system(), "node-2", "echo"),
                "hello");
    }

    private static Duration timeOfAsk(SimCluster cluster) {
        Duration before = cluster.virtualTime();
        IntStream.range(0, 20).forEach(i -> ask(cluster));
        return cluster.virtualTime().minus(before);
    }

    private static int unreachable(SimCluster cluster) {
        return (int) java.util.stream.StreamSupport.stream(
                        Cluster.get(cluster.node("node-1").system())
                                .state()
                                .getUnreachable()
                                .spliterator(),
                        false)
                .count();
    }
}
