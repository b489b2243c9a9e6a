package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.transport.net.LinkLatency;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.junit.jupiter.api.Test;

/** When a node forms a new cluster, because none is left that it could join. */
class NewClusterTest {

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);

    private static final Duration SLOW = Duration.ofMillis(200);

    /** As in {@code reference.conf}. */
    private static final Duration FORM_NEW_AFTER = Duration.ofSeconds(10);

    /** A Joining node is a member already and becomes Up without anyone's help. */
    @Test
    void lastMemberIsJoining_noNewClusterIsFormed() {
        RunResult result = run(cluster -> {
            cluster.startAll(Behaviors::empty);
            SimNode first = cluster.node("node-1");
            SimNode second = cluster.node("node-2");
            SimNode third = cluster.node("node-3");
            third.crashProcess();
            require(cluster, () -> !knows(first, third) && !knows(second, third));
            second.crashProcess();
            cluster.sleep(Duration.ofSeconds(6));
            third.restart();
            require(cluster, () -> isJoining(third));
            first.crashProcess();
            first.restart();
            cluster.sleep(Duration.ofSeconds(5));
            assertThat(isUp(first) && !knows(first, third))
                    .as("node-1 is in a cluster without node-3")
                    .isFalse();
            cluster.heal();
        });

        assertThat(result.failure()).isNull();
    }

    @Test
    void noMemberIsLeft_aNewClusterIsFormed() {
        RunResult result = run(cluster -> {
            cluster.startAll(Behaviors::empty);
            for (SimNode node : cluster.nodes()) {
                node.crashProcess();
            }
            cluster.heal();
        });

        assertThat(result.failure()).isNull();
    }

    /** Until then a node that it has let in may still read its Welcome. */
    @Test
    void newClusterIsFormed_onlyAWhileAfterTheLastMember_notAfterTheOneBefore() {
        RunResult result = run(cluster -> {
            SimNode searching = searchAlone(cluster);
            cluster.node("node-2").crashHost();
            cluster.sleep(FORM_NEW_AFTER.minusSeconds(1));
            cluster.node("node-1").crashHost();
            cluster.sleep(FORM_NEW_AFTER.minusSeconds(1));
            assertThat(searching.node.isMember()).isFalse();
            cluster.sleep(Duration.ofSeconds(2));
            assertThat(searching.node.isMember()).isTrue();
            cluster.heal();
        });

        assertThat(result.failure()).isNull();
    }

    @Test
    void newClusterIsFormed_onlyWhenNoNodeIsPaused() {
        RunResult result = run(cluster -> {
            SimNode searching = searchAlone(cluster);
            searching.pause();
            cluster.node("node-2").crashHost();
            cluster.node("node-1").crashHost();
            cluster.sleep(FORM_NEW_AFTER.plusSeconds(1));
            searching.resume();
            cluster.sleep(Duration.ofSeconds(1));
            assertThat(searching.node.isMember()).isFalse();
            cluster.sleep(FORM_NEW_AFTER);
            assertThat(searching.node.isMember()).isTrue();
            cluster.heal();
        });

        assertThat(result.failure()).isNull();
    }

    /** Its Welcome is under way, held by a cut, when both members die. */
    @Test
    void newClusterIsFormed_onlyWhenNobodyCanBeToldOfTheFormerOne() {
        RunResult result = run(cluster -> {
            SimNode third = letIn(cluster);
            SimNode first = cluster.node("node-1");
            cluster.partition(List.of("node-3"), List.of("node-1"));
            cluster.node("node-2").crashProcess();
            first.crashProcess();
            cluster.sleep(FORM_NEW_AFTER.multipliedBy(3));
            assertThat(third.node.isMember()).isFalse();
            cluster.repairAll();
            cluster.sleep(FORM_NEW_AFTER.dividedBy(2));
            assertThat(third.node.isMember()).isTrue();
            assertThat(knows(third, first)).isTrue();
        });

        assertThat(result.failure()).isNull();
    }

    @Test
    void restartedServer_formsACluster_onlyAWhileAfterTheLastNodeWentDown() {
        RunResult result = run(cluster -> {
            cluster.startAll(Behaviors::empty);
            SimNode first = cluster.node("node-1");
            SimNode second = cluster.node("node-2");
            cluster.nodes().forEach(SimNode::crashProcess);
            second.restart();
            cluster.sleep(FORM_NEW_AFTER.minusSeconds(1));
            assertThat(second.node.isMember()).isFalse();
            first.restart();
            cluster.sleep(Duration.ofSeconds(2));
            assertThat(first.node.isMember()).isTrue();
            require(cluster, () -> isUp(second) && knows(first, second));
            cluster.heal();
        });

        assertThat(result.failure()).isNull();
    }

    @Test
    void restartedServer_longAfterTheLastNodeWentDown_formsAClusterAtOnce() {
        RunResult result = run(cluster -> {
            cluster.startAll(Behaviors::empty);
            cluster.nodes().forEach(SimNode::crashProcess);
            cluster.sleep(FORM_NEW_AFTER.plusSeconds(1));
            SimNode second = cluster.node("node-2");
            second.restart();
            cluster.sleep(Duration.ofSeconds(2));
            assertThat(second.node.isMember()).isTrue();
            cluster.heal();
        });

        assertThat(result.failure()).isNull();
    }

    /** It has a Welcome of the former cluster in its queue. */
    @Test
    void restartedServer_whileOneThatWasLetInIsPaused_formsNoCluster() {
        RunResult result = run(cluster -> {
            SimNode third = letIn(cluster);
            SimNode first = cluster.node("node-1");
            third.pause();
            cluster.node("node-2").crashProcess();
            first.crashProcess();
            cluster.sleep(FORM_NEW_AFTER.multipliedBy(2));
            first.restart();
            cluster.sleep(FORM_NEW_AFTER.multipliedBy(2));
            assertThat(first.node.isMember()).isFalse();
            third.resume();
            cluster.sleep(Duration.ofSeconds(1));
            assertThat(third.node.isMember()).isTrue();
            assertThat(first.node.isMember()).isFalse();
            cluster.heal();
        });

        assertThat(result.failure()).isNull();
    }

    /** In some of these runs nobody has a system yet when it is looked for the first time. */
    @Test
    void serverThatIsStillStarting_formsTheClusterLater() {
        for (long seed = 0; seed < 8; seed++) {
            RunResult result = campaign(3, 0, cluster -> {
                        cluster.startAll(Behaviors::empty);
                        cluster.nodes().forEach(SimNode::crashProcess);
                        cluster.sleep(FORM_NEW_AFTER.minus(Duration.ofNanos(1)));
                        SimNode second = cluster.node("node-2");
                        second.restart();
                        cluster.sleep(FORM_NEW_AFTER.plusSeconds(2));
                        assertThat(second.node.isMember()).isTrue();
                    })
                    .run(seed);

            assertThat(result.failure()).isNull();
        }
    }

    /** No server was there when it was looked for the last time. */
    @Test
    void serverThatMayNotFormAtItsStart_formsTheClusterLater() {
        RunResult result = campaign(1, 1, cluster -> {
                    cluster.startAll(Behaviors::empty);
                    SimNode server = cluster.node("node-1");
                    SimNode client = cluster.node("client-1");
                    cluster.nodes().forEach(SimNode::crashProcess);
                    client.restart();
                    cluster.sleep(Duration.ofSeconds(1));
                    client.pause();
                    cluster.sleep(FORM_NEW_AFTER.multipliedBy(2));
                    server.restart();
                    cluster.sleep(Duration.ofSeconds(2));
                    assertThat(server.node.isMember()).isFalse();
                    client.resume();
                    cluster.sleep(FORM_NEW_AFTER.plusSeconds(1));
                    assertThat(server.node.isMember()).isTrue();
                    cluster.heal();
                })
                .run(0x2aL);

        assertThat(result.failure()).isNull();
    }

    /** Lets node-3 join at node-1, but not know it yet: the answer is under way. */
    private static SimNode letIn(SimCluster cluster) {
        cluster.startAll(Behaviors::empty);
        SimNode first = cluster.node("node-1");
        SimNode third = cluster.node("node-3");
        third.crashHost();
        require(cluster, () -> !knows(first, third));
        cluster.partition(List.of("node-3"), List.of("node-2"));
        cluster.network().latency("node-1", "node-3", LinkLatency.fixed(SLOW.toNanos()));
        third.restart();
        require(cluster, () -> knows(first, third));
        return third;
    }

    /** Lets node-3 search for the cluster, which it cannot reach. */
    private static SimNode searchAlone(SimCluster cluster) {
        cluster.startAll(Behaviors::empty);
        SimNode third = cluster.node("node-3");
        third.crashProcess();
        cluster.partition(List.of("node-3"), List.of("node-1", "node-2"));
        third.restart();
        cluster.sleep(FORM_NEW_AFTER.plusSeconds(1));
        assertThat(third.node.isMember()).isFalse();
        return third;
    }

    private static RunResult run(Body scenario) {
        return campaign(3, 0, scenario).run(0x2aL);
    }

    private static Campaign campaign(int nodes, int clients, Body scenario) {
        return SimClusterTestKit.campaign("new-cluster")
                .nodes(nodes)
                .clients(clients)
                .config("bare-cluster")
                .body(scenario)
                .build();
    }

    private static void require(SimCluster cluster, BooleanSupplier condition) {
        assertThat(cluster.await(LONG_ENOUGH, condition)).isTrue();
    }

    private static boolean knows(SimNode viewer, SimNode member) {
        for (Member seen : clusterOf(viewer).state().getMembers()) {
            if (seen.address().host().get().equals(member.name())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isJoining(SimNode node) {
        return hasStatus(node, MemberStatus.joining());
    }

    private static boolean isUp(SimNode node) {
        return hasStatus(node, MemberStatus.up());
    }

    private static boolean hasStatus(SimNode node, MemberStatus status) {
        return node.hasSystem() && clusterOf(node).selfMember().status().equals(status);
    }

    private static Cluster clusterOf(SimNode node) {
        return Cluster.get(Adapter.toClassic(node.system()));
    }
}
