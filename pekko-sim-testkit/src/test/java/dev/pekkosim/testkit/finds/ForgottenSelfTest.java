package dev.pekkosim.testkit.finds;

import static dev.pekkosim.testkit.finds.FindScenario.awaitSetUp;
import static dev.pekkosim.testkit.finds.FindScenario.seenBy;
import static dev.pekkosim.testkit.finds.FindScenario.sees;
import static dev.pekkosim.testkit.finds.TwoLives.joinThirdNodeThroughFirst;
import static dev.pekkosim.testkit.finds.TwoLives.joinThirdNodeThroughSecond;
import static dev.pekkosim.testkit.finds.TwoLives.startWithoutThirdNode;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.testkit.RunProperties;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.SimNode;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.cluster.UniqueAddress;
import org.junit.jupiter.api.Test;

/** PEKKO-2: a node forgets the whole cluster when an earlier life of it is removed. */
class ForgottenSelfTest {

    @Test
    void twoLivesAreMembers_removalOfTheOlderEmptiesTheView() {
        RunResult result = FindScenario.run(3, cluster -> {
            startWithoutThirdNode(cluster);
            UniqueAddress older = joinThirdNodeThroughSecond(cluster);
            cluster.node("node-3").crash(false);
            joinThirdNodeThroughFirst(cluster, uid -> uid > older.longUid());
            TwoLives.meet(cluster);
            awaitSetUp(
                    cluster,
                    "the older life of node-3 removed",
                    () -> !sees(cluster.node("node-1"), older));
            cluster.heal();
        });

        FindScenario.assertFind(result, "PEKKO-2", RunProperties.CLUSTER_CONVERGES)
                .startsWith("node-3 is ")
                .contains("its application sees itself as Removed among 0 members");
    }

    @Test
    void oldLifeIsRemovedBeforeTheNewOneJoins_nodeSeesAll() {
        RunResult result = FindScenario.run(3, cluster -> {
            startWithoutThirdNode(cluster);
            cluster.heal();
        });

        assertThat(result.failure()).isNull();
    }

    @Test
    void restartedNodeIsCutOff_isNoForgottenSelf() {
        RunResult result = FindScenario.run(3, cluster -> {
            startWithoutThirdNode(cluster);
            SimNode third = cluster.node("node-3");
            FindScenario.restart(cluster, third);
            awaitSetUp(cluster, "node-3 a member again", () -> seenBy(third).size() == 3);
            List<String> rest = List.of("node-1", "node-2");
            cluster.partition(List.of("node-3"), rest);
            cluster.sleep(Duration.ofSeconds(6));
            FindScenario.cutOffAfterHeal(cluster, List.of("node-3"), rest);
            cluster.heal();
        });

        FindScenario.assertNoFind(result, RunProperties.CLUSTER_CONVERGES);
    }
}
