package dev.pekkosim.testkit.finds;

import static dev.pekkosim.testkit.finds.TwoLives.joinThirdNodeThroughFirst;
import static dev.pekkosim.testkit.finds.TwoLives.joinThirdNodeThroughSecond;
import static dev.pekkosim.testkit.finds.TwoLives.startWithoutThirdNode;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.SimNode;
import dev.pekkosim.testkit.cluster.RunProperties;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.cluster.UniqueAddress;
import org.junit.jupiter.api.Test;

/** PEKKO-4: of two lives of a node that are members, the dead one is never downed, and the cluster never converges again. */
class UndownedTwinTest {

    @Test
    void deadLifeIsLeaving_andHasTheHigherUid_clusterNeverConvergesAgain() {
        RunResult result = twins("off");

        FindScenario.assertFind(result, "PEKKO-4", RunProperties.CLUSTER_CONVERGES)
                .contains(" is unreachable and Leaving, and to down its address would take ");
    }

    /** What the resolver does by default when it stays unstable: all nodes down themselves, and form a new cluster. */
    @Test
    void unstableClusterDownsAll_convergesAnew() {
        assertThat(twins("on").failure()).isNull();
    }

    private static RunResult twins(String downAllWhenUnstable) {
        String settings = "pekko.cluster.split-brain-resolver.down-all-when-unstable = "
                + downAllWhenUnstable;
        return FindScenario.run(3, settings, cluster -> {
            startWithoutThirdNode(cluster);
            UniqueAddress older = joinThirdNodeThroughSecond(cluster);
            SimNode third = cluster.node("node-3");
            third.leave();
            cluster.sleep(Duration.ofSeconds(1));
            third.crashHost();
            joinThirdNodeThroughFirst(cluster, uid -> uid < older.longUid());
            TwoLives.meet(cluster);
            cluster.partition(List.of("node-3"), List.of("node-1", "node-2"));
            cluster.sleep(Duration.ofMinutes(1));
            cluster.heal();
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
