package dev.pekkosim.testkit.finds;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.insight.ClusterInsight;
import dev.pekkosim.testkit.insight.NodeInsight;
import java.util.Optional;
import org.apache.pekko.cluster.Gossip;
import org.apache.pekko.cluster.GossipEnvelope;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A gossip says that it was seen by a node which is no member in it, so that it cannot be serialized. {@code Gossip.merge} drops a
 * member that is Down on one side only, and may end with the very version of that side; {@code receiveGossip} in
 * {@code ClusterDaemon.scala} then takes the two for the same, and unites who has seen them.
 */
record UnsendableGossip() implements KnownFind {

    @Override
    public String id() {
        return "PEKKO-7";
    }

    @Override
    public String title() {
        return "unsendable gossip";
    }

    @Override
    public Optional<String> evidence(ClusterInsight cluster, Failure failure) {
        if (failure.kind() != Failure.Kind.SERIALIZATION
                || !failure.message().contains(GossipEnvelope.class.getName())) {
            return Optional.empty();
        }
        return cluster.nodes().stream()
                .flatMap(node -> evidence(node, failure.message()).stream())
                .findFirst();
    }

    private static Optional<String> evidence(NodeInsight node, String message) {
        Gossip gossip = node.gossip();
        return gossip == null
                ? Optional.empty()
                : CollectionConverters.asJava(gossip.overview().seen()).stream()
                        .filter(seen ->
                                !gossip.hasMember(seen) && message.contains("[" + seen + "]"))
                        .sorted()
                        .findFirst()
                        .map(seen -> "the gossip of " + node.name() + " was seen by " + seen
                                + ", which is no member in it");
    }
}
