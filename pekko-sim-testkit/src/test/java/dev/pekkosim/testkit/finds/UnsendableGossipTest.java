package dev.pekkosim.testkit.finds;

import static dev.pekkosim.testkit.finds.FindScenario.awaitSetUp;
import static dev.pekkosim.testkit.finds.FindScenario.clusterOf;
import static dev.pekkosim.testkit.finds.FindScenario.sees;
import static dev.pekkosim.testkit.finds.FindScenario.selfOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimNode;
import dev.pekkosim.testkit.cluster.OngoingFault;
import java.time.Duration;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;
import org.junit.jupiter.api.Test;

/**
 * PEKKO-7: two gossips with one version have different members, and what is made of them cannot be
 * sent.
 */
class UnsendableGossipTest {

    private static final String UNSENDABLE = "every remote message is serializable";
    private static final String SETTINGS = """
            pekko.cluster.downing-provider-class = ""
            pekko.cluster.failure-detector.acceptable-heartbeat-pause = 10s
            pekko.cluster.leader-actions-interval = 3s
            """;

    @Test
    void memberIsDownOnOneSideOnly_whileTheOtherHasNotHeardOfAnotherRemoval() {
        RunResult result = FindScenario.run(4, SETTINGS, cluster -> meet(cluster, false));

        FindScenario.assertFind(result, "PEKKO-7", UNSENDABLE)
                .startsWith("the gossip of UniqueAddress(pekko://finds@node-1")
                .contains(" was seen by UniqueAddress(pekko://finds@node-4")
                .endsWith("which is no member in it");
    }

    @Test
    void somethingElseFailsToo_isFailed() {
        RunResult result = FindScenario.run(4, SETTINGS, cluster -> {
            meet(cluster, false);
            FindScenario.failOtherwise(cluster);
        });

        FindScenario.assertPartly(result, "PEKKO-7", UNSENDABLE);
    }

    /** A message of the application's own cannot be sent, and the gossip is as it should be. */
    @Test
    void messageOfTheApplicationCannotBeSent_isNoUnsendableGossip() {
        RunResult result = FindScenario.run(2, cluster -> {
            cluster.startAll(Behaviors::empty);
            ActorSystem first = Adapter.toClassic(cluster.node("node-1").system());
            first.actorSelection(selfOf(cluster.node("node-2")).address() + "/user")
                    .tell(new Object(), ActorRef.noSender());
            cluster.sleep(Duration.ofSeconds(5));
        });

        FindScenario.assertNoFind(result, UNSENDABLE);
    }

    @Test
    void otherSideHasHeardOfTheRemoval_allIsWell() {
        RunResult result = FindScenario.run(4, SETTINGS, cluster -> meet(cluster, true));

        assertThat(result.failure()).isNull();
    }

    /**
     * Node-4 joins through node-1 and is taken as Down there, and node-2 hears of it only then.
     *
     * @param hears whether node-2 has heard by then that node-3 was removed
     */
    private static void meet(SimCluster cluster, boolean hears) {
        cluster.startAll(new Traffic(cluster)::guardian);
        SimNode first = cluster.node("node-1");
        SimNode second = cluster.node("node-2");
        SimNode third = cluster.node("node-3");
        SimNode fourth = cluster.node("node-4");
        UniqueAddress former = selfOf(fourth);
        fourth.crashHost();
        clusterOf(third).down(former.address());
        awaitSetUp(cluster, "node-4 removed", () -> !sees(first, former) && !sees(second, former));

        UniqueAddress removed = selfOf(third);
        third.crashHost();
        awaitSetUp(cluster, "node-3 unreachable", () -> isUnreachable(first, removed));
        clusterOf(first).down(removed.address());
        awaitSetUp(cluster, "node-2 told that node-3 is Down", () -> isDown(second, removed));
        if (hears) {
            awaitSetUp(cluster, "node-3 removed", () -> !sees(second, removed));
        }
        OngoingFault lost = cluster.networkFaults().blackHole("node-1", "node-2");
        awaitSetUp(cluster, "node-3 removed", () -> !sees(first, removed));

        cluster.network().holdLink("node-2", "node-4");
        FindScenario.restart(cluster, fourth);
        awaitSetUp(cluster, "node-4 let in", () -> sees(first, selfOf(fourth)));
        clusterOf(first).down(selfOf(fourth).address());
        cluster.sleep(Duration.ofMillis(500));
        lost.end();
        cluster.sleep(Duration.ofSeconds(30));
    }

    private static boolean isUnreachable(SimNode viewer, UniqueAddress member) {
        for (Member unreachable : clusterOf(viewer).state().getUnreachable()) {
            if (unreachable.uniqueAddress().equals(member)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDown(SimNode viewer, UniqueAddress life) {
        for (Member member : clusterOf(viewer).state().getMembers()) {
            if (member.uniqueAddress().equals(life)) {
                return member.status().equals(MemberStatus.down());
            }
        }
        return false;
    }
}
