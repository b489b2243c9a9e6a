// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.insight;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.testkit.cluster.SimulatedCluster;
import dev.pekkosim.testkit.cluster.SimulatedNode;
import dev.pekkosim.transport.LostSystemMessages;
import java.util.List;

/**
 * What can be seen of a cluster at one moment without sending anything to it.
 *
 * @param size how many members it is to have, be they up or down
 * @param nodes those of them that have an actor system now
 * @param lostSystemMessages the system messages that were lost in this run although Artery promises
 *     them
 * @param history who was downed and removed in this run
 * @param handOffs what happened in this run while shards were handed off
 * @param isDisturbed whether a fault is going on
 * @hidden
 */
@Internal
public record ClusterInsight(
        int size,
        List<NodeInsight> nodes,
        List<LostSystemMessages.Loss> lostSystemMessages,
        MembershipHistory history,
        HandOffHistory handOffs,
        boolean isDisturbed) {

    /**
     * Looks at a cluster.
     *
     * @param cluster the cluster, alive
     */
    public static ClusterInsight of(SimulatedCluster cluster) {
        return new ClusterInsight(
                cluster.members().size(),
                cluster.members().stream()
                        .filter(SimulatedNode::hasSystem)
                        .map(NodeInsight::of)
                        .toList(),
                LostSystemMessages.of(cluster.engine()).all(),
                MembershipHistory.of(cluster.engine()),
                HandOffHistory.of(cluster.engine()),
                cluster.isDisturbed());
    }

    /** Whether every node has an actor system now. */
    public boolean isWhole() {
        return nodes.size() == size;
    }
}
