package dev.pekkosim.testkit.finds;

import static dev.pekkosim.testkit.finds.FindScenario.awaitSetUp;
import static dev.pekkosim.testkit.finds.FindScenario.clusterOf;
import static dev.pekkosim.testkit.finds.FindScenario.seenBy;
import static dev.pekkosim.testkit.finds.FindScenario.sees;
import static dev.pekkosim.testkit.finds.FindScenario.selfOf;

import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimNode;
import java.time.Duration;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.cluster.UniqueAddress;

/**
 * Three nodes or more, and two lives of the third that are members at once, as each joined on
 * another side of a cut.
 */
final class TwoLives {

    private TwoLives() {}

    static void startWithoutThirdNode(SimCluster cluster) {
        startWithoutThirdNode(cluster, new Traffic(cluster)::guardian);
    }

    static void startWithoutThirdNode(
            SimCluster cluster, Supplier<? extends Behavior<?>> guardian) {
        cluster.startAll(guardian);
        SimNode third = cluster.node("node-3");
        UniqueAddress first = selfOf(third);
        third.crashProcess();
        cluster.sleep(Duration.ofSeconds(20));
        clusterOf(cluster.node("node-1")).down(first.address());
        awaitSetUp(
                cluster,
                "node-3 removed",
                () -> !sees(cluster.node("node-1"), first) && !sees(cluster.node("node-2"), first));
    }

    /** Lets the third node join where only the second one learns of it. */
    static UniqueAddress joinThirdNodeThroughSecond(SimCluster cluster) {
        List<String> side = List.of("node-2", "node-3");
        List<String> rest = cluster.nodes().stream()
                .map(SimNode::name)
                .filter(name -> !side.contains(name))
                .toList();
        cluster.partition(rest, side);
        SimNode third = cluster.node("node-3");
        FindScenario.restart(cluster, third);
        UniqueAddress life = selfOf(third);
        awaitSetUp(
                cluster,
                "node-3 joining through node-2",
                () -> sees(cluster.node("node-2"), life) && sees(third, life));
        return life;
    }

    /**
     * Starts the third node, which is down, once more, and lets it join where only the first one
     * learns of it.
     *
     * @param uid which uids will do, since downing takes an address, and of two members with one
     *     address it takes the one with the lower uid
     */
    static void joinThirdNodeThroughFirst(SimCluster cluster, LongPredicate uid) {
        cluster.partition(List.of("node-2"), List.of("node-3"));
        SimNode third = cluster.node("node-3");
        FindScenario.restart(cluster, third);
        while (!uid.test(selfOf(third).longUid())) {
            third.crashProcess();
            FindScenario.restart(cluster, third);
        }
        cluster.network().repair(List.of("node-1"), List.of("node-3"));
        UniqueAddress life = selfOf(third);
        awaitSetUp(
                cluster,
                "node-3 joining through node-1",
                () -> sees(cluster.node("node-1"), life) && sees(third, life));
    }

    /** Ends the cuts, and waits until both lives are members. */
    static void meet(SimCluster cluster) {
        cluster.repairAll();
        awaitSetUp(
                cluster,
                "both lives of node-3 members",
                () -> seenBy(cluster.node("node-1")).stream()
                                .filter(member -> member.address()
                                        .equals(selfOf(cluster.node("node-3")).address()))
                                .count()
                        == 2);
    }
}
