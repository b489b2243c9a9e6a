// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.finds;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * PEKKO-6: a node that is removed before its Welcome arrives is quarantined, and searches for the
 * cluster for ever.
 */
final class QuarantinedNewcomer implements FindProgram {

    private static final String SEARCHES = "Couldn't join seed nodes after";
    private static final String QUARANTINED = "quarantined this node";

    /**
     * Between a node's being let in and its Welcome: as long as the program may take to cut the
     * link.
     */
    private static final Duration WELCOME_LATENCY = Duration.ofMillis(500);

    /** Over which a healthy node joins several times. */
    private static final Duration WATCHED = Duration.ofSeconds(30);

    private static final Duration SHORT_OUTAGE = Duration.ofSeconds(2);

    @Override
    public About about() {
        return new About(
                "PEKKO-6",
                "quarantined newcomer",
                "the Welcome is lost, and the link comes back when the node has been removed",
                "the Welcome is lost, and the link comes back after " + SHORT_OUTAGE.toSeconds()
                        + " s",
                """
                pekko.cluster.downing-provider-class = \
                "org.apache.pekko.cluster.sbr.SplitBrainResolverProvider"
                """,
                List.of(
                        "is JOINING, roles",
                        "Marking node as UNREACHABLE",
                        "Leader is removing",
                        "Quarantine of",
                        "Welcome from",
                        QUARANTINED,
                        SEARCHES));
    }

    @Override
    public Observation play(Stage stage, boolean triggered) throws InterruptedException {
        TcpCluster cluster = stage.cluster();
        TcpNode first = cluster.node(1);
        TcpNode second = cluster.node(2);
        TcpNode newcomer = cluster.node(3);
        stage.startTwo();

        List<TcpNode> members = List.of(first, second);
        List<Link> links = cluster.between(members, List.of(newcomer));
        members.forEach(member -> cluster.link(member, newcomer).delay(WELCOME_LATENCY));
        newcomer.start(first, second);
        stage.await(
                "one of them has let node-3 in",
                () -> members.stream().anyMatch(node -> node.sees(newcomer.self())));
        links.forEach(Link::refuse);
        links.forEach(Link::reset);
        stage.tell("connections between node-3 and the others are lost, with the Welcome");
        if (newcomer.members() > 0) {
            return Observation.neither("the Welcome was there before the connection was lost");
        }
        if (triggered) {
            stage.await(
                    "both members have removed node-3",
                    () -> members.stream().noneMatch(node -> node.sees(newcomer.self())));
        } else {
            stage.pass(SHORT_OUTAGE);
        }
        members.forEach(member -> cluster.link(member, newcomer).delay(Duration.ZERO));
        links.forEach(Link::accept);
        stage.tell("the network is sound again");
        return watch(stage, first, second, newcomer);
    }

    private static Observation watch(Stage stage, TcpNode first, TcpNode second, TcpNode newcomer)
            throws InterruptedException {
        Instant repaired = Instant.now();
        Traffic traffic = stage.cluster().traffic();
        if (stage.within(
                WATCHED,
                () -> first.seesUp(first, second, newcomer)
                        && newcomer.seesUp(first, second, newcomer)
                        && traffic.flows(first, second, newcomer))) {
            return Observation.healthy("node-3 is Up, and all nodes answer each other");
        }
        Timeline timeline = stage.timeline();
        long searches = timeline.countSince(repaired, newcomer.name(), SEARCHES);
        long told = timeline.countSince(repaired, newcomer.name(), QUARANTINED);
        boolean othersAreWell = first.seesUp(first, second) && traffic.flows(first, second);
        if (searches > 0 && told > 0 && othersAreWell && newcomer.members() == 0) {
            newcomer.crash();
            newcomer.start(first, second);
            boolean joins = stage.within(WATCHED, () -> first.seesUp(first, second, newcomer));
            return Observation.effect("for " + WATCHED.toSeconds()
                    + " s on a sound network node-3 searched for the cluster, was told "
                    + told + " times that it is quarantined, and was no member, while node-1 and"
                    + " node-2 were Up and answered each other; started anew it "
                    + (joins ? "joined" : "did not join, either"));
        }
        return Observation.neither(newcomer.view() + "; " + first.view());
    }
}
