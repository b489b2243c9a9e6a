// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.cluster;

import dev.pekkosim.engine.Internal;
import org.apache.pekko.actor.ActorCell;
import org.apache.pekko.actor.ActorRefWithCell;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.ClusterCoreDaemon;
import org.apache.pekko.cluster.Gossip;
import org.apache.pekko.cluster.MemberStatus;
import org.jspecify.annotations.Nullable;

/**
 * What the membership protocol of a running actor system knows, which the application on it sees
 * only through events.
 *
 * @hidden
 */
@Internal
public final class Membership {

    private static final String DAEMON = "/system/cluster/core/daemon";

    private final ExtendedActorSystem system;

    private Membership(ExtendedActorSystem system) {
        this.system = system;
    }

    /**
     * Looks at an actor system.
     *
     * @param system is in a cluster
     */
    public static Membership of(ActorSystem system) {
        return new Membership((ExtendedActorSystem) system);
    }

    /** Its gossip, or null if the protocol is not running. */
    public @Nullable Gossip gossip() {
        return system.provider().resolveActorRef("pekko://" + system.name() + DAEMON)
                                instanceof ActorRefWithCell daemon
                        && daemon.underlying() instanceof ActorCell cell
                        && !cell.isTerminated()
                        && cell.actor() instanceof ClusterCoreDaemon core
                ? core.latestGossip()
                : null;
    }

    /** Whether it is a member that others can join. */
    public boolean isMember() {
        Gossip gossip = gossip();
        if (gossip == null) {
            return false;
        }
        var self = Cluster.get((ActorSystem) system).selfUniqueAddress();
        if (!gossip.hasMember(self)) {
            return false;
        }
        MemberStatus status = gossip.member(self).status();
        return status.equals(MemberStatus.up())
                || status.equals(MemberStatus.weaklyUp())
                || status.equals(MemberStatus.joining());
    }
}
