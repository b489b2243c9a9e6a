// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.finds;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.insight.ClusterInsight;
import dev.pekkosim.testkit.insight.HiddenMember;
import dev.pekkosim.testkit.insight.NodeInsight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.remote.artery.Association;

/**
 * With several outbound lanes, the stream of ordinary messages to a node ended, and only its first
 * lane is made anew when it is used: {@code Association.attachOutboundStreamRestart} replaces the
 * queue of the first lane only. What is sent in the others is lost until something happens to use
 * the first one, which nothing does for a node that is not a member yet: no answer to its search
 * for the cluster gets through.
 */
record DeadLanes() implements KnownFind {

    /**
     * How often a node may have asked since one of its questions arrived: they may be lost, too.
     */
    private static final long MOST_ATTEMPTS = 3;

    @Override
    public String id() {
        return "PEKKO-5";
    }

    @Override
    public String title() {
        return "dead lanes";
    }

    @Override
    public Optional<String> evidence(ClusterInsight cluster, Failure failure) {
        return ClusterSearch.of(cluster, failure)
                .flatMap(
                        search -> evidence(search.members(), search.searching(), cluster, failure));
    }

    private static Optional<String> evidence(
            List<NodeInsight> members,
            List<NodeInsight> searching,
            ClusterInsight cluster,
            Failure failure) {
        List<String> found = new ArrayList<>();
        for (NodeInsight node : searching) {
            if (QuarantinedNewcomer.isRefused(node, members)) {
                continue;
            }
            if (members.stream().noneMatch(member -> isAsked(member, node, failure, cluster))) {
                return Optional.empty();
            }
            for (NodeInsight member : members) {
                List<Integer> dead = deadLanes(member, node);
                if (dead.isEmpty()) {
                    return Optional.empty();
                }
                found.add("the stream of ordinary messages from " + member.name() + " to "
                        + node.name() + " has ended; its first lane begins anew when it is used,"
                        + " but answers in the lanes " + dead + " are lost");
            }
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", found));
    }

    /**
     * Whether a member was asked lately by a node that searches, so that it answers. Lanes whose
     * stream ended since it was idle are dead in the same way, but if nobody asks, that is no
     * reason for the search.
     */
    private static boolean isAsked(
            NodeInsight member, NodeInsight node, Failure failure, ClusterInsight cluster) {
        long since = failure.virtualNanos() - MOST_ATTEMPTS * node.seedNodeTimeoutNanos();
        return cluster.history().hasAsked(member.self(), node.self().address(), since);
    }

    /** The lanes, from 2, that still have the queues of a stream that has ended. */
    private static List<Integer> deadLanes(NodeInsight from, NodeInsight to) {
        Object[] queues =
                from.association(to.self().address()).map(DeadLanes::queues).orElse(new Object[0]);
        int first = Association.OrdinaryQueueIndex();
        List<Integer> dead = new ArrayList<>();
        if (first < queues.length && isLazy(queues[first])) {
            for (int i = first + 1; i < queues.length; i++) {
                if (!isLazy(queues[i])) {
                    dead.add(i - first + 1);
                }
            }
        }
        return dead;
    }

    /** Whether it starts its stream when it is used. */
    private static boolean isLazy(Object queue) {
        return queue.getClass().getSimpleName().equals("LazyQueueWrapper");
    }

    private static Object[] queues(Association association) {
        try {
            return (Object[]) new HiddenMember(Association.class, "queues").of(association);
        } catch (IllegalStateException e) {
            return new Object
                    [0]; // another version of Pekko, whose finds are told by other evidence
        }
    }
}
