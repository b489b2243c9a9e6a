// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.finds;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.insight.ClusterInsight;
import dev.pekkosim.testkit.insight.NodeInsight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A node asked to join and was let in, but was removed again before it got the Welcome. The members
 * have quarantined it and drop what it sends; it is told so, but
 * {@code SplitBrainResolver.thisActorSystemWasQuarantined} ignores that, as the node knows of no
 * members yet. It searches for the cluster for ever, in a life that no member listens to.
 */
record QuarantinedNewcomer() implements KnownFind {

    @Override
    public String id() {
        return "PEKKO-6";
    }

    @Override
    public String title() {
        return "quarantined newcomer";
    }

    @Override
    public Optional<String> evidence(ClusterInsight cluster, Failure failure) {
        return ClusterSearch.of(cluster, failure)
                .flatMap(search -> evidence(search.members(), search.searching()));
    }

    private static Optional<String> evidence(
            List<NodeInsight> members, List<NodeInsight> searching) {
        List<String> found = new ArrayList<>();
        for (NodeInsight node : searching) {
            if (!isRefused(node, members)) {
                return Optional.empty();
            }
            found.add(node.name()
                    + " searches for the cluster, but every member there has removed and"
                    + " quarantined this life of it, " + node.self());
        }
        return Optional.of(String.join("; ", found));
    }

    /**
     * Whether each member drops what a node sends, although the node has never been in a cluster.
     */
    static boolean isRefused(NodeInsight node, List<NodeInsight> members) {
        return members.stream()
                .allMatch(member -> member.association(node.self().address())
                        .filter(association -> association
                                .associationState()
                                .isQuarantined(node.self().longUid()))
                        .isPresent());
    }
}
