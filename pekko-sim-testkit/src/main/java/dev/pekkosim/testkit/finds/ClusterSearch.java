package dev.pekkosim.testkit.finds;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.cluster.RunProperties;
import dev.pekkosim.testkit.insight.ClusterInsight;
import dev.pekkosim.testkit.insight.NodeInsight;
import java.util.List;
import java.util.Optional;

/**
 * Some nodes are members, and all others search for their cluster.
 *
 * @param members at least one
 * @param searching at least one
 */
record ClusterSearch(List<NodeInsight> members, List<NodeInsight> searching) {

    /** The search that a failure tells of; empty if any node is in another state, so that something else is wrong, too. */
    static Optional<ClusterSearch> of(ClusterInsight cluster, Failure failure) {
        if (!failure.property().equals(RunProperties.CLUSTER_CONVERGES)) {
            return Optional.empty();
        }
        List<NodeInsight> nodes = cluster.nodes();
        List<NodeInsight> members = nodes.stream().filter(NodeInsight::isMember).toList();
        List<NodeInsight> searching =
                nodes.stream().filter(NodeInsight::isSearching).toList();
        return members.isEmpty()
                        || searching.isEmpty()
                        || members.size() + searching.size() != cluster.size()
                ? Optional.empty()
                : Optional.of(new ClusterSearch(members, searching));
    }
}
