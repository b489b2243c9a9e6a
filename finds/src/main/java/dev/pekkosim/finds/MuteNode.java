// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.finds;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pekko.actor.ActorRef;

/**
 * PEKKO-8: after its inbound streams failed once, a node sends no control message any more, and
 * ends the whole cluster.
 */
final class MuteNode implements FindProgram {

    private static final String RESTARTED = "Inbound streams failed. Restarting it";
    private static final String QUARANTINED = "quarantined this node";

    /**
     * An ordinary path, but for what stands behind the hash mark: Pekko parses that as the number
     * of an actor.
     */
    private static final String NOT_A_NUMBER = "/user/traffic#a";

    private static final String NOBODY = "/user/nobody";

    /** After 20 s, the handshake timeout, the mute node quarantines all others; they then end. */
    private static final Duration WATCHED = Duration.ofSeconds(70);

    private static final String RESOLVER = """
            pekko.cluster.downing-provider-class = \
            "org.apache.pekko.cluster.sbr.SplitBrainResolverProvider"
            """;

    private static final String WORK_AROUND =
            "pekko.remote.artery.advanced.inbound-max-restarts = 0";

    @Override
    public About about() {
        return new About(
                "PEKKO-8",
                "mute node",
                "node-1 sends a message by a selection whose path ends in " + NOT_A_NUMBER
                        + ", which fails the inbound streams of node-2",
                "node-1 sends the message by a selection whose path ends in " + NOBODY,
                RESOLVER,
                List.of(
                        RESTARTED,
                        "failed and restarted 0 times",
                        "Marking node as UNREACHABLE",
                        "Marking node as TERMINATED",
                        "Outbound control stream",
                        QUARANTINED,
                        "SBR took decision",
                        "Shutting down myself"));
    }

    @Override
    public Observation play(Stage stage, boolean triggered) throws InterruptedException {
        TcpNode[] all = start(stage, "");
        send(stage, all[0], all[1], triggered ? NOT_A_NUMBER : NOBODY);
        boolean ended = stage.within(WATCHED, () -> Stream.of(all).allMatch(TcpNode::isTerminated));
        Traffic traffic = stage.cluster().traffic();
        if (!ended
                && Stream.of(all).allMatch(node -> !node.isTerminated() && node.seesUp(all))
                && traffic.flows(all)) {
            return Observation.healthy(
                    "for " + WATCHED.toSeconds() + " s all nodes were Up and answered each other");
        }
        if (ended && told(stage, all[1], RESTARTED) && told(stage, all[0], QUARANTINED)) {
            return Observation.effect("all three nodes have downed themselves and ended, after one"
                    + " message to one of them; " + withWorkAround(stage));
        }
        return Observation.neither(
                String.join("; ", Stream.of(all).map(TcpNode::view).toList()));
    }

    private static boolean told(Stage stage, TcpNode node, String what) {
        return stage.timeline().count(node.name(), what) > 0;
    }

    private static TcpNode[] start(Stage stage, String settings) throws InterruptedException {
        TcpCluster cluster = stage.cluster();
        TcpNode[] all = {cluster.node(1), cluster.node(2), cluster.node(3)};
        for (TcpNode node : all) {
            node.start(settings, all[0]);
        }
        stage.await(
                "all nodes are Up and answer each other",
                () -> Stream.of(all).allMatch(node -> node.seesUp(all))
                        && cluster.traffic().flows(all));
        return all;
    }

    private static void send(Stage stage, TcpNode from, TcpNode to, String path) {
        stage.tell(from + " sends a message to " + path + " of " + to);
        from.system().actorSelection(to.address() + path).tell("hello", ActorRef.noSender());
    }

    /** Once more, where a failed inbound stream ends the actor system. */
    private static String withWorkAround(Stage stage) throws InterruptedException {
        for (TcpNode node : stage.cluster().nodes()) {
            node.crash();
        }
        TcpNode[] all = start(stage, WORK_AROUND);
        send(stage, all[0], all[1], NOT_A_NUMBER);
        stage.await("node-2 has ended", all[1]::isTerminated);
        all[1].crash();
        all[1].start(WORK_AROUND, all[0]);
        boolean whole = stage.within(
                WATCHED,
                () -> Stream.of(all).allMatch(node -> !node.isTerminated() && node.seesUp(all))
                        && stage.cluster().traffic().flows(all));
        return "with " + WORK_AROUND + " node-2 alone ended, and "
                + (whole
                        ? "was a member again when it was started anew"
                        : "the cluster did not become whole when it was started anew: "
                                + all[0].view());
    }
}
