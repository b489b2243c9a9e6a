package dev.pekkosim.testkit.finds;

import static dev.pekkosim.testkit.finds.FindScenario.awaitSetUp;
import static dev.pekkosim.testkit.finds.FindScenario.clusterOf;
import static dev.pekkosim.testkit.finds.FindScenario.seenBy;
import static dev.pekkosim.testkit.finds.FindScenario.selfOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.testkit.Body;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimNode;
import dev.pekkosim.testkit.cluster.RunProperties;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.junit.jupiter.api.Test;

/** CAVEAT-1: two sides of a cut do not count the same members, and each removes the other. */
class ConflictingDowningTest {

    private static final List<String> ONE_HALF = List.of("node-1", "node-2");
    private static final List<String> OTHER_HALF = List.of("node-3", "node-4");
    private static final List<String> PAUSED = List.of("node-4", "node-5");
    private static final List<String> MAJORITY = List.of("node-3", "node-4", "node-5");
    private static final String SETTINGS = """
            pekko.cluster.gossip-interval = 5s
            pekko.cluster.split-brain-resolver.stable-after = 10s
            pekko.cluster.split-brain-resolver.down-all-when-unstable = off
            """;

    /**
     * One side counts three members, of which it has two; the other one counts five, of which it
     * has three.
     */
    @Test
    void networkChangesJustAsOneSideDecides_twoClustersAreLeft() {
        RunResult result = decideDifferently(List.of(), SimCluster::heal);

        FindScenario.assertFind(result, "CAVEAT-1", RunProperties.CLUSTER_CONVERGES)
                .startsWith("the cluster of node-1, node-2 removed the living node-3")
                .contains(", and the cluster of node-3, node-4, node-5 removed the living node-1");
    }

    /**
     * The members that the other side removed have been restarted since, so that none of them lives
     * any more.
     */
    @Test
    void bothSidesAreRestartedSince_areRecognisedByWhomBothRemoved() {
        List<String> all = List.of("node-1", "node-2", "node-3", "node-4", "node-5");
        RunResult result = decideDifferently(all, SimCluster::heal);

        FindScenario.assertFind(result, "CAVEAT-1", RunProperties.CLUSTER_CONVERGES)
                .startsWith("the cluster of node-1, node-2 removed ")
                .contains(", which stayed a member of the cluster of node-3, node-4, node-5 until")
                .doesNotContain("living");
    }

    @Test
    void somethingElseFailsToo_isFailed() {
        RunResult result = decideDifferently(List.of(), FindScenario::healAndFailOtherwise);

        FindScenario.assertPartly(result, "CAVEAT-1", RunProperties.CLUSTER_CONVERGES);
    }

    /** The work-around that the page of CAVEAT-1 names. */
    @Test
    void leaseDecides_oneSideEndsAndJoinsTheOther() {
        RunResult result = FindScenario.run(5, SharedLease.MAJORITY + SETTINGS, cluster -> {
            SharedLease.reset();
            cutOffAfterDowning(cluster);
            cluster.sleep(Duration.ofMinutes(1));
            cluster.heal();
        });

        assertThat(result.failure()).isNull();
    }

    /**
     * Node-1 downs two members that stand still, and is cut off with node-2 before another one
     * hears of it.
     *
     * @param restarted who is restarted after that, one after another, and joins its side again
     */
    private static RunResult decideDifferently(List<String> restarted, Body end) {
        return FindScenario.run(5, SETTINGS, cluster -> {
            cutOffAfterDowning(cluster);
            awaitTwoClusters(cluster);
            for (String node : restarted) {
                cluster.node(node).crashProcess();
                FindScenario.restart(cluster, cluster.node(node));
                awaitTwoClusters(cluster);
            }
            end.run(cluster);
        });
    }

    private static void cutOffAfterDowning(SimCluster cluster) {
        cluster.startAll(new Traffic(cluster)::guardian);
        SimNode first = cluster.node("node-1");
        for (String node : PAUSED) {
            cluster.network().holdLink("node-1", node);
            cluster.node(node).pause();
        }
        awaitSetUp(cluster, "two nodes downed by node-1", () -> downedBy(first) == 2);
        cluster.partition(ONE_HALF, MAJORITY);
        PAUSED.forEach(node -> cluster.node(node).resume());
    }

    private static int downedBy(SimNode viewer) {
        int downed = 0;
        for (Member member : clusterOf(viewer).state().getMembers()) {
            if (member.status().equals(MemberStatus.down())) {
                downed++;
            }
        }
        return downed;
    }

    private static void awaitTwoClusters(SimCluster cluster) {
        awaitSetUp(
                cluster,
                "each side a cluster of its own",
                () -> cluster.nodes().stream()
                        .allMatch(node ->
                                seenBy(node).size() == (ONE_HALF.contains(node.name()) ? 2 : 3)));
    }

    /** The application downs a member on one side, so that it counts for that side only. */
    @Test
    void applicationDownsByItself_isNoConflictOfResolvers() {
        RunResult result = FindScenario.run(4, cluster -> {
            cluster.startAll(new Traffic(cluster)::guardian);
            cluster.partition(ONE_HALF, OTHER_HALF);
            SimNode third = cluster.node("node-3");
            clusterOf(third).down(selfOf(cluster.node("node-2")).address());
            awaitSetUp(
                    cluster,
                    "each half a cluster of its own",
                    () -> cluster.nodes().stream().allMatch(node -> seenBy(node).size() == 2));
            cluster.heal();
        });

        FindScenario.assertNoFind(result, RunProperties.CLUSTER_CONVERGES);
    }

    @Test
    void membersAreTheSame_oneSideEndsAndJoinsTheOther() {
        RunResult result = FindScenario.run(4, cluster -> {
            cluster.startAll(new Traffic(cluster)::guardian);
            cluster.partition(ONE_HALF, OTHER_HALF);
            awaitSetUp(
                    cluster,
                    "one half a cluster of its own",
                    () -> seenBy(cluster.node("node-1")).size() == 2);
            cluster.heal();
        });

        assertThat(result.failure()).isNull();
    }

    /** Both halves have been one cluster until the end, so neither removed the other. */
    @Test
    void halvesAreCutOffAfterHeal_isNoConflict() {
        RunResult result = FindScenario.run(4, cluster -> {
            cluster.startAll(new Traffic(cluster)::guardian);
            FindScenario.cutOffAfterHeal(cluster, ONE_HALF, OTHER_HALF);
            heal(cluster);
        });

        FindScenario.assertNoFind(result, RunProperties.CLUSTER_CONVERGES);
    }

    /** With a node that is down, so that there is something to wait for. */
    private static void heal(SimCluster cluster) {
        cluster.node("node-4").crashProcess();
        cluster.heal();
    }
}
