// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.finds;

import java.time.Duration;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;

/**
 * PEKKO-4: of two lives of a node that are members, only one can be downed. The other one stays
 * unreachable, so that the cluster never converges again, or, if the resolver may, ends as a whole.
 */
final class UndownedTwin implements FindProgram {

    private static final String RESOLVER = """
            pekko.cluster.downing-provider-class = \
            "org.apache.pekko.cluster.sbr.SplitBrainResolverProvider"
            """;

    private static final String NOT_ALL =
            "pekko.cluster.split-brain-resolver.down-all-when-unstable = off\n";

    private static final String DOWN_ALL = "SBR took decision DownAll";

    /** Longer than the resolver waits, and then some. */
    private static final Duration RESOLVED = Duration.ofSeconds(60);

    /**
     * Over which a healthy node joins several times, and a healthy region finds homes for its
     * shards.
     */
    private static final Duration WATCHED = Duration.ofSeconds(30);

    private static final int ENOUGH_ANSWERS = 20;

    private final boolean downAll;

    /**
     * A variant.
     *
     * @param downAll whether the resolver downs all when it stays unstable, as it does by default
     */
    UndownedTwin(boolean downAll) {
        this.downAll = downAll;
    }

    @Override
    public About about() {
        return new About(
                "PEKKO-4",
                downAll ? "undowned twin, resolver by default" : "undowned twin",
                "node-3 joins on one side of a cut, crashes, joins on the other side under its"
                        + " address, and is cut off when the sides meet",
                "its second life has another address",
                downAll ? RESOLVER : RESOLVER + NOT_ALL,
                List.of(
                        "is JOINING, roles",
                        "Marking node as UNREACHABLE",
                        "SBR took decision",
                        "] as [Down]",
                        "New incarnation of existing member",
                        "unable to update a distributed state",
                        "Shutting down myself"));
    }

    @Override
    public Observation play(Stage stage, boolean triggered) throws InterruptedException {
        TcpCluster cluster = stage.cluster();
        TcpNode first = cluster.node(1);
        TcpNode second = cluster.node(2);
        ShardedTraffic sharded = new ShardedTraffic();
        first.start(first);
        second.start(first);
        sharded.begin(first.system());
        sharded.begin(second.system());
        stage.await(
                "node-1 and node-2 are Up, and entities answer",
                () -> first.seesUp(first, second)
                        && second.seesUp(first, second)
                        && sharded.answered() > 0);

        TcpNode living = triggered ? cluster.node(3) : cluster.node(4);
        List<UniqueAddress> lives = joinTwice(stage, living);
        cluster.partition(List.of(living), List.of(first, second));
        boolean gone = stage.within(
                RESOLVED,
                () -> Stream.of(first, second)
                        .allMatch(node -> !node.isTerminated() && node.seesUp(first, second)));
        cluster.repair(List.of(living), List.of(first, second));
        if (gone) {
            return watchHealthy(stage, sharded, living);
        }
        return downAll ? watchEnd(stage) : watchStuck(stage, sharded, lives);
    }

    // ---- two lives

    /**
     * Lets node-3 join where only node-2 learns of it, and a further life where only node-1 does,
     * until all know of both.
     *
     * @param living who the further life is
     * @return both
     */
    private static List<UniqueAddress> joinTwice(Stage stage, TcpNode living)
            throws InterruptedException {
        TcpCluster cluster = stage.cluster();
        TcpNode first = cluster.node(1);
        TcpNode second = cluster.node(2);
        TcpNode third = cluster.node(3);
        List<TcpNode> left = List.of(first);
        List<TcpNode> right = List.of(second);
        cluster.partition(left, right);
        cluster.partition(left, List.of(third));
        UniqueAddress former = joinThrough(stage, second, third, uid -> true);
        third.crash();
        cluster.repair(left, List.of(third));
        cluster.partition(right, List.of(living));
        UniqueAddress further =
                joinThrough(stage, first, living, uid -> living != third || uid < former.longUid());
        cluster.repair(left, right);
        cluster.repair(right, List.of(living));
        stage.await(
                "both lives are members",
                () -> Stream.of(first, second)
                        .allMatch(node -> node.sees(former) && node.sees(further)));
        return List.of(former, further);
    }

    /** Starts a node until its uid will do, and waits until it is let in by one member. */
    private static UniqueAddress joinThrough(
            Stage stage, TcpNode contact, TcpNode node, LongPredicate uid)
            throws InterruptedException {
        start(node, contact);
        while (!uid.test(node.self().longUid())) {
            stage.tell("the uid of " + node + " is higher than that of its former life");
            node.crash();
            start(node, contact);
        }
        stage.await(
                node + " is let in by " + contact,
                () -> contact.sees(node.self()) && node.members() > 0);
        return node.self();
    }

    private static void start(TcpNode node, TcpNode... seeds) {
        node.start(seeds);
        ShardedTraffic.host(node.system());
    }

    // ---- what becomes of it

    private static Observation watchHealthy(Stage stage, ShardedTraffic sharded, TcpNode living)
            throws InterruptedException {
        TcpCluster cluster = stage.cluster();
        TcpNode[] all = {cluster.node(1), cluster.node(2), living};
        living.crash();
        start(living, cluster.node(1));
        int answered = sharded.answered();
        boolean whole = isWhole(stage, all)
                && stage.within(WATCHED, () -> sharded.answered() >= answered + ENOUGH_ANSWERS);
        return whole
                ? Observation.healthy("both lives were removed, " + living
                        + " joined when it was started anew, and entities answer")
                : Observation.neither(cluster.node(1).view() + "; " + living.view() + "; "
                        + (sharded.answered() - answered) + " entities answered");
    }

    private static boolean isWhole(Stage stage, TcpNode... nodes) throws InterruptedException {
        return stage.within(
                WATCHED,
                () -> Stream.of(nodes).allMatch(node -> node.seesUp(nodes))
                        && stage.cluster().traffic().flows(nodes));
    }

    private static Observation watchEnd(Stage stage) throws InterruptedException {
        TcpNode first = stage.cluster().node(1);
        TcpNode second = stage.cluster().node(2);
        boolean ended = stage.within(WATCHED, () -> first.isTerminated() && second.isTerminated());
        long decisions = stage.timeline().count(first.name(), DOWN_ALL)
                + stage.timeline().count(second.name(), DOWN_ALL);
        return ended && decisions > 0
                ? Observation.effect(
                        "node-1 and node-2, which were sound, have downed themselves and ended")
                : Observation.neither(first.view() + "; " + second.view());
    }

    private static Observation watchStuck(
            Stage stage, ShardedTraffic sharded, List<UniqueAddress> lives)
            throws InterruptedException {
        TcpNode first = stage.cluster().node(1);
        TcpNode second = stage.cluster().node(2);
        TcpNode third = stage.cluster().node(3);
        third.crash();
        start(third, first, second);
        stage.tell("node-1 downs the address of node-3");
        first.cluster().down(third.address());
        int answeredBefore = sharded.answered();
        int failedBefore = sharded.failed();
        stage.pass(WATCHED);
        int answered = sharded.answered() - answeredBefore;
        int failed = sharded.failed() - failedBefore;
        String entities =
                "of " + (answered + failed) + " new entities " + failed + " did not answer";
        if (first.hasUnreachable(lives.get(0))
                && first.statusOf(lives.get(0)).equals(MemberStatus.up())
                && first.statusOf(lives.get(1)).equals(MemberStatus.down())
                && third.members() == 0
                && failed > 3 * answered) {
            return Observation.effect("the former life of node-3 stays Up and unreachable, the"
                    + " second one Down, a third is not let in, and Cluster.down does nothing; "
                    + entities + "; " + startAnew(stage));
        }
        return Observation.neither(first.view() + "; " + third.view() + "; " + entities);
    }

    /** What ends it: a new cluster. */
    private static String startAnew(Stage stage) throws InterruptedException {
        TcpCluster cluster = stage.cluster();
        TcpNode[] all = {cluster.node(1), cluster.node(2), cluster.node(3)};
        for (TcpNode node : all) {
            node.crash();
        }
        for (TcpNode node : all) {
            start(node, all[0]);
        }
        ShardedTraffic sharded = new ShardedTraffic();
        sharded.begin(all[0].system());
        boolean whole = isWhole(stage, all) && stage.within(WATCHED, () -> sharded.answered() > 0);
        return whole
                ? "all stopped and started, they are a sound cluster"
                : "all stopped and started, they are no sound cluster, either";
    }
}
