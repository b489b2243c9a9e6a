// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.finds;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.insight.ClusterInsight;
import dev.pekkosim.testkit.insight.FullRegion;
import dev.pekkosim.testkit.insight.NodeInsight;
import dev.pekkosim.testkit.insight.PendingWork;
import dev.pekkosim.testkit.insight.ShardHomes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.pekko.cluster.Gossip;
import org.apache.pekko.cluster.UniqueAddress;

/**
 * Two lives of one node were members at the same time, and the removal of the older one made the
 * younger forget the whole cluster, or stop its replicators, without which no shard coordinator
 * begins there: {@code ClusterReadView.scala} and {@code Replicator.scala} take the removal of any
 * member with their own address for their own, whatever its uid.
 */
record ForgottenSelf() implements KnownFind {

    @Override
    public String id() {
        return "PEKKO-2";
    }

    @Override
    public String title() {
        return "forgotten self";
    }

    @Override
    public Optional<String> evidence(ClusterInsight cluster, Failure failure) {
        if (!Symptom.isOfTheCluster(failure)) {
            return Optional.empty();
        }
        return forgetful(cluster, failure)
                .or(() -> Symptom.mayBeAWaitInVain(failure)
                        ? replicatorless(cluster)
                        : Optional.empty());
    }

    private static Optional<String> forgetful(ClusterInsight cluster, Failure failure) {
        Set<UniqueAddress> expected = new HashSet<>();
        cluster.nodes().forEach(node -> expected.add(node.self()));
        List<NodeInsight> forgetful = new ArrayList<>();
        List<String> found = new ArrayList<>();
        for (NodeInsight node : cluster.nodes()) {
            Gossip gossip = node.gossip();
            if (gossip == null
                    || node.hasLeft()
                    || !cluster.isWhole()
                    || !NodeInsight.up(gossip).equals(expected)) {
                return Optional.empty();
            }
            if (!node.seenUp().equals(expected)) {
                if (!hasForgotten(node, expected, cluster)) {
                    return Optional.empty();
                }
                forgetful.add(node);
                found.add(node.name() + " is " + node.self()
                        + " and Up in its own gossip as in that of"
                        + " all others, but since " + removedTwin(node, cluster).orElseThrow()
                        + " was removed its application sees itself as " + node.selfStatus()
                        + " among " + node.seen().size() + " members");
            }
        }
        return found.isEmpty() || !Symptom.comesFrom(forgetful, cluster, failure)
                ? Optional.empty()
                : Optional.of(String.join("; ", found));
    }

    /**
     * All regions that buffer do so for coordinators whose replicator was told of another life's
     * removal, and has ended.
     */
    private static Optional<String> replicatorless(ClusterInsight cluster) {
        Map<String, String> stuck = new TreeMap<>();
        cluster.nodes().forEach(node -> stuck.putAll(stuck(node, cluster)));
        List<FullRegion> full = stuck.isEmpty() ? List.of() : PendingWork.fullRegions(cluster);
        Set<String> found = new LinkedHashSet<>();
        for (FullRegion region : full) {
            String why = stuck.get(ShardHomes.coordinatorOf(region.path()));
            if (why == null) {
                return Optional.empty();
            }
            found.add(why);
        }
        return found.isEmpty()
                        || !Symptom.asksOnly(
                                stuck.keySet().stream()
                                        .map(ShardHomes::regionOf)
                                        .toList(),
                                cluster)
                ? Optional.empty()
                : Optional.of(String.join("; ", found) + ", and "
                        + String.join(
                                ", ", full.stream().map(FullRegion::toString).toList())
                        + " waits for it");
    }

    /** Why coordinators of a node never begin, by their paths. */
    private static Map<String, String> stuck(NodeInsight node, ClusterInsight cluster) {
        Map<String, String> stuck = new TreeMap<>();
        for (String coordinator : ShardHomes.coordinators(node)) {
            ShardHomes.endedReplicator(node, coordinator)
                    .ifPresent(ended -> cluster.history()
                            .removedTwin(node.self(), ended::equals)
                            .ifPresent(removed -> stuck.put(
                                    coordinator,
                                    "since " + removed + " was removed, " + node.name()
                                            + ", which is " + node.self() + ", no longer runs "
                                            + ended + ", from which its " + coordinator
                                            + " would have its state")));
        }
        return stuck;
    }

    /**
     * Whether a node is a member as all others, but sees less since another life of it was removed.
     *
     * @param expected the members, all of them Up
     */
    static boolean hasForgotten(
            NodeInsight node, Set<UniqueAddress> expected, ClusterInsight cluster) {
        Gossip gossip = node.gossip();
        return gossip != null
                && NodeInsight.up(gossip).equals(expected)
                && !node.seen().containsAll(expected)
                && removedTwin(node, cluster).isPresent();
    }

    /**
     * Another life of the node that was a member together with this one, and of whose removal this
     * one was told.
     */
    private static Optional<UniqueAddress> removedTwin(NodeInsight node, ClusterInsight cluster) {
        return cluster.history().removedTwin(node.self(), told -> true);
    }
}
