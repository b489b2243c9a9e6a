package dev.pekkosim.testkit.finds;

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

/** PEKKO-4: of two lives of a node that are members, the dead one is never downed, and the cluster never converges again. */
class UndownedTwinTest {

    @Test
    void deadLifeIsLeaving_andHasTheHigherUid_clusterNeverConvergesAgain() {
        RunResult result = twins("off", true, SimCluster::heal);

        FindScenario.assertFind(result, "PEKKO-4", RunProperties.CLUSTER_CONVERGES)
                .contains(" is unreachable and Leaving, and to down its address would take ");
    }

    /** No shard coordinator can store its state any more, so an entity in a new shard never answers. */
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

    /** What the resolver does by default when it stays unstable: all nodes down themselves, and form a new cluster. */
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
