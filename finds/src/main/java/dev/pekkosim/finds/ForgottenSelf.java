// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.finds;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;

/**
 * PEKKO-2: when an earlier life of a node is removed, the living one forgets the whole cluster. It
 * stays, as its oldest member in the end, and sharding never begins again.
 */
final class ForgottenSelf implements FindProgram {

    /** Over which sharding begins several times. */
    private static final Duration WATCHED = Duration.ofSeconds(30);

    private static final Duration LATELY = Duration.ofSeconds(2);

    @Override
    public About about() {
        return new About(
                "PEKKO-2",
                "forgotten self",
                "node-3 joins through node-2, crashes, and joins through node-1, while those two are cut off from each other",
                "node-3 joins through node-2, crashes, and joins through node-1, without a cut",
                """
                pekko.cluster.downing-provider-class = \
                "org.apache.pekko.cluster.sbr.SplitBrainResolverProvider"
                """,
                List.of(
                        "Welcome from",
                        "Marking node as",
                        "SBR took decision",
                        "Leader is removing",
                        "Leader is moving node",
                        "unable to update a distributed state",
                        "state has not been updated",
                        "Trying to register to coordinator"));
    }

    @Override
    public Observation play(Stage stage, boolean triggered) throws InterruptedException {
        TcpCluster cluster = stage.cluster();
        Entities entities = cluster.entities();
        TcpNode first = cluster.node(1);
        TcpNode second = cluster.node(2);
        TcpNode third = cluster.node(3);
        stage.startTwo();
        entities.join(first);
        entities.join(second);

        UniqueAddress older = startCutOff(stage, third, second, uid -> uid < 0);
        if (triggered) {
            cluster.partition(List.of(first), List.of(second));
        }
        cluster.repair(List.of(second), List.of(third));
        stage.await(
                "node-3 has joined through node-2", () -> second.sees(older) && third.sees(older));
        if (!triggered) {
            stage.await("node-1 knows of it, too", () -> first.sees(older));
        }
        third.crash();
        startCutOff(stage, third, first, uid -> uid > older.longUid());
        entities.join(third);
        UniqueAddress younger = third.self();
        cluster.repair(List.of(first), List.of(third));
        if (triggered) {
            stage.await(
                    "node-3 has joined through node-1, too",
                    () -> first.sees(younger) && third.sees(younger));
            cluster.repair(List.of(first, third), List.of(second));
            stage.await(
                    "two lives of node-3 are members",
                    () -> first.sees(younger) && first.sees(older));
        } else {
            cluster.repair(List.of(second), List.of(third));
        }
        stage.await(
                "the former life of node-3 is removed, and the living one is Up",
                () -> isSettled(first, older, third) && isSettled(second, older, third));
        stage.within(LATELY, () -> !third.sees(older));
        String seenThen = third.view();
        stage.tell(seenThen);

        replace(stage, second, first);
        replace(stage, first, second);
        stage.tell("node-1 and node-2 ask all entities");
        entities.askAllFrom(first);
        entities.askAllFrom(second);
        return watch(stage, seenThen, first, second, third);
    }

    /**
     * Starts it where it reaches nobody, as often as it takes to get a uid that will do; returns
     * its life.
     */
    private static UniqueAddress startCutOff(
            Stage stage, TcpNode node, TcpNode seed, LongPredicate uid) {
        TcpCluster cluster = stage.cluster();
        cluster.partition(List.of(cluster.node(1), cluster.node(2)), List.of(node));
        node.start(seed);
        while (!uid.test(node.self().longUid())) {
            node.crash();
            node.start(seed);
        }
        return node.self();
    }

    private static boolean isSettled(TcpNode viewer, UniqueAddress removed, TcpNode up) {
        return !viewer.sees(removed) && viewer.hasUp(up);
    }

    /** Restarts a node, as in a rolling restart. */
    private static void replace(Stage stage, TcpNode node, TcpNode other)
            throws InterruptedException {
        UniqueAddress former = node.self();
        node.crash();
        node.start(other);
        stage.cluster().entities().join(node);
        stage.await(
                node + " is Up again",
                () -> !other.sees(former) && other.hasUp(node) && node.hasUp(node));
    }

    private static Observation watch(
            Stage stage, String seenThen, TcpNode first, TcpNode second, TcpNode third)
            throws InterruptedException {
        TcpCluster cluster = stage.cluster();
        TcpNode[] all = {first, second, third};
        BooleanSupplier healthy = () -> cluster.entities().silent(LATELY).isEmpty()
                && List.of(all).stream().allMatch(node -> node.seesUp(all))
                && cluster.traffic().flows(all);
        if (stage.within(WATCHED, healthy)) {
            return Observation.healthy("all nodes see each other Up, and all entities answer");
        }
        boolean othersSeeAll = first.seesUp(all) && second.seesUp(all);
        Set<String> silent = cluster.entities().silent(WATCHED);
        if (othersSeeAll
                && !third.isTerminated()
                && third.status().equals(MemberStatus.removed())
                && !third.sees(third.self())
                && silent.containsAll(Entities.ALL)) {
            return Observation.effect("first " + seenThen + "; in the end " + third.view()
                    + ", and does not end; the others see it Up and reachable; it is the oldest"
                    + " member now, and for " + WATCHED.toSeconds()
                    + " s no entity in the cluster has answered");
        }
        return Observation.neither("first " + seenThen + "; in the end " + third.view() + "; "
                + first.view() + "; silent entities: " + silent);
    }
}
