package dev.pekkosim.testkit.finds;

import static dev.pekkosim.testkit.finds.FindScenario.awaitSetUp;
import static dev.pekkosim.testkit.finds.FindScenario.seenBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.testkit.Body;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimNode;
import dev.pekkosim.testkit.cluster.OngoingFault;
import dev.pekkosim.testkit.cluster.RunProperties;
import dev.pekkosim.transport.net.LinkLatency;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * PEKKO-6: a node that is removed before its Welcome arrives is quarantined, and searches for the
 * cluster for ever.
 */
class QuarantinedNewcomerTest {

    /** Between a node's being let in and its Welcome. */
    private static final Duration WELCOME_LATENCY = Duration.ofMillis(200);

    @Test
    void removedBeforeItsWelcome_searchesForEver() {
        RunResult result = joinAndLoseWelcome(Duration.ofMinutes(1), SimCluster::heal);

        FindScenario.assertFind(result, "PEKKO-6", RunProperties.CLUSTER_CONVERGES)
                .startsWith(
                        "node-2 searches for the cluster, but every member there has removed and quarantined");
    }

    @Test
    void somethingElseFailsToo_isFailed() {
        RunResult result =
                joinAndLoseWelcome(Duration.ofMinutes(1), FindScenario::healAndFailOtherwise);

        FindScenario.assertPartly(result, "PEKKO-6", RunProperties.CLUSTER_CONVERGES);
    }

    @Test
    void stillAMemberWhenTheLinkIsRepaired_joins() {
        assertThat(joinAndLoseWelcome(Duration.ofSeconds(1), SimCluster::heal).failure())
                .isNull();
    }

    @Test
    void searchesForAnotherReason_isNoQuarantinedNewcomer() {
        RunResult result = FindScenario.run(2, cluster -> {
            cluster.startAll(new Traffic(cluster)::guardian);
            restartSecond(cluster);
            List<String> first = List.of("node-1");
            List<String> second = List.of("node-2");
            cluster.partition(first, second);
            FindScenario.cutOffAfterHeal(cluster, first, second);
            cluster.heal();
        });

        FindScenario.assertNoFind(result, RunProperties.CLUSTER_CONVERGES);
    }

    private static RunResult joinAndLoseWelcome(Duration outage, Body end) {
        return FindScenario.run(2, cluster -> {
            OngoingFault slow = slowLinkAfterStart(cluster);
            restartSecond(cluster);
            SimNode first = cluster.node("node-1");
            awaitSetUp(cluster, "node-2 let in", () -> seenBy(first).size() == 2);
            OngoingFault cut = cluster.partition(List.of("node-1"), List.of("node-2"));
            OngoingFault lost = cluster.networkFaults().blackHole("node-1", "node-2");
            cluster.sleep(outage);
            lost.end();
            cut.end();
            slow.end();
            end.run(cluster);
        });
    }

    private static OngoingFault slowLinkAfterStart(SimCluster cluster) {
        cluster.startAll(new Traffic(cluster)::guardian);
        return cluster.networkFaults()
                .slowLink("node-1", "node-2", LinkLatency.fixed(WELCOME_LATENCY.toNanos()));
    }

    private static void restartSecond(SimCluster cluster) {
        SimNode first = cluster.node("node-1");
        SimNode second = cluster.node("node-2");
        second.crashHost();
        awaitSetUp(cluster, "node-2 removed", () -> seenBy(first).size() == 1);
        FindScenario.restart(cluster, second);
    }
}
