package dev.pekkosim.testkit.finds;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.cluster.RunProperties;
import dev.pekkosim.testkit.insight.ClusterInsight;
import dev.pekkosim.testkit.insight.HiddenMember;
import dev.pekkosim.testkit.insight.NodeInsight;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.remote.artery.ArteryTransport;
import org.apache.pekko.remote.artery.Association;

/**
 * Artery restarted the inbound streams of a node, and since then it sends no control message to those it knew before: its control
 * streams wait for the inbound one that ended. {@code ArteryTransport} gives each {@code Association} the control stream that is
 * there when it is made, and no other one later.
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
        if (!failure.property().equals(RunProperties.CLUSTER_CONVERGES)) {
            return Optional.empty();
        }
        List<NodeInsight> nodes = cluster.nodes();
        for (NodeInsight mute : nodes) {
            for (NodeInsight other : nodes) {
                if (isMute(mute, other) && !other.seenUp().contains(mute.self())) {
                    return Optional.of("the control stream of " + mute.name() + " to "
                            + other.name() + " waits for inbound streams of " + mute.name()
                            + " that have ended, and " + other.name() + " does not see it as Up");
                }
            }
        }
        return Optional.empty();
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
