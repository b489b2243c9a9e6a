package dev.pekkosim.testkit.finds;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.cluster.RunProperties;
import dev.pekkosim.testkit.insight.ClusterInsight;
import dev.pekkosim.testkit.insight.NodeInsight;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pekko.cluster.Gossip;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.cluster.ddata.Replicator;
import org.apache.pekko.cluster.sharding.ShardCoordinator;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Two lives of one node were members at the same time, and the removal of the older one made the younger forget the whole
 * cluster, or stop its replicators, without which no shard coordinator begins there: {@code ClusterReadView.scala} and
 * {@code Replicator.scala} take the removal of any member with their own address for their own, whatever its uid.
 */
record ForgottenSelf() implements KnownFind {

    private static final String SHARDING = "/system/sharding";

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
        List<NodeInsight> nodes = cluster.nodes();
        return switch (failure.property()) {
            case RunProperties.CLUSTER_CONVERGES -> forgetful(cluster, nodes);
            case RunProperties.BUFFERS_EMPTY, RunProperties.APPLICATION_ANSWERS ->
                replicatorless(nodes);
            default -> Optional.empty();
        };
    }

    private static Optional<String> forgetful(ClusterInsight cluster, List<NodeInsight> nodes) {
        Set<UniqueAddress> expected = new HashSet<>();
        nodes.forEach(node -> expected.add(node.self()));
        List<String> found = new ArrayList<>();
        for (NodeInsight node : nodes) {
            Gossip gossip = node.gossip();
            if (gossip == null
                    || node.hasLeft()
                    || !cluster.isWhole()
                    || !NodeInsight.up(gossip).equals(expected)) {
                return Optional.empty();
            }
            if (!node.seenUp().equals(expected)) {
                if (!hasForgotten(node, expected)) {
                    return Optional.empty();
                }
                Optional<UniqueAddress> removed = removedTwin(node, gossip);
                found.add(node.name() + " is " + node.self()
                        + " and Up in its own gossip as in that of"
                        + " all others, but since " + removed.orElseThrow()
                        + " was removed its application sees itself as " + node.selfStatus()
                        + " among " + node.seen().size() + " members");
            }
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", found));
    }

    /** A node with shard coordinators whose replicator has ended, which other nodes still have. */
    private static Optional<String> replicatorless(List<NodeInsight> nodes) {
        Set<String> replicators = new TreeSet<>();
        nodes.forEach(node -> replicators.addAll(node.children(SHARDING, Replicator.class, "")));
        for (NodeInsight node : nodes) {
            Gossip gossip = node.gossip();
            List<String> coordinators =
                    node.children(SHARDING, ShardCoordinator.class, "/singleton/coordinator");
            List<String> ended = new ArrayList<>(replicators);
            ended.removeAll(node.children(SHARDING, Replicator.class, ""));
            if (gossip != null && !coordinators.isEmpty() && !ended.isEmpty()) {
                Optional<UniqueAddress> removed = removedTwin(node, gossip);
                if (removed.isPresent()) {
                    return Optional.of("since " + removed.orElseThrow() + " was removed, "
                            + node.name() + ", which is " + node.self() + ", runs no "
                            + String.join(", ", ended) + ", which its " + coordinators
                            + " would have their state from");
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Whether a node is a member as all others, but sees less since another life of it was removed.
     *
     * @param expected the members, all of them Up
     */
    static boolean hasForgotten(NodeInsight node, Set<UniqueAddress> expected) {
        Gossip gossip = node.gossip();
        return gossip != null
                && NodeInsight.up(gossip).equals(expected)
                && !node.seen().containsAll(expected)
                && removedTwin(node, gossip).isPresent();
    }

    /** Another life of the node that was a member and was removed. */
    private static Optional<UniqueAddress> removedTwin(NodeInsight node, Gossip gossip) {
        return CollectionConverters.asJava(gossip.tombstones()).keySet().stream()
                .filter(removed -> node.hasHost(removed) && !removed.equals(node.self()))
                .sorted()
                .findFirst();
    }
}
