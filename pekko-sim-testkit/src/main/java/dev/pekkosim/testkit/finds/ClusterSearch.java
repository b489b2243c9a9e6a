// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.finds;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.insight.ClusterInsight;
import dev.pekkosim.testkit.insight.NodeInsight;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.cluster.UniqueAddress;

/**
 * Some nodes are members, and all others search for their cluster.
 *
 * @param members at least one
 * @param searching at least one
 */
record ClusterSearch(List<NodeInsight> members, List<NodeInsight> searching) {

    /**
     * The search that is behind a failure; empty if any node is in another state, or members do not
     * see each other, so that something else is wrong, too.
     */
    static Optional<ClusterSearch> of(ClusterInsight cluster, Failure failure) {
        if (!Symptom.isOfTheCluster(failure)) {
            return Optional.empty();
        }
        List<NodeInsight> nodes = cluster.nodes();
        List<NodeInsight> members = nodes.stream().filter(NodeInsight::isMember).toList();
        List<NodeInsight> searching =
                nodes.stream().filter(NodeInsight::isSearching).toList();
        return members.isEmpty()
                        || searching.isEmpty()
                        || members.size() + searching.size() != cluster.size()
                        || !seeEachOther(members)
                        || !Symptom.comesFrom(searching, cluster, failure)
                ? Optional.empty()
                : Optional.of(new ClusterSearch(members, searching));
    }

    private static boolean seeEachOther(List<NodeInsight> members) {
        List<UniqueAddress> all = members.stream().map(NodeInsight::self).toList();
        return members.stream().allMatch(member -> member.seenUp().containsAll(all));
    }
}
