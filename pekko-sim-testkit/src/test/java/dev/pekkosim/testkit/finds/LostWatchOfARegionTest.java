package dev.pekkosim.testkit.finds;

import static dev.pekkosim.testkit.finds.FindScenario.awaitSetUp;
import static dev.pekkosim.testkit.finds.FindScenario.clusterOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.testkit.Body;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimNode;
import dev.pekkosim.testkit.cluster.RunProperties;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.cluster.MemberStatus;
import org.junit.jupiter.api.Test;

/**
 * PEKKO-3 under sharding: a new coordinator watches the region of a node's former life, and that
 * watch is lost, so that its shards stay with the dead.
 */
class LostWatchOfARegionTest {

    private static final Duration A_MOMENT = Duration.ofMillis(500);

    @Test
    void regionOfAFormerLife_isWatchedByANewCoordinator_itsEntitiesNeverAnswer() {
        RunResult result = coordinatorDies(true, cluster -> {});

        FindScenario.assertFind(result, "PEKKO-3", RunProperties.APPLICATION_ANSWERS);
    }

    @Test
    void nobodyAskedItWhileItWasDown_itsEntitiesAnswer() {
        assertThat(coordinatorDies(false, cluster -> {}).failure()).isNull();
    }

    /** The work-around that the page of PEKKO-3 names. */
    @Test
    void nodeOfTheCoordinatorIsRestarted_itsEntitiesAnswer() {
        RunResult result = coordinatorDies(true, cluster -> {
            SimNode second = cluster.node("node-2");
            second.crashProcess();
            FindScenario.restart(cluster, second);
            awaitAllUp(cluster);
        });

        assertThat(result.failure()).isNull();
    }

    /**
     * Ends node-3, then node-1, which has the coordinator, and starts both again.
     *
     * @param asked whether node-2 asks an entity of node-3 while that is down, so that its region
     *     watches the one there
     * @param then what is done when all are Up again
     */
    private static RunResult coordinatorDies(boolean asked, Body then) {
        return FindScenario.run(3, cluster -> {
            cluster.startAll(Entities::guardian);
            SimNode first = cluster.node("node-1");
            SimNode second = cluster.node("node-2");
            SimNode third = cluster.node("node-3");
            String entity = entityOn(cluster, third);
            third.crashProcess();
            if (asked) {
                CompletableFuture<String> answer = Entities.ask(second, entity);
                cluster.await(A_MOMENT, answer::isDone);
            } else {
                cluster.sleep(A_MOMENT);
            }
            first.crashProcess();
            FindScenario.restart(cluster, third);
            FindScenario.restart(cluster, first);
            awaitAllUp(cluster);
            then.run(cluster);
            Entities.requireAnswer(cluster, second, entity);
        });
    }

    private static void awaitAllUp(SimCluster cluster) {
        awaitSetUp(
                cluster,
                "all Up again",
                () -> cluster.nodes().stream()
                        .allMatch(
                                node -> isUp(node) && FindScenario.seenBy(node).size() == 3));
    }

    private static boolean isUp(SimNode node) {
        return node.hasSystem() && clusterOf(node).selfMember().status().equals(MemberStatus.up());
    }

    private static String entityOn(SimCluster cluster, SimNode host) {
        for (int i = 0; i < 1000; i++) {
            String entity = "entity-" + i;
            if (Entities.answer(cluster, cluster.node("node-1"), entity).equals(host.name())) {
                return entity;
            }
        }
        throw new IllegalStateException("the scenario cannot go on: no entity is on " + host);
    }
}
