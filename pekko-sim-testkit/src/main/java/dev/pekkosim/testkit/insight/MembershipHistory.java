// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.insight;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.run.Engine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.pekko.actor.ActorCell;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorRefWithCell;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.ClusterCoreDaemon;
import org.apache.pekko.cluster.ClusterEvent.MemberRemoved;
import org.apache.pekko.cluster.ClusterUserAction;
import org.apache.pekko.cluster.Gossip;
import org.apache.pekko.cluster.GossipEnvelope;
import org.apache.pekko.cluster.InternalClusterAction.InitJoin;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.dispatch.Envelope;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What happened to members in a run of which no gossip tells any more: who was told to down whom,
 * by what, which actors were told that another life of their own node was removed, who asked whom
 * to let it in, which gossip could not be sent. It keeps addresses and paths only, so no dead node
 * lives on in it.
 *
 * @hidden
 */
@Internal
public final class MembershipHistory {

    private static final String RESOLVER = "org.apache.pekko.cluster.sbr.SplitBrainResolver";

    private static final int MOST_DOWNINGS = 10_000;

    private final List<Downing> downings = new ArrayList<>();
    private final Set<TwinRemoval> twinRemovals = new LinkedHashSet<>();
    private final Map<Asked, Long> asks = new HashMap<>();
    private final Set<StrangeWitness> strangeWitnesses = new LinkedHashSet<>();

    private MembershipHistory() {}

    /**
     * That of a run.
     *
     * @param engine the engine of the run
     */
    static MembershipHistory of(Engine engine) {
        return engine.service(MembershipHistory.class, unused -> new MembershipHistory());
    }

    /** Takes in a message of a run that is on its way into a mailbox. */
    static void sees(Engine engine, ActorCell receiver, Envelope envelope) {
        if (envelope.message() instanceof MemberRemoved removed) {
            of(engine).removed(removed.member().uniqueAddress(), receiver);
        } else if (envelope.message() instanceof ClusterUserAction.Down down) {
            of(engine).downed(engine.now(), down.address(), receiver);
        } else if (envelope.message() instanceof InitJoin) {
            of(engine).asked(engine.now(), envelope.sender().path().address(), receiver);
        }
    }

    private void asked(long virtualNanos, Address asking, ActorCell daemon) {
        asks.put(new Asked(selfOf(daemon), asking), virtualNanos);
    }

    /** Takes in a message of a run that could not be sent. */
    static void seesUnsendable(Engine engine, Object message) {
        if (message instanceof GossipEnvelope gossip) {
            of(engine).unsendable(gossip);
        }
    }

    private void unsendable(GossipEnvelope envelope) {
        Gossip gossip = envelope.gossip();
        for (UniqueAddress seen : CollectionConverters.asJava(gossip.overview().seen())) {
            if (!gossip.hasMember(seen)) {
                strangeWitnesses.add(new StrangeWitness(envelope.from(), seen));
            }
        }
    }

    private static UniqueAddress selfOf(ActorCell cell) {
        return Cluster.get((ActorSystem) cell.system()).selfUniqueAddress();
    }

    /**
     * A node publishes only the removal of what was a member in its own gossip, in which it was one
     * itself.
     */
    private void removed(UniqueAddress removed, ActorCell receiver) {
        UniqueAddress self = selfOf(receiver);
        if (self.address().equals(removed.address()) && !self.equals(removed)) {
            twinRemovals.add(
                    new TwinRemoval(self, removed, receiver.self().path().toSerializationFormat()));
        }
    }

    private void downed(long virtualNanos, Address address, ActorCell daemon) {
        if (daemon.actor() instanceof ClusterCoreDaemon core && downings.size() < MOST_DOWNINGS) {
            member(core.latestGossip(), address)
                    .ifPresent(downed -> downings.add(new Downing(
                            virtualNanos, selfOf(daemon), downed, isByResolver(daemon))));
        }
    }

    /** The member that is taken for an address, as {@code ClusterCoreDaemon.downing} does. */
    private static Optional<UniqueAddress> member(@Nullable Gossip gossip, Address address) {
        if (gossip == null) {
            return Optional.empty();
        }
        for (Member member : CollectionConverters.asJava(gossip.members())) {
            if (member.address().equals(address)) {
                return Optional.of(member.uniqueAddress());
            }
        }
        return Optional.empty();
    }

    /**
     * Whether Pekko's resolver is at a message now: nobody else on the node sends anything
     * meanwhile.
     */
    private static boolean isByResolver(ActorCell daemon) {
        for (ActorRef child : CollectionConverters.asJava(daemon.childrenRefs().children())) {
            if (child.path().name().equals("downingProvider")
                    && child instanceof ActorRefWithCell local
                    && local.underlying() instanceof ActorCell cell
                    && cell.actor() != null
                    && cell.actor().getClass().getName().equals(RESOLVER)) {
                return cell.currentMessage() != null;
            }
        }
        return false;
    }

    /**
     * Whether a node that searches for a cluster has asked another one since some time.
     *
     * @param asked who was asked
     * @param asking the address of the node that searches
     * @param sinceNanos the virtual time
     */
    public boolean hasAsked(UniqueAddress asked, Address asking, long sinceNanos) {
        Long latest = asks.get(new Asked(asked, asking));
        return latest != null && latest >= sinceNanos;
    }

    /** Who had seen gossip that could not be sent, though no member in it, oldest first. */
    public List<StrangeWitness> strangeWitnesses() {
        return List.copyOf(strangeWitnesses);
    }

    /** Who was told to be downed, oldest first. */
    public List<Downing> downings() {
        return List.copyOf(downings);
    }

    /**
     * Another life of a node that was a member together with its present one and was removed, which
     * an actor of the present one was told of.
     *
     * @param self the present life
     * @param receiver which actors count, by path with address and uid
     */
    public Optional<UniqueAddress> removedTwin(UniqueAddress self, Predicate<String> receiver) {
        return twinRemovals.stream()
                .filter(removal -> removal.self().equals(self) && receiver.test(removal.receiver()))
                .map(TwinRemoval::removed)
                .findFirst();
    }

    /**
     * That a node was told to down a member.
     *
     * @param virtualNanos when
     * @param by the node
     * @param downed the member
     * @param isByResolver whether Pekko's own resolver decided it, not the application
     */
    public record Downing(
            long virtualNanos, UniqueAddress by, UniqueAddress downed, boolean isByResolver) {}

    /**
     * That gossip which could not be sent had been seen by somebody who is no member in it.
     *
     * @param sender whose gossip it was
     * @param seen who had seen it
     */
    public record StrangeWitness(UniqueAddress sender, UniqueAddress seen) {}

    private record Asked(UniqueAddress asked, Address asking) {}

    private record TwinRemoval(UniqueAddress self, UniqueAddress removed, String receiver) {}
}
