package dev.pekkosim.testkit.finds;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.cluster.RunProperties;
import dev.pekkosim.testkit.insight.ClusterInsight;
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
 * The split brain resolver decided differently on two sides, each of which removed a living node of the other, so that two
 * clusters are left for good. Pekko documents it: while the network changes within {@code stable-after}, there can be
 * "conflicting decisions on separate sides of a network partition" ({@code down-all-when-unstable} in the
 * {@code reference.conf} of pekko-cluster).
 */
record ConflictingDowning() implements KnownFind {

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
        if (!failure.property().equals(RunProperties.CLUSTER_CONVERGES)) {
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
                if (both.isEmpty()) {
                    return Optional.empty();
                }
                found.add(both.orElseThrow());
            }
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", found));
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

    /** That each of two clusters removed a member of the other, be it that one of them has lost that member since. */
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
     * That both had a member in common and each removed it by itself, so that they were one cluster once; what was removed before
     * they parted both know as removed at the same time. No other trace is left once every member has been restarted, or if the two
     * sides joined through different contacts and never heard of each other.
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
