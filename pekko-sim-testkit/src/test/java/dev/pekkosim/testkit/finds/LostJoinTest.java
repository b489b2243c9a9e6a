package dev.pekkosim.testkit.finds;

import static dev.pekkosim.testkit.finds.FindScenario.clusterOf;
import static dev.pekkosim.testkit.finds.FindScenario.sees;
import static dev.pekkosim.testkit.finds.FindScenario.selfOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.KnownFindMatch;
import dev.pekkosim.testkit.RunProperties;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimNode;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;
import org.junit.jupiter.api.Test;

/** PEKKO-1: a node that was welcomed by a contact which dies at once stays Joining for ever. */
class LostJoinTest {

    @Test
    void contactDiesAfterWelcome_nodeStaysJoining() {
        RunResult result = FindScenario.run(3, cluster -> {
            SimNode contact = joinThirdNode(cluster);
            UniqueAddress life = selfOf(contact);
            contact.crash(false);
            cluster.partition(
                    List.of(contact.name()), List.of(otherThan(contact, cluster).name()));
            FindScenario.restart(cluster, contact);
            FindScenario.awaitSetUp(
                    cluster,
                    "contact downed by node-3",
                    () -> isDown(life, cluster.node("node-3")));
            cluster.heal();
        });

        assertThat(result.failure())
                .as(FindScenario.gone("PEKKO-1"))
                .isNotNull()
                .extracting(Failure::property)
                .isEqualTo(RunProperties.CLUSTER_CONVERGES);
        assertThat(FindScenario.idOf(result)).isEqualTo("PEKKO-1");
        assertThat(result.knownFind())
                .isNotNull()
                .extracting(KnownFindMatch::evidence)
                .asString()
                .startsWith("node-3 is Joining in its own view")
                .contains("but no other node knows");
    }

    @Test
    void contactDiesAfterGossip_nodeBecomesUp() {
        RunResult result = FindScenario.run(3, cluster -> {
            SimNode contact = joinThirdNode(cluster);
            SimNode other = otherThan(contact, cluster);
            FindScenario.awaitSetUp(
                    cluster,
                    "node-3 known to both",
                    () -> sees(other, selfOf(cluster.node("node-3"))));
            contact.crash(false);
            cluster.sleep(Duration.ofSeconds(5));
            cluster.heal();
        });

        assertThat(result.failure()).isNull();
    }

    @Test
    void contactIsCutOff_isNoLostJoin() {
        RunResult result = FindScenario.run(3, cluster -> {
            SimNode contact = joinThirdNode(cluster);
            List<String> cutOff = List.of("node-3", contact.name());
            List<String> rest = List.of(otherThan(contact, cluster).name());
            cluster.partition(cutOff, rest);
            FindScenario.cutOffAfterHeal(cluster, cutOff, rest);
            cluster.heal();
        });

        assertThat(result.failure())
                .isNotNull()
                .extracting(Failure::property)
                .isEqualTo(RunProperties.CLUSTER_CONVERGES);
        assertThat(result.knownFind()).isNull();
    }

    private static boolean isDown(UniqueAddress life, SimNode viewer) {
        for (Member member : clusterOf(viewer).state().getMembers()) {
            if (member.uniqueAddress().equals(life)) {
                return member.status().equals(MemberStatus.down());
            }
        }
        return false;
    }

    /** Restarts node-3, and returns the node that welcomed it while that is the only one that knows. */
    private static SimNode joinThirdNode(SimCluster cluster) {
        cluster.startAll(Behaviors::empty);
        SimNode joining = cluster.node("node-3");
        joining.crash(false);
        FindScenario.restart(cluster, joining);
        FindScenario.awaitSetUp(
                cluster,
                "node-3 joining",
                () -> clusterOf(joining).selfMember().status().equals(MemberStatus.joining()));
        List<SimNode> knowing = List.of(cluster.node("node-1"), cluster.node("node-2")).stream()
                .filter(node -> sees(node, selfOf(joining)))
                .toList();
        assertThat(knowing).as("nodes that know node-3").hasSize(1);
        return knowing.get(0);
    }

    private static SimNode otherThan(SimNode contact, SimCluster cluster) {
        return cluster.node(contact.name().equals("node-1") ? "node-2" : "node-1");
    }
}
