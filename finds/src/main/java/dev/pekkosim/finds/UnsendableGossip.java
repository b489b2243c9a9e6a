// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.finds;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;

/**
 * PEKKO-7: two gossips with one version have different members, and what is made of them cannot be
 * sent.
 */
final class UnsendableGossip implements FindProgram {

    private static final String FAILED =
            "Failed to serialize message [org.apache.pekko.cluster.Gossip";
    private static final String UNKNOWN = "Unknown address [UniqueAddress";

    /** Several rounds of gossip. */
    private static final Duration SOME_GOSSIP = Duration.ofSeconds(3);

    private static final Duration GOSSIP_TO_ONE = Duration.ofMillis(500);

    /** Until a member that is gone is noticed and removed, and another one has joined. */
    private static final Duration WATCHED = Duration.ofSeconds(60);

    @Override
    public About about() {
        return new About(
                "PEKKO-7",
                "unsendable gossip",
                "node-2 is cut off from node-1 before it hears that node-3 was removed",
                "node-2 is cut off when it has heard that",
                "",
                List.of(
                        "Marking unreachable node",
                        "Marking node as UNREACHABLE",
                        "Leader is removing",
                        "is JOINING, roles",
                        "] as [Down]",
                        "Pruned conflicting",
                        FAILED));
    }

    @Override
    public Observation play(Stage stage, boolean triggered) throws InterruptedException {
        TcpCluster cluster = stage.cluster();
        TcpNode first = cluster.node(1);
        TcpNode second = cluster.node(2);
        TcpNode third = cluster.node(3);
        TcpNode fourth = cluster.node(4);
        TcpNode[] all = {first, second, third, fourth};
        for (TcpNode node : all) {
            node.start(first);
        }
        stage.await(
                "all four nodes are Up and answer each other",
                () -> List.of(all).stream().allMatch(node -> node.seesUp(all))
                        && cluster.traffic().flows(all));
        removeFourth(stage);
        UniqueAddress removed = crashAndDownThird(stage);
        if (!triggered) {
            stage.await("node-2 has heard that node-3 was removed", () -> !second.sees(removed));
        }
        cluster.link(first, second).hold();
        stage.tell("node-1 does not reach node-2 any more; what node-2 has seen gets through");
        stage.await("node-1 has removed node-3", () -> !first.sees(removed));
        cluster.link(second, first).hold();
        stage.tell("node-2 does not reach node-1, either");
        if (second.sees(removed) != triggered) {
            return Observation.neither("node-2 was cut off too early or too late");
        }
        letFourthInAndDownIt(stage);
        Instant repaired = Instant.now();
        List<Link> links = cluster.between(List.of(first), List.of(second));
        links.forEach(Link::reset);
        links.forEach(Link::release);
        stage.tell("the connections between node-1 and node-2 are lost, and the network is sound");
        return watch(stage, repaired);
    }

    /** Node-3 itself does that, so that its clock is in the version of the gossip. */
    private static void removeFourth(Stage stage) throws InterruptedException {
        TcpCluster cluster = stage.cluster();
        TcpNode fourth = cluster.node(4);
        UniqueAddress former = fourth.self();
        fourth.crash();
        stage.tell("node-3 downs node-4");
        cluster.node(3).cluster().down(former.address());
        stage.await(
                "node-4 is removed",
                () -> List.of(1, 2, 3).stream()
                        .noneMatch(number -> cluster.node(number).sees(former)));
    }

    private static UniqueAddress crashAndDownThird(Stage stage) throws InterruptedException {
        TcpCluster cluster = stage.cluster();
        TcpNode first = cluster.node(1);
        TcpNode second = cluster.node(2);
        UniqueAddress third = cluster.node(3).self();
        cluster.node(3).crash();
        stage.await(
                "node-1 and node-2 see that node-3 is gone",
                () -> first.hasUnreachable(third) && second.hasUnreachable(third));
        stage.pass(SOME_GOSSIP);
        stage.tell("node-1 downs node-3");
        first.cluster().down(third.address());
        stage.await(
                "node-2 has heard that node-3 is Down",
                () -> second.statusOf(third).equals(MemberStatus.down()) || !second.sees(third));
        return third;
    }

    /** Node-4 hears that it is Down, and says so to node-1; node-2 hears of none of that. */
    private static void letFourthInAndDownIt(Stage stage) throws InterruptedException {
        TcpCluster cluster = stage.cluster();
        TcpNode first = cluster.node(1);
        TcpNode fourth = cluster.node(4);
        cluster.partition(List.of(cluster.node(2)), List.of(fourth));
        fourth.start(first);
        stage.await(
                "node-1 has let node-4 in",
                () -> first.sees(fourth.self()) && fourth.members() > 0);
        stage.tell("node-1 downs node-4");
        first.cluster().down(fourth.address());
        stage.pass(GOSSIP_TO_ONE);
    }

    private static Observation watch(Stage stage, Instant repaired) throws InterruptedException {
        TcpCluster cluster = stage.cluster();
        TcpNode first = cluster.node(1);
        TcpNode second = cluster.node(2);
        TcpNode fourth = cluster.node(4);
        UniqueAddress downed = fourth.self();
        boolean removed = stage.within(
                WATCHED,
                () -> !first.sees(downed)
                        && first.seesUp(first, second)
                        && second.seesUp(first, second));
        long seconds = Duration.between(repaired, Instant.now()).toSeconds();
        boolean flows = cluster.traffic().flows(first, second);
        fourth.crash();
        cluster.repair(List.of(second), List.of(fourth));
        fourth.start(first);
        TcpNode[] all = {first, second, fourth};
        boolean whole = stage.within(
                WATCHED,
                () -> List.of(all).stream().allMatch(node -> node.seesUp(all))
                        && cluster.traffic().flows(all));
        long failures = stage.timeline().count(first.name(), FAILED);
        String after =
                "node-4 was removed after " + seconds + " s, and joined when it was started anew";
        if (!removed || !flows || !whole) {
            return Observation.neither(failures + " gossips could not be sent; " + first.view()
                    + "; " + second.view() + "; " + fourth.view());
        }
        if (failures == 0) {
            return Observation.healthy("all gossip could be sent; " + after);
        }
        if (stage.timeline().count(first.name(), UNKNOWN) > 0) {
            return Observation.effect("gossip of node-1 could not be sent " + failures
                    + " times; node-1 and node-2 went on answering each other, and " + after);
        }
        return Observation.neither("gossip could not be sent for another reason");
    }
}
