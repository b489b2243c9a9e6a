package dev.pekkosim.testkit.finds;

import static dev.pekkosim.testkit.finds.FindScenario.clusterOf;
import static dev.pekkosim.testkit.finds.FindScenario.selfOf;
import static dev.pekkosim.testkit.finds.TwoLives.joinThirdNodeThroughFirst;
import static dev.pekkosim.testkit.finds.TwoLives.joinThirdNodeThroughSecond;
import static dev.pekkosim.testkit.finds.TwoLives.startWithoutThirdNode;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.testkit.Body;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimNode;
import dev.pekkosim.testkit.cluster.RunProperties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.cluster.UniqueAddress;
import org.junit.jupiter.api.Test;

/**
 * PEKKO-4: of two lives of a node that are members, the dead one is never downed, and the cluster
 * never converges again.
 */
class UndownedTwinTest {

    @Test
    void deadLifeIsLeaving_andHasTheHigherUid_clusterNeverConvergesAgain() {
        RunResult result = twins("off", true, SimCluster::heal);

        FindScenario.assertFind(result, "PEKKO-4", RunProperties.CLUSTER_CONVERGES)
                .contains(" is unreachable and Leaving, and to down its address would take ");
    }

    /**
     * No shard coordinator can store its state any more, so an entity in a new shard never answers.
     */
    @Test
    void deadLifeIsUp_andHasTheHigherUid_noNewShardBegins() {
        List<Boolean> answers = new ArrayList<>();
        RunResult result = twins("off", false, cluster -> {
            for (String entity : List.of("a", "b", "c")) {
                answers.add(Entities.isAnswered(cluster, cluster.node("node-1"), entity));
            }
            cluster.heal();
        });

        assertThat(answers).containsExactly(false, false, false);
        FindScenario.assertFind(result, "PEKKO-4", RunProperties.CLUSTER_CONVERGES)
                .contains(" is unreachable and Up, and to down its address would take ");
    }

    /**
     * What the resolver does by default when it stays unstable: all nodes down themselves, and form
     * a new cluster.
     */
    @Test
    void unstableClusterDownsAll_convergesAnew() {
        List<Integer> lives = new ArrayList<>();
        List<Boolean> answers = new ArrayList<>();
        RunResult result = twins("on", true, cluster -> {
            cluster.nodes().forEach(node -> lives.add(node.lives()));
            cluster.heal();
            answers.add(Entities.isAnswered(cluster, cluster.node("node-1"), "a"));
        });

        assertThat(lives).hasSize(3).allMatch(number -> number > 1);
        assertThat(result.failure()).isNull();
        assertThat(answers).containsExactly(true);
    }

    @Test
    void somethingElseFailsToo_isFailed() {
        RunResult result = twins("off", true, FindScenario::healAndFailOtherwise);

        FindScenario.assertPartly(result, "PEKKO-4", RunProperties.CLUSTER_CONVERGES);
    }

    /**
     * No fault goes on any more, and what does not answer is asked by the node that nobody lets in.
     */
    @Test
    void nodeThatIsNotLetIn_getsNoAnswer() {
        RunResult result = twins("off", true, cluster -> {
            SimNode third = cluster.node("node-3");
            cluster.repairAll();
            if (!third.hasSystem()) {
                FindScenario.restart(cluster, third);
            }
            Entities.requireAnswer(cluster, third, "a");
        });

        FindScenario.assertFind(result, "PEKKO-4", RunProperties.APPLICATION_ANSWERS)
                .contains(" is unreachable and Leaving, and to down its address would take ");
    }

    /** The resolver is off, and node-4 is downed by nobody. */
    @Test
    void anotherMemberIsCutOffToo_isNoUndownedTwin() {
        RunResult result = twinsDownedByHand(cluster -> {
            down(cluster, "node-3");
            FindScenario.cutOffAfterHeal(
                    cluster, List.of("node-4"), List.of("node-1", "node-2", "node-3"));
        });

        FindScenario.assertNoFind(result, RunProperties.CLUSTER_CONVERGES);
    }

    @Test
    void nobodyElseIsUnreachable_isAnUndownedTwin() {
        RunResult result = twinsDownedByHand(cluster -> down(cluster, "node-3"));

        FindScenario.assertFind(result, "PEKKO-4", RunProperties.CLUSTER_CONVERGES);
    }

    /** Nobody has tried to down the dead life yet. */
    @Test
    void nobodyIsDowned_isNoUndownedTwin() {
        RunResult result = twinsDownedByHand(cluster -> {});

        FindScenario.assertNoFind(result, RunProperties.CLUSTER_CONVERGES);
    }

    private static RunResult twinsDownedByHand(Body ending) {
        String settings = "pekko.cluster.downing-provider-class = \"\"";
        return FindScenario.run(4, settings, cluster -> {
            startWithoutThirdNode(cluster, Entities::guardian);
            UniqueAddress older = joinThirdNodeThroughSecond(cluster);
            cluster.node("node-3").crashHost();
            joinThirdNodeThroughFirst(cluster, uid -> uid < older.longUid());
            TwoLives.meet(cluster);
            cluster.sleep(Duration.ofMinutes(1));
            ending.run(cluster);
            cluster.heal();
        });
    }

    private static void down(SimCluster cluster, String node) {
        clusterOf(cluster.node("node-1")).down(selfOf(cluster.node(node)).address());
        cluster.sleep(Duration.ofMinutes(1));
    }

    private static RunResult twins(String downAllWhenUnstable, boolean leaves, Body ending) {
        String settings = "pekko.cluster.split-brain-resolver.down-all-when-unstable = "
                + downAllWhenUnstable;
        return FindScenario.run(3, settings, cluster -> {
            startWithoutThirdNode(cluster, Entities::guardian);
            UniqueAddress older = joinThirdNodeThroughSecond(cluster);
            SimNode third = cluster.node("node-3");
            if (leaves) {
                third.leave();
                cluster.sleep(Duration.ofSeconds(1));
            }
            third.crashHost();
            joinThirdNodeThroughFirst(cluster, uid -> uid < older.longUid());
            TwoLives.meet(cluster);
            cluster.partition(List.of("node-3"), List.of("node-1", "node-2"));
            cluster.sleep(Duration.ofMinutes(1));
            ending.run(cluster);
        });
    }

    @Test
    void oneLifeIsDownAndCutOff_isNoUndownedTwin() {
        RunResult result = FindScenario.run(3, cluster -> {
            startWithoutThirdNode(cluster);
            SimNode third = cluster.node("node-3");
            FindScenario.restart(cluster, third);
            FindScenario.awaitSetUp(
                    cluster,
                    "node-3 a member again",
                    () -> FindScenario.seenBy(third).size() == 3);
            List<String> rest = List.of("node-1", "node-2");
            FindScenario.cutOffAfterHeal(cluster, List.of("node-3"), rest);
            cluster.heal();
            cluster.sleep(Duration.ofMinutes(1));
            cluster.heal();
        });

        assertThat(result.knownFinds()).isEmpty();
    }
}
