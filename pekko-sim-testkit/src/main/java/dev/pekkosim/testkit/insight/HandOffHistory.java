// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.insight;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.run.Engine;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.pekko.actor.ActorCell;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.cluster.sharding.ShardCoordinator;
import org.apache.pekko.dispatch.Envelope;
import scala.Product;

/**
 * What happened while shards of a run were handed off, and no actor of sharding remembers. It keeps
 * paths only, so no dead node lives on in it.
 *
 * @hidden
 */
@Internal
public final class HandOffHistory {

    /** Of the shard and its region; private in Scala. */
    private static final String RESEND = ShardCoordinator.class.getName() + "$ResendShardHost";

    private static final int MOST_RESENT = 10_000;

    private final Set<Resent> resent = new LinkedHashSet<>();

    private HandOffHistory() {}

    /**
     * That of a run.
     *
     * @param engine the engine of the run
     */
    static HandOffHistory of(Engine engine) {
        return engine.service(HandOffHistory.class, unused -> new HandOffHistory());
    }

    /** Takes in a message of a run that is on its way into a mailbox. */
    static void sees(Engine engine, ActorCell receiver, Envelope envelope) {
        if (receiver.actor() instanceof ShardCoordinator coordinator
                && envelope.message() instanceof Product resend
                && resend.getClass().getName().equals(RESEND)) {
            String shard = (String) resend.productElement(0);
            if (coordinator.rebalanceInProgress().contains(shard)) {
                of(engine).resent(pathOf((ActorRef) resend.productElement(1), receiver), shard);
            }
        }
    }

    private void resent(String region, String shard) {
        if (resent.size() < MOST_RESENT) {
            resent.add(new Resent(region, shard));
        }
    }

    private static String pathOf(ActorRef region, ActorCell coordinator) {
        Address self = ((ExtendedActorSystem) coordinator.system()).provider().getDefaultAddress();
        return region.path().toSerializationFormatWithAddress(self);
    }

    /** Who was to be told once more to host a shard that was handed off then, oldest first. */
    public List<Resent> resent() {
        return List.copyOf(resent);
    }

    /**
     * That a coordinator was due to tell a region once more to host a shard, while it had the shard
     * handed off.
     *
     * @param region the region, by path with address and uid
     * @param shard the shard
     */
    public record Resent(String region, String shard) {}
}
