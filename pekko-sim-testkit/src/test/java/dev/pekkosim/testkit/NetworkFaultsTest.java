package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pekkosim.testkit.TestApp.Note;
import dev.pekkosim.testkit.cluster.NetworkFaults;
import dev.pekkosim.testkit.cluster.OngoingFault;
import dev.pekkosim.testkit.cluster.SimSetupException;
import dev.pekkosim.transport.net.Bandwidth;
import dev.pekkosim.transport.net.Connection;
import dev.pekkosim.transport.net.Link;
import dev.pekkosim.transport.net.LinkLatency;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What an application sees of faults of the network, and of their end. */
class NetworkFaultsTest {

    private static final Duration FAST = Duration.ofMillis(20);

    /**
     * A fault that lasts: an ask meanwhile is slow, or late by the time until the end; one after
     * the end is fast.
     */
    private static void delays(Function<NetworkFaults, OngoingFault> fault, Duration least) {
        TestRuns.passes(2, cluster -> {
            cluster.startAll(new TestApp()::guardian);
            assertThat(ask(cluster)).isLessThan(FAST);
            OngoingFault ongoing = fault.apply(cluster.networkFaults());
            TestRuns.later(Duration.ofSeconds(2), ongoing::end);
            assertThat(ask(cluster)).isBetween(least, Duration.ofSeconds(4));
            cluster.sleep(Duration.ofSeconds(10));
            ongoing.end();
            assertThat(ask(cluster)).isLessThan(FAST);
            assertThat(cluster.faults()).hasSize(2);
        });
    }

    @Test
    void partition_delays() {
        delays(
                faults -> faults.partition(List.of("node-1"), List.of("node-2")),
                Duration.ofSeconds(2));
    }

    @Test
    void partitionOneWay_delays() {
        delays(
                faults -> faults.partitionOneWay(List.of("node-2"), List.of("node-1")),
                Duration.ofSeconds(2));
    }

    @Test
    void oneWayFaults_letTheOtherWayPass() {
        passesOnly(faults -> faults.partitionOneWay(List.of("node-2"), List.of("node-1")));
        passesOnly(faults -> faults.holdLink("node-2", "node-1"));
    }

    /** What node-1 tells node-2 arrives, and nothing the other way. */
    private static void passesOnly(Consumer<NetworkFaults> fault) {
        TestApp app = new TestApp();
        TestRuns.passes(2, cluster -> {
            cluster.startAll(app::guardian);
            tell(cluster, "node-1", "node-2");
            tell(cluster, "node-2", "node-1");
            cluster.sleep(Duration.ofSeconds(2));
            fault.accept(cluster.networkFaults());
            tell(cluster, "node-1", "node-2");
            tell(cluster, "node-2", "node-1");
            cluster.sleep(Duration.ofSeconds(2));
            assertThat(app.events("node-2")).hasSize(2);
            assertThat(app.events("node-1")).hasSize(1);
        });
    }

    private static void tell(SimCluster cluster, String from, String to) {
        TestApp.actor(cluster.node(from).system(), to, "echo").tell(new TestApp.Note("note"));
    }

    @Test
    void hold_holdsBothWays_butNoOtherLink() {
        TestApp app = new TestApp();
        TestRuns.passes(3, cluster -> {
            cluster.startAll(app::guardian);
            OngoingFault hold = cluster.networkFaults().hold("node-2");
            tell(cluster, "node-1", "node-2");
            tell(cluster, "node-2", "node-3");
            tell(cluster, "node-3", "node-1");
            cluster.sleep(Duration.ofSeconds(2));
            assertThat(app.events("node-2")).isEmpty();
            assertThat(app.events("node-3")).isEmpty();
            assertThat(app.events("node-1")).containsExactly("note");
            hold.end();
            cluster.sleep(Duration.ofSeconds(2));
            assertThat(app.events("node-2")).containsExactly("note");
            assertThat(app.events("node-3")).containsExactly("note");
        });
    }

    @Test
    void hold_delays() {
        delays(faults -> faults.hold("node-2"), Duration.ofSeconds(2));
    }

    @Test
    void holdLink_delays() {
        delays(faults -> faults.holdLink("node-1", "node-2"), Duration.ofSeconds(2));
    }

    @Test
    void slowLink_delays() {
        LinkLatency slow = LinkLatency.fixed(Duration.ofMillis(300).toNanos());
        delays(faults -> faults.slowLink("node-1", "node-2", slow), Duration.ofMillis(600));
    }

    @Test
    void narrowLink_delays() {
        delays(
                faults -> faults.narrowLink("node-1", "node-2", new Bandwidth(2_000)),
                Duration.ofMillis(50));
    }

    @Test
    void slowLinks_ofOnePair_endEachByItself() {
        TestRuns.passes(2, cluster -> {
            cluster.startAll(new TestApp()::guardian);
            ask(cluster);
            OngoingFault slow = slow(cluster, 300);
            OngoingFault slower = slow(cluster, 600);
            assertThat(ask(cluster)).isBetween(Duration.ofMillis(1_200), Duration.ofMillis(1_300));
            slower.end();
            assertThat(ask(cluster)).isBetween(Duration.ofMillis(600), Duration.ofMillis(700));
            OngoingFault slowest = slow(cluster, 900);
            slow.end();
            assertThat(ask(cluster)).isBetween(Duration.ofMillis(1_800), Duration.ofMillis(1_900));
            slowest.end();
            cluster.sleep(Duration.ofSeconds(2));
            assertThat(ask(cluster)).isLessThan(FAST);
        });
    }

    private static OngoingFault slow(SimCluster cluster, long millis) {
        LinkLatency latency = LinkLatency.fixed(Duration.ofMillis(millis).toNanos());
        return cluster.networkFaults().slowLink("node-1", "node-2", latency);
    }

    @Test
    void narrowLinks_ofOnePair_endEachByItself() {
        TestRuns.passes(2, cluster -> {
            cluster.startAll(new TestApp()::guardian);
            NetworkFaults faults = cluster.networkFaults();
            Link link = cluster.network().link("node-2", "node-1");
            Bandwidth usual = link.bandwidth();
            Bandwidth narrow = new Bandwidth(20_000);
            Bandwidth narrower = new Bandwidth(10_000);
            OngoingFault first = faults.narrowLink("node-1", "node-2", narrow);
            OngoingFault second = faults.narrowLink("node-2", "node-1", narrower);
            assertThat(link.bandwidth()).isEqualTo(narrower);
            second.end();
            assertThat(second.isActive()).isFalse();
            assertThat(link.bandwidth()).isEqualTo(narrow);
            first.end();
            assertThat(link.bandwidth()).isEqualTo(usual);
        });
    }

    @Test
    void rule_delays() {
        delays(
                faults -> faults.rule(
                        "slow-frames",
                        "slow frames",
                        passage -> dev.pekkosim.transport.net.Verdict.delay(
                                Duration.ofMillis(300).toNanos())),
                Duration.ofMillis(600));
    }

    /** Notes that are under way are lost in part; later ones arrive. */
    private static void loses(Consumer<NetworkFaults> fault) {
        TestApp app = new TestApp();
        TestRuns.passes(2, cluster -> {
            cluster.startAll(app::guardian);
            ask(cluster);
            for (int i = 0; i < 200; i++) {
                note(cluster, "early");
                if (i == 100) {
                    cluster.sleep(Duration.ofNanos(300_000));
                    fault.accept(cluster.networkFaults());
                }
            }
            cluster.sleep(Duration.ofSeconds(30));
            long early = app.events("node-2").stream().filter("early"::equals).count();
            assertThat(early).isLessThan(200);
            note(cluster, "late");
            cluster.sleep(Duration.ofSeconds(5));
            assertThat(app.events("node-2")).endsWith("late");
            cluster.heal();
        });
    }

    @Test
    void resetConnections_loses() {
        loses(faults -> faults.resetConnections("node-1", "node-2"));
    }

    @Test
    void resetConnections_endsThoseOfBothWays() {
        TestRuns.passes(2, cluster -> {
            cluster.startAll(new TestApp()::guardian);
            List<Connection> forth = connections(cluster, "node-1", "node-2");
            List<Connection> back = connections(cluster, "node-2", "node-1");
            cluster.networkFaults().resetConnections("node-1", "node-2");
            cluster.sleep(Duration.ofMillis(100));
            assertThat(forth).noneMatch(Connection::isOpen);
            assertThat(back).noneMatch(Connection::isOpen);
        });
    }

    private static List<Connection> connections(SimCluster cluster, String from, String to) {
        List<Connection> connections = cluster.network().link(from, to).connections();
        assertThat(connections).isNotEmpty().allMatch(Connection::isOpen);
        return connections;
    }

    @Test
    void halfOpen_loses() {
        loses(faults -> faults.halfOpen("node-1", "node-2"));
    }

    @Test
    void blackHole_losesWhatIsUnderWay_onceItEnds() {
        TestApp app = new TestApp();
        TestRuns.passes(2, cluster -> {
            cluster.startAll(app::guardian);
            ask(cluster);
            OngoingFault hole = cluster.networkFaults().blackHole("node-1", "node-2");
            note(cluster, "swallowed");
            cluster.sleep(Duration.ofSeconds(3));
            hole.end();
            cluster.sleep(Duration.ofSeconds(5));
            assertThat(app.events("node-2")).doesNotContain("swallowed");
            note(cluster, "late");
            cluster.sleep(Duration.ofSeconds(5));
            assertThat(app.events("node-2")).endsWith("late");
        });
    }

    @Test
    void blackHole_isOneBothWays_andItsEndResetsBothWays() {
        TestApp app = new TestApp();
        TestRuns.passes(2, cluster -> {
            cluster.startAll(app::guardian);
            tell(cluster, "node-1", "node-2");
            tell(cluster, "node-2", "node-1");
            cluster.sleep(Duration.ofSeconds(2));
            List<Connection> forth = connections(cluster, "node-1", "node-2");
            List<Connection> back = connections(cluster, "node-2", "node-1");
            OngoingFault hole = cluster.networkFaults().blackHole("node-1", "node-2");
            tell(cluster, "node-1", "node-2");
            tell(cluster, "node-2", "node-1");
            cluster.sleep(Duration.ofSeconds(2));
            assertThat(app.events("node-1")).hasSize(1);
            assertThat(app.events("node-2")).hasSize(1);
            assertThat(forth).allMatch(Connection::isOpen);
            assertThat(back).allMatch(Connection::isOpen);
            hole.end();
            cluster.sleep(Duration.ofMillis(100));
            assertThat(forth).noneMatch(Connection::isOpen);
            assertThat(back).noneMatch(Connection::isOpen);
        });
    }

    @Test
    void blackHoles_ofOnePair_endEachByItself() {
        TestRuns.passes(2, cluster -> {
            cluster.startAll(new TestApp()::guardian);
            List<Connection> connections = connections(cluster, "node-1", "node-2");
            OngoingFault first = cluster.networkFaults().blackHole("node-1", "node-2");
            OngoingFault second = cluster.networkFaults().blackHole("node-1", "node-2");
            first.end();
            cluster.sleep(Duration.ofMillis(100));
            assertThat(connections).allMatch(Connection::isOpen);
            second.end();
            cluster.sleep(Duration.ofMillis(100));
            assertThat(connections).noneMatch(Connection::isOpen);
        });
    }

    private static void keepsOut(Function<NetworkFaults, OngoingFault> fault) {
        TestApp app = new TestApp();
        TestRuns.passes(2, cluster -> {
            cluster.startAll(app::guardian);
            OngoingFault bad = fault.apply(cluster.networkFaults());
            cluster.networkFaults().resetConnections("node-1", "node-2");
            cluster.sleep(Duration.ofMillis(100));
            note(cluster, "kept out");
            cluster.sleep(Duration.ofSeconds(3));
            assertThat(app.events("node-2")).isEmpty();
            bad.end();
            cluster.sleep(Duration.ofSeconds(10));
            note(cluster, "late");
            cluster.sleep(Duration.ofSeconds(5));
            assertThat(app.events("node-2")).endsWith("late");
            cluster.heal();
        });
    }

    @Test
    void refuseConnects_keepsOut() {
        keepsOut(faults -> faults.refuseConnects("node-2"));
    }

    @Test
    void hangConnects_keepsOut() {
        keepsOut(faults -> faults.hangConnects("node-2"));
    }

    @Test
    void slowConnects_keepsOut() {
        keepsOut(faults -> faults.slowConnects("node-2", Duration.ofSeconds(4)));
    }

    @Test
    void slowConnects_endByThemselves() {
        TestApp app = new TestApp();
        TestRuns.passes(2, cluster -> {
            cluster.startAll(app::guardian);
            cluster.networkFaults().slowConnects("node-2", Duration.ofSeconds(4));
            cluster.networkFaults().resetConnections("node-1", "node-2");
            cluster.sleep(Duration.ofSeconds(10));
            note(cluster, "late");
            cluster.sleep(Duration.ofSeconds(1));
            assertThat(app.events("node-2")).containsExactly("late");
        });
    }

    @Test
    void refuseConnects_letsConnectsToOthersPass() {
        TestApp app = new TestApp();
        TestRuns.passes(2, cluster -> {
            cluster.startAll(app::guardian);
            cluster.networkFaults().refuseConnects("node-2");
            cluster.networkFaults().resetConnections("node-1", "node-2");
            cluster.sleep(Duration.ofSeconds(3));
            tell(cluster, "node-2", "node-1");
            cluster.sleep(Duration.ofSeconds(3));
            assertThat(connections(cluster, "node-2", "node-1")).isNotEmpty();
            assertThat(cluster.network().link("node-1", "node-2").connections()).isEmpty();
            assertThat(app.events("node-1")).hasSize(1);
        });
    }

    @Test
    void repairAll_endsWhatTheNetworkWasTold() {
        TestRuns.passes(2, cluster -> {
            cluster.startAll(new TestApp()::guardian);
            cluster.network().partition(List.of("node-1"), List.of("node-2"));
            cluster.network().holdHost("node-2");
            cluster.repairAll();
            assertThat(ask(cluster)).isLessThan(FAST);
        });
    }

    @Test
    void heal_endsAll() {
        TestRuns.passes(3, cluster -> {
            cluster.startAll(new TestApp()::guardian);
            NetworkFaults faults = cluster.networkFaults();
            faults.partition(List.of("node-1"), List.of("node-2"));
            faults.hold("node-3");
            faults.blackHole("node-1", "node-3");
            faults.refuseConnects("node-2");
            faults.slowLink("node-1", "node-2", LinkLatency.fixed(1_000_000_000));
            faults.narrowLink("node-1", "node-2", new Bandwidth(10));
            cluster.sleep(Duration.ofSeconds(1));
            cluster.heal();
            assertThat(ask(cluster)).isLessThan(FAST);
            assertThat(cluster.network().cuts()).isEmpty();
            assertThat(cluster.network().holds()).isEmpty();
            assertThat(cluster.network().rules()).isEmpty();
        });
    }

    @Test
    void wrongNames_areRefused() {
        TestRuns.passes(2, cluster -> {
            cluster.startAll(new TestApp()::guardian);
            NetworkFaults faults = cluster.networkFaults();
            assertThatThrownBy(() -> faults.hold("node-7"))
                    .isInstanceOf(SimSetupException.class)
                    .hasMessage("there is no node 'node-7'; the nodes are [node-1, node-2]");
            assertThatThrownBy(() -> faults.holdLink("node-1", "node-1"))
                    .isInstanceOf(SimSetupException.class)
                    .hasMessage("a link needs two nodes, but both are node-1");
        });
    }

    @Test
    void partitionOfANodeFromItself_isRefused_andIsNoFault() {
        RunResult result = TestRuns.passed(TestRuns.campaign(2, cluster -> {
                    cluster.startAll(new TestApp()::guardian);
                    List<String> first = List.of("node-1");
                    for (ThrowingCallable cut : List.<ThrowingCallable>of(
                            () -> cluster.networkFaults().partition(first, first),
                            () -> cluster.networkFaults().partitionOneWay(first, first))) {
                        assertThatThrownBy(cut)
                                .isInstanceOf(SimSetupException.class)
                                .hasMessage("a node must be on one side of a partition, but node-1"
                                        + " is on both");
                    }
                })
                .run(1));

        assertThat(result.faults()).isEmpty();
    }

    private static Duration ask(SimCluster cluster) {
        Duration before = cluster.virtualTime();
        TestApp.ask(
                cluster.node("node-1").system(),
                TestApp.actor(cluster.node("node-1").system(), "node-2", "echo"),
                "hello");
        return cluster.virtualTime().minus(before);
    }

    private static void note(SimCluster cluster, String text) {
        TestApp.actor(cluster.node("node-1").system(), "node-2", "echo").tell(new Note(text));
    }
}
