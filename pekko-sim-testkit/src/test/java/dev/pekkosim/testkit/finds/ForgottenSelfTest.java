package dev.pekkosim.testkit.finds;

import static dev.pekkosim.testkit.finds.FindScenario.awaitSetUp;
import static dev.pekkosim.testkit.finds.FindScenario.seenBy;
import static dev.pekkosim.testkit.finds.FindScenario.sees;
import static dev.pekkosim.testkit.finds.TwoLives.joinThirdNodeThroughFirst;
import static dev.pekkosim.testkit.finds.TwoLives.joinThirdNodeThroughSecond;
import static dev.pekkosim.testkit.finds.TwoLives.startWithoutThirdNode;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimNode;
import dev.pekkosim.testkit.cluster.RunProperties;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.junit.jupiter.api.Test;

/** PEKKO-2: a node forgets the whole cluster when an earlier life of it is removed. */
class ForgottenSelfTest {

    private static final EntityTypeKey<Object> ECHO = EntityTypeKey.create(Object.class, "echo");
    private static final EntityTypeKey<Object> ELSEWHERE =
            EntityTypeKey.create(Object.class, "elsewhere");

    @Test
    void twoLivesAreMembers_removalOfTheOlderEmptiesTheView() {
        RunResult result = FindScenario.run(3, cluster -> {
            startWithoutThirdNode(cluster);
            removeOlderOfTwoLives(cluster);
            cluster.heal();
        });

        FindScenario.assertFind(result, "PEKKO-2", RunProperties.CLUSTER_CONVERGES)
                .startsWith("node-3 is ")
                .contains("its application sees itself as Removed among 0 members");
    }

    /** The work-around. */
    @Test
    void forgottenNodeIsRestarted_joins() {
        RunResult result = FindScenario.run(3, cluster -> {
            startWithoutThirdNode(cluster);
            removeOlderOfTwoLives(cluster);
            SimNode third = cluster.node("node-3");
            third.crashProcess();
            FindScenario.restart(cluster, third);
            cluster.heal();
        });

        assertThat(result.failure()).isNull();
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

    /**
     * It becomes the oldest, so that the shard coordinator begins on it, and asks a replicator that
     * has ended.
     */
    @Test
    void nodeWithARemovedLifeIsTheOldest_shardingNeverBegins() {
        RunResult result = FindScenario.run(3, cluster -> {
            startWithoutThirdNode(cluster, Entities::guardian);
            removeOlderOfTwoLives(cluster);
            replaceOthers(cluster);
        });

        FindScenario.assertFind(result, "PEKKO-2", RunProperties.APPLICATION_ANSWERS)
                .contains("was removed, node-3, which is")
                .contains("no longer runs pekko://finds/system/sharding/replicator#")
                .contains("from which its /system/sharding/echoCoordinator/singleton/coordinator")
                .endsWith("node-1: /system/sharding/echo waits for it");
    }

    /**
     * A healthy cluster, in which one node has a replicator more than the others, and the
     * application is at fault.
     */
    @Test
    void ordinaryRestarts_andAnEntityThatIsSilent_isNoForgottenSelf() {
        RunResult result = FindScenario.run(3, cluster -> {
            startWithoutThirdNode(cluster, ForgottenSelfTest::silentGuardian);
            SimNode third = cluster.node("node-3");
            FindScenario.restart(cluster, third);
            awaitSetUp(cluster, "node-3 a member again", () -> seenBy(third).size() == 3);
            replaceOthers(cluster);
        });

        FindScenario.assertNoFind(result, RunProperties.APPLICATION_ANSWERS);
    }

    @Test
    void somethingElseFailsToo_isFailed() {
        RunResult result = FindScenario.run(3, cluster -> {
            startWithoutThirdNode(cluster);
            removeOlderOfTwoLives(cluster);
            FindScenario.healAndFailOtherwise(cluster);
        });

        FindScenario.assertPartly(result, "PEKKO-2", RunProperties.CLUSTER_CONVERGES);
    }

    @Test
    void nodeWithoutARemovedLifeIsTheOldest_shardingBegins() {
        RunResult result = FindScenario.run(3, cluster -> {
            cluster.startAll(Entities::guardian);
            replaceOthers(cluster);
        });

        assertThat(result.failure()).isNull();
    }

    /**
     * Lets node-3, which is down, join twice, so that the younger life sees the older one removed.
     */
    private static void removeOlderOfTwoLives(SimCluster cluster) {
        UniqueAddress older = joinThirdNodeThroughSecond(cluster);
        cluster.node("node-3").crashProcess();
        joinThirdNodeThroughFirst(cluster, uid -> uid > older.longUid());
        TwoLives.meet(cluster);
        awaitSetUp(
                cluster,
                "the older life of node-3 removed",
                () -> !sees(cluster.node("node-1"), older));
    }

    /**
     * Restarts node-1 and node-2, one after the other, and requires that an entity answers then.
     */
    private static void replaceOthers(SimCluster cluster) {
        for (String name : List.of("node-1", "node-2")) {
            SimNode node = cluster.node(name);
            UniqueAddress life = FindScenario.selfOf(node);
            String other = name.equals("node-1") ? "node-2" : "node-1";
            node.crashProcess();
            awaitSetUp(cluster, name + " removed", () -> !sees(cluster.node(other), life));
            FindScenario.restart(cluster, node);
            awaitSetUp(
                    cluster,
                    name + " Up again",
                    () -> FindScenario.clusterOf(node)
                            .selfMember()
                            .status()
                            .equals(MemberStatus.up()));
        }
        Entities.requireAnswer(cluster, cluster.node("node-1"), "e");
    }

    private static Behavior<Void> silentGuardian() {
        return Behaviors.setup(context -> {
            ClusterSharding sharding = ClusterSharding.get(context.getSystem());
            sharding.init(Entity.of(ECHO, entity -> Behaviors.ignore()));
            if (context.getSystem().address().host().get().equals("node-2")) {
                sharding.init(
                        Entity.of(ELSEWHERE, entity -> Behaviors.ignore()).withRole("dc-default"));
            }
            return Behaviors.empty();
        });
    }
}
