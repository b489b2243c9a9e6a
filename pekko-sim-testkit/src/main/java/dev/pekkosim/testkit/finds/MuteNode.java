// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.finds;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.insight.ClusterInsight;
import dev.pekkosim.testkit.insight.HiddenMember;
import dev.pekkosim.testkit.insight.NodeInsight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.remote.artery.ArteryTransport;
import org.apache.pekko.remote.artery.Association;

/**
 * Artery restarted the inbound streams of a node, and since then it sends no control message to
 * those it knew before: its control streams wait for the inbound one that ended.
 * {@code ArteryTransport} gives each {@code Association} the control stream that is there when it
 * is made, and no other one later.
 */
record MuteNode() implements KnownFind {

    @Override
    public String id() {
        return "PEKKO-8";
    }

    @Override
    public String title() {
        return "mute node";
    }

    @Override
    public Optional<String> evidence(ClusterInsight cluster, Failure failure) {
        if (!Symptom.isOfTheCluster(failure)) {
            return Optional.empty();
        }
        List<NodeInsight> nodes = cluster.nodes();
        Map<NodeInsight, NodeInsight> mute = mute(nodes);
        List<String> found = new ArrayList<>();
        for (NodeInsight viewer : nodes) {
            for (NodeInsight other : nodes) {
                if (!viewer.seenUp().contains(other.self())) {
                    Optional<String> why = why(viewer, other, mute);
                    if (why.isEmpty()) {
                        return Optional.empty();
                    }
                    found.add(why.orElseThrow());
                }
            }
        }
        return cluster.isWhole()
                        && !found.isEmpty()
                        && Symptom.comesFrom(mute.keySet(), cluster, failure)
                ? Optional.of(String.join("; ", found))
                : Optional.empty();
    }

    /**
     * Why a node does not see another one as Up: either of them is mute, so no heartbeat of it gets
     * through, nor an answer to one.
     */
    private static Optional<String> why(
            NodeInsight viewer, NodeInsight other, Map<NodeInsight, NodeInsight> mute) {
        NodeInsight silent = mute.containsKey(other) ? other : viewer;
        NodeInsight to = mute.get(silent);
        return to == null
                ? Optional.empty()
                : Optional.of("the control stream of " + silent.name() + " to " + to.name()
                        + " waits for inbound streams of " + silent.name()
                        + " that have ended, and " + viewer.name() + " does not see "
                        + (viewer == other ? "itself" : other == silent ? "it" : other.name())
                        + " as Up");
    }

    /** The nodes that are mute, each with the first one to which it is. */
    private static Map<NodeInsight, NodeInsight> mute(List<NodeInsight> nodes) {
        Map<NodeInsight, NodeInsight> mute = new LinkedHashMap<>();
        for (NodeInsight node : nodes) {
            nodes.stream()
                    .filter(other -> isMute(node, other))
                    .findFirst()
                    .ifPresent(other -> mute.put(node, other));
        }
        return mute;
    }

    private static boolean isMute(NodeInsight node, NodeInsight other) {
        return node.association(other.self().address())
                .map(association -> association.controlSubject() != current(association))
                .orElse(false);
    }

    /** The inbound control stream that its transport has now. */
    private static Object current(Association association) {
        try {
            return new HiddenMember(ArteryTransport.class, "controlSubject")
                    .of(association.transport());
        } catch (IllegalStateException e) {
            return association.controlSubject(); // another release of Pekko, which may have none
        }
    }
}
