package dev.pekkosim.testkit.finds;

import static dev.pekkosim.testkit.finds.FindScenario.clusterOf;
import static dev.pekkosim.testkit.finds.FindScenario.sees;
import static dev.pekkosim.testkit.finds.FindScenario.selfOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimNode;
import dev.pekkosim.testkit.cluster.RunProperties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;
import org.junit.jupiter.api.Test;

/** PEKKO-1: a node that was welcomed by a contact which dies at once stays Joining for ever. */
class LostJoinTest {

    /** So that both lives stay Joining for a while, and the resolver does not down all. */
    private static final String JOINING = """
            pekko.cluster.leader-actions-interval = 20 s
            pekko.cluster.allow-weakly-up-members = off
            pekko.cluster.split-brain-resolver.down-all-when-unstable = %s
            """;

    /** The dead member is its own former life, which nobody else comes back as. */
    @Test
    void allOthersBeginAnew_whileItKnowsADeadMember_itLetsNobodyIn() {
        RunResult result = joinsAsAllOthersDie("off");

        FindScenario.assertFind(result, "PEKKO-1", RunProperties.CLUSTER_CONVERGES)
                .contains("unreachable and Joining, and nobody who lives and could down it");
    }

    @Test
    void unstableClusterDownsAll_itBeginsAnew() {
        assertThat(joinsAsAllOthersDie("15 s").failure()).isNull();
    }

    private static RunResult joinsAsAllOthersDie(String downAllWhenUnstable) {
        return FindScenario.run(3, JOINING.formatted(downAllWhenUnstable), cluster -> {
            TwoLives.startWithoutThirdNode(cluster);
            UniqueAddress older = TwoLives.joinThirdNodeThroughSecond(cluster);
            SimNode third = cluster.node("node-3");
            third.crashProcess();
            TwoLives.joinThirdNodeThroughFirst(cluster, uid -> true);
            cluster.repairAll();
            FindScenario.awaitSetUp(
                    cluster, "node-3 knows its former life", () -> sees(third, older));
            cluster.node("node-1").crashProcess();
            cluster.node("node-2").crashProcess();
            cluster.sleep(Duration.ofMinutes(1));
            cluster.heal();
        });
    }

    @Test
    void contactDiesAfterWelcome_nodeStaysJoining() {
        List<Boolean> flows = new ArrayList<>();
        RunResult result = FindScenario.run(4, cluster -> {
            Traffic traffic = new Traffic(cluster);
            SimNode contact = joinFourthNode(cluster, traffic::guardian);
            List<String> others = othersThan(contact, cluster);
            loseContact(cluster, contact);
            cluster.repairAll();
            cluster.sleep(Duration.ofMinutes(1));
            SimNode one = cluster.node(others.get(0));
            flows.add(traffic.flows(one, cluster.node(others.get(1))));
            flows.add(traffic.flows(one, cluster.node("node-4")));
            cluster.heal();
        });

        assertThat(flows).as("others are asked, and node-4 is").containsExactly(true, false);
        FindScenario.assertFind(result, "PEKKO-1", RunProperties.CLUSTER_CONVERGES)
                .startsWith("node-4 is Joining in its own view")
                .contains("but no other node knows");
    }

    /** The work-around. */
    @Test
    void lostNodeIsRestarted_becomesUp() {
        RunResult result = FindScenario.run(4, cluster -> {
            loseContact(cluster, joinFourthNode(cluster, new Traffic(cluster)::guardian));
            cluster.node("node-4").crashProcess();
            FindScenario.restart(cluster, cluster.node("node-4"));
            cluster.heal();
        });

        assertThat(result.failure()).isNull();
    }

    @Test
    void somethingElseFailsToo_isFailed() {
        RunResult result = FindScenario.run(4, cluster -> {
            loseContact(cluster, joinFourthNode(cluster, new Traffic(cluster)::guardian));
            FindScenario.healAndFailOtherwise(cluster);
        });

        FindScenario.assertPartly(result, "PEKKO-1", RunProperties.CLUSTER_CONVERGES);
    }

    /**
     * An assertion of the application's own, while all that is pending is so on the node that is
     * lost.
     */
    @Test
    void entityIsAskedFromTheLostNode_isBehindTheAssertion() {
        RunResult result = askWithoutHeal("node-4");

        FindScenario.assertFind(result, "PEKKO-1", RunProperties.BODY_ASSERTION)
                .startsWith("node-4 is ");
    }

    @Test
    void entityDoesNotAnswerOtherNodes_isNotBehindTheAssertion() {
        FindScenario.assertNoFind(askWithoutHeal("node-2"), RunProperties.BODY_ASSERTION);
    }

    private static RunResult askWithoutHeal(String from) {
        return FindScenario.run(4, cluster -> {
            cluster.startAll(() -> SilentEntity.guardian());
            cluster.node("node-4").crashProcess();
            loseContact(cluster, restartFourthNode(cluster));
            cluster.repairAll();
            cluster.sleep(Duration.ofMinutes(1));
            SilentEntity.ask(cluster.node(from));
            cluster.sleep(Duration.ofSeconds(5));
            assertThat(from).as("who has got an answer").isEmpty();
        });
    }

    /**
     * A node that has forgotten itself (PEKKO-2) sees less than there is, but does not keep the
     * lost one out.
     */
    @Test
    void anotherNodeHasForgottenItself_isLostJoin() {
        RunResult result = FindScenario.run(4, "pekko.cluster.gossip-interval = 5s", cluster -> {
            TwoLives.startWithoutThirdNode(cluster);
            cluster.node("node-4").crashProcess();
            SimNode first = cluster.node("node-1");
            FindScenario.awaitSetUp(
                    cluster, "node-4 removed", () -> FindScenario.seenBy(first).size() == 2);
            UniqueAddress older = TwoLives.joinThirdNodeThroughSecond(cluster);
            cluster.node("node-3").crashProcess();
            TwoLives.joinThirdNodeThroughFirst(cluster, uid -> uid > older.longUid());
            TwoLives.meet(cluster);
            FindScenario.awaitSetUp(
                    cluster, "the older life of node-3 removed", () -> !sees(first, older));
            loseContact(cluster, restartFourthNode(cluster));
            cluster.heal();
        });

        FindScenario.assertFind(result, "PEKKO-1", RunProperties.CLUSTER_CONVERGES);
    }

    /**
     * The contact lets others in, who hear of all, and dies before the first one hears of them, or
     * of the end of another member.
     */
    @Test
    void contactDiesAfterItLetOthersIn_theFirstIgnoresThem() {
        String settings = """
                pekko.cluster.downing-provider-class = ""
                pekko.cluster.failure-detector.acceptable-heartbeat-pause = 20s
                """;
        RunResult result = FindScenario.run(4, settings, cluster -> {
            cluster.startAll(new Traffic(cluster)::guardian);
            SimNode contact = cluster.node("node-1");
            SimNode deaf = cluster.node("node-2");
            SimNode third = cluster.node("node-3");
            SimNode fourth = cluster.node("node-4");
            remove(cluster, contact, deaf);
            remove(cluster, contact, third);
            UniqueAddress former = selfOf(fourth);
            fourth.crashHost();
            FindScenario.awaitSetUp(
                    cluster,
                    "node-4 unreachable",
                    () -> !clusterOf(contact).state().getUnreachable().isEmpty());
            FindScenario.restart(cluster, deaf);
            FindScenario.awaitSetUp(cluster, "node-2 welcomed", () -> sees(deaf, selfOf(contact)));
            cluster.network().holdLink("node-1", "node-2");
            cluster.partition(List.of("node-2"), List.of("node-3", "node-4"));
            clusterOf(contact).down(former.address());
            FindScenario.awaitSetUp(cluster, "node-4 removed", () -> !sees(contact, former));
            for (SimNode newcomer : List.of(third, fourth)) {
                FindScenario.restart(cluster, newcomer);
                FindScenario.awaitSetUp(
                        cluster, newcomer + " told of node-2", () -> sees(newcomer, selfOf(deaf)));
            }
            FindScenario.awaitSetUp(
                    cluster, "node-3 told of node-4", () -> sees(third, selfOf(fourth)));
            contact.crashHost();
            cluster.heal();
        });

        FindScenario.assertFind(result, "PEKKO-1", RunProperties.CLUSTER_CONVERGES)
                .startsWith("node-2 is WeaklyUp in its own view")
                .contains("and nobody who lives, so it ignores the gossip of all others");
    }

    private static void remove(SimCluster cluster, SimNode by, SimNode node) {
        UniqueAddress life = selfOf(node);
        node.crashHost();
        clusterOf(by).down(life.address());
        FindScenario.awaitSetUp(cluster, life + " removed", () -> !sees(by, life));
    }

    @Test
    void contactDiesAfterGossip_nodeBecomesUp() {
        RunResult result = FindScenario.run(4, cluster -> {
            SimNode contact = joinFourthNode(cluster, new Traffic(cluster)::guardian);
            SimNode other = cluster.node(othersThan(contact, cluster).get(0));
            FindScenario.awaitSetUp(
                    cluster,
                    "node-4 known to another node",
                    () -> sees(other, selfOf(cluster.node("node-4"))));
            contact.crashProcess();
            cluster.sleep(Duration.ofSeconds(5));
            cluster.heal();
        });

        assertThat(result.failure()).isNull();
    }

    @Test
    void contactIsCutOff_isNoLostJoin() {
        RunResult result = FindScenario.run(4, cluster -> {
            SimNode contact = joinFourthNode(cluster, new Traffic(cluster)::guardian);
            List<String> cutOff = List.of("node-4", contact.name());
            List<String> rest = othersThan(contact, cluster);
            cluster.partition(cutOff, rest);
            FindScenario.cutOffAfterHeal(cluster, cutOff, rest);
            cluster.heal();
        });

        FindScenario.assertNoFind(result, RunProperties.CLUSTER_CONVERGES);
    }

    /**
     * Crashes the only node that knows of node-4, and keeps it away until node-4 has it as Down.
     */
    private static void loseContact(SimCluster cluster, SimNode contact) {
        UniqueAddress life = selfOf(contact);
        contact.crashProcess();
        cluster.partition(List.of(contact.name()), othersThan(contact, cluster));
        FindScenario.restart(cluster, contact);
        FindScenario.awaitSetUp(
                cluster, "contact downed by node-4", () -> isDown(life, cluster.node("node-4")));
    }

    private static boolean isDown(UniqueAddress life, SimNode viewer) {
        for (Member member : clusterOf(viewer).state().getMembers()) {
            if (member.uniqueAddress().equals(life)) {
                return member.status().equals(MemberStatus.down());
            }
        }
        return false;
    }

    /**
     * Restarts node-4, and returns the node that welcomed it while that is the only one that knows.
     */
    private static SimNode joinFourthNode(
            SimCluster cluster, Supplier<? extends Behavior<?>> guardian) {
        cluster.startAll(guardian);
        cluster.node("node-4").crashProcess();
        return restartFourthNode(cluster);
    }

    private static SimNode restartFourthNode(SimCluster cluster) {
        SimNode joining = cluster.node("node-4");
        FindScenario.restart(cluster, joining);
        FindScenario.awaitSetUp(
                cluster,
                "node-4 joining",
                () -> clusterOf(joining).selfMember().status().equals(MemberStatus.joining()));
        List<SimNode> knowing = cluster.nodes().stream()
                .filter(node -> !node.name().equals("node-4") && sees(node, selfOf(joining)))
                .toList();
        assertThat(knowing).as("nodes that know node-4").hasSize(1);
        return knowing.get(0);
    }

    private static List<String> othersThan(SimNode contact, SimCluster cluster) {
        return cluster.nodes().stream()
                .map(SimNode::name)
                .filter(name -> !name.equals("node-4") && !name.equals(contact.name()))
                .toList();
    }
}
