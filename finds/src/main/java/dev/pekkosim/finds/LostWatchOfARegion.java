// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.finds;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * PEKKO-3 with sharding: the coordinator's watch of a region that died is lost, so that its shards
 * stay where nobody is. Their entities never answer again.
 */
final class LostWatchOfARegion implements FindProgram {

    private static final String DEDUPLICATED = "Deduplicate system message";
    private static final String GIVEN_UP = "deallocation didn't complete";

    /**
     * Longer than a coordinator waits for a region to give a shard up (handoff-timeout) before it
     * logs that.
     */
    private static final Duration HAND_OFF = Duration.ofSeconds(75);

    /**
     * Longer than a coordinator waits for its state (waiting-for-state-timeout) before it asks
     * anew.
     */
    private static final Duration SLOW = Duration.ofSeconds(3);

    /** Over which a coordinator assigns all shards anew several times. */
    private static final Duration WATCHED = Duration.ofSeconds(45);

    /** Entities are asked twice a second. */
    private static final Duration LATELY = Duration.ofSeconds(2);

    @Override
    public About about() {
        return new About(
                "PEKKO-3",
                "lost watch: sharding",
                "while node-2 is down, node-3 asks an entity that was on it; then the coordinator's node crashes, too",
                "node-3 asks nobody while node-2 is down; then the coordinator's node crashes, too",
                "pekko.loglevel = DEBUG # for the one line that tells it",
                List.of(
                        "Marking node as UNREACHABLE",
                        "Leader is removing",
                        "Leader is moving node",
                        "Resending system message [Watch]",
                        "Noticed new incarnation",
                        "Clear system message delivery",
                        "Requested shard homes",
                        GIVEN_UP,
                        DEDUPLICATED));
    }

    @Override
    public Observation play(Stage stage, boolean triggered) throws InterruptedException {
        TcpCluster cluster = stage.cluster();
        Entities entities = cluster.entities();
        TcpNode first = cluster.node(1);
        TcpNode second = cluster.node(2);
        TcpNode third = cluster.node(3);
        TcpNode[] all = {first, second, third, cluster.node(4)};
        for (TcpNode node : all) {
            start(entities, node, first);
            stage.await(node + " is Up", () -> first.hasUp(node) && node.hasUp(node));
        }
        entities.askAllFrom(first);
        stage.await(
                "all entities answer, some of them on node-2",
                () -> entities.silent(LATELY).isEmpty()
                        && !entities.homes(second).isEmpty());
        Set<String> lost = entities.homes(second);

        second.crash();
        if (triggered) {
            String one = lost.iterator().next();
            stage.tell("node-3 asks entity " + one + ", which was on node-2");
            entities.askFrom(third, one);
        }
        stage.pass(Duration.ofSeconds(2));
        first.crash();
        Link slow = cluster.link(third, all[3]);
        slow.delay(SLOW);
        stage.tell("the link " + slow
                + " is slow, so that the next coordinator does not have its state at once");
        start(entities, second, third);
        start(entities, first, third);
        stage.await(
                "node-1 and node-2 are Up again", () -> third.hasUp(first) && third.hasUp(second));
        slow.delay(Duration.ZERO);
        stage.await("all nodes see each other Up", () -> seeUp(all));

        stage.tell("node-1 and node-3 ask all entities");
        entities.askAllFrom(first);
        entities.askAllFrom(third);
        return watch(stage, lost, all);
    }

    private static void start(Entities entities, TcpNode node, TcpNode seed) {
        node.start(seed);
        entities.join(node);
    }

    private static boolean seeUp(TcpNode... nodes) {
        return List.of(nodes).stream().allMatch(node -> node.seesUp(nodes));
    }

    private static Observation watch(Stage stage, Set<String> lost, TcpNode... all)
            throws InterruptedException {
        TcpCluster cluster = stage.cluster();
        Entities entities = cluster.entities();
        BooleanSupplier sound = () -> seeUp(all) && cluster.traffic().flows(all);
        if (stage.within(
                WATCHED, () -> entities.silent(LATELY).isEmpty() && sound.getAsBoolean())) {
            return Observation.healthy("all nodes are Up, and all entities answer");
        }
        Set<String> silent = entities.silent(WATCHED);
        silent.retainAll(lost);
        if (!sound.getAsBoolean() || silent.isEmpty()) {
            return Observation.neither(
                    "the entities " + entities.silent(WATCHED) + " have not answered");
        }
        boolean logged = stage.within(
                HAND_OFF, () -> stage.timeline().count(cluster.node(3).name(), GIVEN_UP) > 0);
        Set<String> others = entities.silent(WATCHED);
        if (!others.containsAll(silent)) {
            return Observation.neither("some of the entities " + silent + " answered late");
        }
        others.removeAll(silent);
        return Observation.effect("of the entities of the former node-2, which were " + lost + ", "
                + silent + " have not answered in more than " + WATCHED.toSeconds() + " s"
                + (others.isEmpty() ? "" : ", nor have " + others)
                + "; all nodes are Up and answer each other; the coordinator "
                + (logged ? "logs" : "has not logged yet") + " '" + GIVEN_UP + "'");
    }
}
