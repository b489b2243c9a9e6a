// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.cluster;

import dev.pekkosim.engine.Internal;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.jspecify.annotations.Nullable;

/**
 * Whether all nodes see each other as Up, as the applications on them do.
 *
 * @hidden
 */
@Internal
public final class Convergence {

    private Convergence() {}

    /**
     * What is missing, a sentence a node; empty if nothing is.
     *
     * @param cluster all of its members are to be Up, and the nodes outside are to run
     */
    public static List<String> missing(SimulatedCluster cluster) {
        return missing(cluster.nodes(), cluster.members().size());
    }

    /**
     * As {@link #missing(SimulatedCluster)}, but for the nodes outside, which need not have started
     * yet.
     *
     * @param cluster all of its members are to be Up
     */
    public static List<String> missingMembers(SimulatedCluster cluster) {
        return missing(cluster.members(), cluster.members().size());
    }

    private static List<String> missing(List<SimulatedNode> nodes, int expectedMembers) {
        List<String> missing = new ArrayList<>();
        for (SimulatedNode node : nodes) {
            String one = missing(node, expectedMembers);
            if (one != null) {
                missing.add(one);
            }
        }
        return missing;
    }

    /**
     * Why a node's view of the cluster is not the expected one, or null if it is.
     *
     * @param node a node
     * @param expectedMembers how many members it is to see as Up
     */
    public static @Nullable String missing(SimulatedNode node, int expectedMembers) {
        if (!node.hasSystem()) {
            return node.name() + (node.isRunning() ? " is still starting" : " is down");
        }
        if (node.isLeaving()) {
            return node.name() + " is still leaving";
        }
        if (node.isOutside()) {
            return null;
        }
        Cluster view = Cluster.get(Adapter.toClassic(node.system()));
        int up = 0;
        StringBuilder others = new StringBuilder();
        for (Member member : view.state().getMembers()) {
            if (member.status().equals(MemberStatus.up())) {
                up++;
            } else {
                others.append(' ')
                        .append(member.address().host().get())
                        .append('=')
                        .append(member.status());
            }
        }
        if (up == expectedMembers
                && others.length() == 0
                && view.state().getUnreachable().isEmpty()) {
            return null;
        }
        StringBuilder unreachable = new StringBuilder();
        for (Member member : view.state().getUnreachable()) {
            unreachable.append(' ').append(member.address().host().get());
        }
        return node.name() + " sees " + up + " of " + expectedMembers + " members Up"
                + (others.length() == 0 ? "" : ", others:" + others)
                + (unreachable.length() == 0 ? "" : ", unreachable:" + unreachable);
    }
}
