package dev.pekkosim.testkit;

import dev.pekkosim.engine.Failure;
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
    public Optional<String> evidence(SimCluster cluster, Failure failure) {
        if (!failure.property().equals(RunProperties.CLUSTER_CONVERGES)) {
            return Optional.empty();
        }
        List<NodeInsight> nodes = NodeInsight.all(cluster);
        if (nodes.size() != cluster.nodes().size()) {
            return Optional.empty();
        }
        List<List<NodeInsight>> clusters = clusters(nodes);
        List<String> found = new ArrayList<>();
        for (int i = 0; i < clusters.size(); i++) {
            for (int j = i + 1; j < clusters.size(); j++) {
                Optional<String> there = removed(clusters.get(i), clusters.get(j));
                Optional<String> back = removed(clusters.get(j), clusters.get(i));
                if (there.isEmpty() || back.isEmpty()) {
                    return Optional.empty();
                }
                found.add(there.orElseThrow() + ", and " + back.orElseThrow());
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

    /** That one cluster removed a member which lives in the other. */
    private static Optional<String> removed(List<NodeInsight> by, List<NodeInsight> from) {
        for (NodeInsight node : by) {
            Gossip gossip = node.gossip();
            for (NodeInsight other : from) {
                if (gossip != null
                        && CollectionConverters.asJava(gossip.tombstones())
                                .containsKey(other.self())) {
                    return Optional.of("the cluster of " + names(by) + " removed the living "
                            + other.name() + ", " + other.self());
                }
            }
        }
        return Optional.empty();
    }

    private static String names(List<NodeInsight> nodes) {
        return nodes.stream().map(NodeInsight::name).collect(Collectors.joining(", "));
    }
}
