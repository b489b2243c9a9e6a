package dev.pekkosim.testkit.finds;

import static dev.pekkosim.testkit.finds.FindScenario.awaitSetUp;
import static dev.pekkosim.testkit.finds.FindScenario.clusterOf;
import static dev.pekkosim.testkit.finds.FindScenario.seenBy;
import static dev.pekkosim.testkit.finds.FindScenario.selfOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimNode;
import dev.pekkosim.testkit.cluster.RunProperties;
import java.util.List;
import org.junit.jupiter.api.Test;

/** CAVEAT-1: two sides of a cut do not count the same members, and each removes the other. */
class ConflictingDowningTest {

    private static final List<String> ONE_HALF = List.of("node-1", "node-2");
    private static final List<String> OTHER_HALF = List.of("node-3", "node-4");

    /** One half counts four members, of which it has the lowest address; the other counts three, of which it has two. */
    @Test
    void memberIsDownedOnOneSideOnly_twoClustersAreLeft() {
        RunResult result = FindScenario.run(4, cluster -> {
            cluster.startAll(new Traffic(cluster)::guardian);
            cluster.partition(ONE_HALF, OTHER_HALF);
            SimNode third = cluster.node("node-3");
            clusterOf(third).down(selfOf(cluster.node("node-2")).address());
            awaitTwoClusters(cluster);
            cluster.heal();
        });

        FindScenario.assertFind(result, "CAVEAT-1", RunProperties.CLUSTER_CONVERGES)
                .startsWith("the cluster of node-1, node-2 removed the living node-3")
                .contains(", and the cluster of node-3, node-4 removed the living node-1");
    }

    /** The members that the other side removed have been restarted since, so that none of them lives any more. */
    @Test
    void oneSideIsRestartedSince_isRecognisedAllTheSame() {
        RunResult result = restartSince(ONE_HALF);

        FindScenario.assertFind(result, "CAVEAT-1", RunProperties.CLUSTER_CONVERGES)
                .startsWith("the cluster of node-1, node-2 removed the living node-")
                .contains(", and the cluster of node-3, node-4 removed ")
                .contains(", which stayed a member of the cluster of node-1, node-2 until");
    }

    @Test
    void bothSidesAreRestartedSince_areRecognisedByWhomBothRemoved() {
        RunResult result = restartSince(List.of("node-1", "node-2", "node-3", "node-4"));

        FindScenario.assertFind(result, "CAVEAT-1", RunProperties.CLUSTER_CONVERGES)
                .startsWith("the cluster of node-1, node-2 removed ")
                .contains(", which stayed a member of the cluster of node-3, node-4 until")
                .doesNotContain("living");
    }

    /** Makes two clusters, and restarts nodes one after another, which join their half again. */
    private static RunResult restartSince(List<String> restarted) {
        return FindScenario.run(4, cluster -> {
            cluster.startAll(new Traffic(cluster)::guardian);
            cluster.partition(ONE_HALF, OTHER_HALF);
            SimNode third = cluster.node("node-3");
            clusterOf(third).down(selfOf(cluster.node("node-2")).address());
            awaitTwoClusters(cluster);
            for (String node : restarted) {
                cluster.node(node).crashProcess();
                FindScenario.restart(cluster, cluster.node(node));
                awaitTwoClusters(cluster);
            }
            cluster.heal();
        });
    }

    private static void awaitTwoClusters(SimCluster cluster) {
        awaitSetUp(
                cluster,
                "each half a cluster of its own",
                () -> cluster.nodes().stream().allMatch(node -> seenBy(node).size() == 2));
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
