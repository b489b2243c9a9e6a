// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.finds;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.insight.ClusterInsight;
import java.util.Optional;
import org.apache.pekko.cluster.GossipEnvelope;

/**
 * A gossip says that it was seen by a node which is no member in it, so that it cannot be
 * serialized. {@code Gossip.merge} drops a member that is Down on one side only, and may end with
 * the very version of that side; {@code receiveGossip} in {@code ClusterDaemon.scala} then takes
 * the two for the same, and unites who has seen them.
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
        return cluster.history().strangeWitnesses().stream()
                .filter(strange -> failure.message().contains("[" + strange.seen() + "]"))
                .findFirst()
                .map(strange -> "the gossip of " + strange.sender() + " was seen by "
                        + strange.seen() + ", which is no member in it");
    }
}
