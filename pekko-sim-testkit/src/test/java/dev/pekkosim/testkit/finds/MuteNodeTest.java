package dev.pekkosim.testkit.finds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimNode;
import dev.pekkosim.testkit.cluster.RunProperties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.remote.RemoteActorRefProvider;
import org.apache.pekko.remote.artery.TestManagementCommands;
import org.junit.jupiter.api.Test;

/**
 * PEKKO-8: a node whose inbound streams were restarted sends no heartbeat any more, nor an answer
 * to one.
 */
class MuteNodeTest {

    private static final Duration LONGER_THAN_A_FAILURE_DETECTOR_WAITS = Duration.ofSeconds(30);
    private static final Duration LONGER_THAN_A_PLATFORM_WAITS = Duration.ofMinutes(1);
    private static final String NO_DOWNING = """
            pekko.remote.artery.advanced.test-mode = on
            pekko.cluster.downing-provider-class = ""
            """;
    private static final String DOWNING = "pekko.remote.artery.advanced.test-mode = on";

    @Test
    void nodeWithRestartedInboundStreams_isNeverReachableAgain() {
        RunResult result = FindScenario.run(2, NO_DOWNING, cluster -> {
            startMuteNode(cluster);
            cluster.heal();
        });

        FindScenario.assertFind(result, "PEKKO-8", RunProperties.CLUSTER_CONVERGES)
                .startsWith("the control stream of node-2 to node-1 waits for inbound streams of"
                        + " node-2 that have ended, and node-1 does not see it as Up");
    }

    @Test
    void somethingElseFailsToo_isFailed() {
        RunResult result = FindScenario.run(2, NO_DOWNING, cluster -> {
            startMuteNode(cluster);
            FindScenario.healAndFailOtherwise(cluster);
        });

        FindScenario.assertPartly(result, "PEKKO-8", RunProperties.CLUSTER_CONVERGES);
    }

    /** One pair of nodes is explained, another one is not. */
    @Test
    void anotherNodeIsCutOff_isNotRecognised() {
        RunResult result = FindScenario.run(4, NO_DOWNING, cluster -> {
            startMuteNode(cluster);
            List<String> third = List.of("node-3");
            List<String> fourth = List.of("node-4");
            cluster.partition(third, fourth);
            cluster.sleep(LONGER_THAN_A_FAILURE_DETECTOR_WAITS);
            FindScenario.cutOffAfterHeal(cluster, third, fourth);
            cluster.heal();
        });

        FindScenario.assertNoFind(result, RunProperties.CLUSTER_CONVERGES);
    }

    @Test
    void nodeThatIsRestartedItself_isReachable() {
        RunResult result = FindScenario.run(2, NO_DOWNING, cluster -> {
            startMuteNode(cluster);
            cluster.node("node-2").crashHost();
            FindScenario.restart(cluster, cluster.node("node-2"));
            cluster.heal();
        });

        assertThat(result.failure()).isNull();
    }

    /** The mute node quarantines the others, which take that for a verdict of the cluster. */
    @Test
    void resolver_wholeClusterEnds_andBeginsAnew() {
        List<Integer> lives = new ArrayList<>();
        RunResult result = FindScenario.run(3, DOWNING, cluster -> {
            startMuteNode(cluster);
            cluster.sleep(LONGER_THAN_A_PLATFORM_WAITS);
            cluster.nodes().forEach(node -> lives.add(node.lives()));
            cluster.heal();
        });

        assertThat(lives).hasSize(3).allMatch(number -> number > 1);
        assertThat(result.failure()).isNull();
    }

    /** The work-around: a node that fails once ends. */
    @Test
    void resolver_butNoRestartOfInboundStreams_nodeAloneBeginsAnew() {
        List<Integer> lives = new ArrayList<>();
        String settings = DOWNING + "\npekko.remote.artery.advanced.inbound-max-restarts = 0";
        RunResult result = FindScenario.run(3, settings, cluster -> {
            startMuteNode(cluster);
            cluster.sleep(LONGER_THAN_A_PLATFORM_WAITS);
            cluster.nodes().forEach(node -> lives.add(node.lives()));
            cluster.heal();
        });

        assertThat(lives).containsExactly(1, 2, 1);
        assertThat(result.failure()).isNull();
    }

    /** Unreachable for another reason. */
    @Test
    void nodeThatIsCutOff_isNoMuteNode() {
        RunResult result = FindScenario.run(2, NO_DOWNING, cluster -> {
            cluster.startAll(Behaviors::empty);
            cluster.partition(List.of("node-1"), List.of("node-2"));
            cluster.sleep(LONGER_THAN_A_FAILURE_DETECTOR_WAITS);
            FindScenario.cutOffAfterHeal(cluster, List.of("node-1"), List.of("node-2"));
            cluster.heal();
        });

        FindScenario.assertNoFind(result, RunProperties.CLUSTER_CONVERGES);
    }

    /** node-2 is mute from here on, and others have noticed. All send it ordinary messages. */
    private static void startMuteNode(SimCluster cluster) {
        cluster.startAll(new Traffic(cluster)::guardian);
        failInboundStream(cluster.node("node-2"));
        cluster.sleep(LONGER_THAN_A_FAILURE_DETECTOR_WAITS);
    }

    /**
     * The next message that arrives ends the inbound streams of a node, which Artery then restarts.
     */
    private static void failInboundStream(SimNode node) {
        ExtendedActorSystem system = (ExtendedActorSystem) Adapter.toClassic(node.system());
        ((RemoteActorRefProvider) system.provider())
                .transport()
                .managementCommand(new TestManagementCommands.FailInboundStreamOnce(
                        new IllegalStateException("on purpose")));
    }
}
