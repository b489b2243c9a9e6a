package dev.pekkosim.junit;

import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimNode;
import dev.pekkosim.testkit.cluster.OngoingFault;
import dev.pekkosim.transport.net.LinkLatency;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.typed.Cluster;

/** Runs that fail by PEKKO-6: a node is removed before its Welcome arrives. */
class KnownFindSample {

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);

    @SimTest(nodes = 2, clients = 0, seeds = 1)
    void notAllowed(SimCluster cluster) {
        loseWelcome(cluster);
    }

    @SimTest(nodes = 2, clients = 0, seeds = 1, allowKnownFinds = "PEKKO-6")
    void allowed(SimCluster cluster) {
        loseWelcome(cluster);
    }

    private static void loseWelcome(SimCluster cluster) {
        cluster.startAll(Behaviors::empty);
        OngoingFault slow = cluster.networkFaults()
                .slowLink(
                        "node-1",
                        "node-2",
                        LinkLatency.fixed(Duration.ofMillis(200).toNanos()));
        SimNode first = cluster.node("node-1");
        SimNode second = cluster.node("node-2");
        second.crashHost();
        await(cluster, () -> members(first) == 1);
        second.restart();
        await(cluster, () -> members(first) == 2);
        OngoingFault cut = cluster.partition(List.of("node-1"), List.of("node-2"));
        OngoingFault lost = cluster.networkFaults().blackHole("node-1", "node-2");
        cluster.sleep(Duration.ofMinutes(1));
        lost.end();
        cut.end();
        slow.end();
        cluster.heal();
    }

    private static int members(SimNode node) {
        int members = 0;
        for (Member ignored : Cluster.get(node.system()).state().getMembers()) {
            members++;
        }
        return members;
    }

    private static void await(SimCluster cluster, BooleanSupplier condition) {
        if (!cluster.await(LONG_ENOUGH, condition)) {
            throw new IllegalStateException("the scenario cannot go on");
        }
    }
}
