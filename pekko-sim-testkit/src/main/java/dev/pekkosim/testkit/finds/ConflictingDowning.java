// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.finds;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.insight.ClusterInsight;
import dev.pekkosim.testkit.insight.MembershipHistory.Downing;
import dev.pekkosim.testkit.insight.NodeInsight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.pekko.cluster.Gossip;
import org.apache.pekko.cluster.UniqueAddress;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The split brain resolver decided differently on two sides, each of which removed a living node of
 * the other, so that two clusters are left for good. Pekko documents it: while the network changes
 * within {@code stable-after}, there can be "conflicting decisions on separate sides of a network
 * partition" ({@code down-all-when-unstable} in the {@code reference.conf} of pekko-cluster).
 */
record ConflictingDowning() implements KnownFind {

    /** One period of {@code stable-after} may begin when the other one ends. */
    private static final long MOST_PERIODS = 2;

    @Override
    public String id() {
        return "CAVEAT-1";
    }

    @Override
    public String title() {
        return "conflicting downing";
    }

    @Override
    public Optional<String> evidence(ClusterInsight cluster, Failure failure) {
        if (!Symptom.isUnconverged(failure) || !isDecidedByResolversOnly(cluster)) {
            return Optional.empty();
        }
        List<NodeInsight> nodes = cluster.nodes();
        if (!cluster.isWhole()) {
            return Optional.empty();
        }
        List<List<NodeInsight>> clusters = clusters(nodes);
        List<String> found = new ArrayList<>();
        for (int i = 0; i < clusters.size(); i++) {
            for (int j = i + 1; j < clusters.size(); j++) {
                List<NodeInsight> some = clusters.get(i);
                List<NodeInsight> others = clusters.get(j);
                Optional<String> both = conflict(some, others)
                        .or(() -> conflict(others, some))
                        .or(() -> removedMember(some, others));
                if (both.isEmpty() || !decidedBoth(some, others, cluster)) {
                    return Optional.empty();
                }
                found.add(both.orElseThrow());
            }
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", found));
    }

    /**
     * Whether all who were downed were downed by Pekko's own resolver, so that nobody else's
     * decision can be behind it.
     */
    private static boolean isDecidedByResolversOnly(ClusterInsight cluster) {
        List<Downing> downings = cluster.history().downings();
        return !downings.isEmpty() && downings.stream().allMatch(Downing::isByResolver);
    }

    /**
     * Whether the resolvers of two nodes decided so: each downed a member that one of the clusters
     * removed, one of them downed the other node, and not more time passed between the decisions
     * than the picture of the network may differ for, by what Pekko says.
     */
    private static boolean decidedBoth(
            List<NodeInsight> some, List<NodeInsight> others, ClusterInsight cluster) {
        Set<UniqueAddress> removedHere = tombstones(some).keySet();
        Set<UniqueAddress> removedThere = tombstones(others).keySet();
        long mostNanos = MOST_PERIODS * some.get(0).stableAfterNanos();
        List<Downing> downings = cluster.history().downings();
        return downings.stream()
                .filter(here -> removedHere.contains(here.downed()))
                .anyMatch(here -> downings.stream()
                        .filter(there -> removedThere.contains(there.downed())
                                && !there.by().equals(here.by())
                                && (there.downed().equals(here.by())
                                        || here.downed().equals(there.by())))
                        .anyMatch(there ->
                                Math.abs(there.virtualNanos() - here.virtualNanos()) <= mostNanos));
    }

    /** The nodes by the cluster they are in; empty if the nodes of one do not agree on it. */
    private static List<List<NodeInsight>> clusters(List<NodeInsight> nodes) {
        Map<Set<UniqueAddress>, List<NodeInsight>> byMembers = new LinkedHashMap<>();
        for (NodeInsight node : nodes) {
            Gossip gossip = node.gossip();
            if (gossip == null || node.hasLeft()) {
                return List.of();
            }
            byMembers
                    .computeIfAbsent(NodeInsight.up(gossip), unused -> new ArrayList<>())
                    .add(node);
        }
        for (Map.Entry<Set<UniqueAddress>, List<NodeInsight>> one : byMembers.entrySet()) {
            Set<UniqueAddress> living =
                    one.getValue().stream().map(NodeInsight::self).collect(Collectors.toSet());
            if (!living.equals(one.getKey())) {
                return List.of();
            }
        }
        return List.copyOf(byMembers.values());
    }

    /**
     * That each of two clusters removed a member of the other, be it that one of them has lost that
     * member since.
     */
    private static Optional<String> conflict(List<NodeInsight> some, List<NodeInsight> others) {
        return removedLiving(some, others)
                .flatMap(there -> removedLiving(others, some)
                        .or(() -> removedMember(others, some))
                        .map(back -> there + ", and " + back));
    }

    private static Optional<String> removedLiving(List<NodeInsight> by, List<NodeInsight> from) {
        for (NodeInsight other : from) {
            if (tombstones(by).containsKey(other.self())) {
                return Optional.of("the cluster of " + names(by) + " removed the living "
                        + other.name() + ", " + other.self());
            }
        }
        return Optional.empty();
    }

    /**
     * That both had a member in common and each removed it by itself, so that they were one cluster
     * once; what was removed before they parted both know as removed at the same time. No other
     * trace is left once every member has been restarted, or if the two sides joined through
     * different contacts and never heard of each other.
     */
    private static Optional<String> removedMember(List<NodeInsight> by, List<NodeInsight> from) {
        Map<UniqueAddress, Object> later = tombstones(from);
        return tombstones(by).entrySet().stream()
                .filter(removed -> later.containsKey(removed.getKey())
                        && !removed.getValue().equals(later.get(removed.getKey())))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .map(removed -> "the cluster of " + names(by) + " removed " + removed
                        + ", which stayed a member of the cluster of " + names(from)
                        + " until that removed it, too");
    }

    /** When which members were removed. */
    private static Map<UniqueAddress, Object> tombstones(List<NodeInsight> nodes) {
        Map<UniqueAddress, Object> tombstones = new LinkedHashMap<>();
        for (NodeInsight node : nodes) {
            Gossip gossip = node.gossip();
            if (gossip != null) {
                tombstones.putAll(CollectionConverters.asJava(gossip.tombstones()));
            }
        }
        return tombstones;
    }

    private static String names(List<NodeInsight> nodes) {
        return nodes.stream().map(NodeInsight::name).collect(Collectors.joining(", "));
    }
}
