// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.insight;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.testkit.cluster.Membership;
import dev.pekkosim.testkit.cluster.SimulatedNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.pekko.actor.Actor;
import org.apache.pekko.actor.ActorCell;
import org.apache.pekko.actor.ActorPath;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorRefWithCell;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.InternalActorRef;
import org.apache.pekko.actor.VirtualPathContainer;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.Gossip;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.remote.RemoteActorRefProvider;
import org.apache.pekko.remote.artery.ArteryTransport;
import org.apache.pekko.remote.artery.Association;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.BoxedUnit;

/**
 * Looks into the actors of a running node, without sending anything to them.
 *
 * @hidden
 */
@Internal
public final class NodeInsight {

    private final SimulatedNode node;
    private final ExtendedActorSystem system;

    private NodeInsight(SimulatedNode node) {
        this.node = node;
        this.system = (ExtendedActorSystem) Adapter.toClassic(node.system());
    }

    /**
     * Looks into a node.
     *
     * @param node has an actor system
     */
    public static NodeInsight of(SimulatedNode node) {
        return new NodeInsight(node);
    }

    public String name() {
        return node.name();
    }

    /** What the application on it has of the cluster; a node outside has nothing. */
    private Cluster cluster() {
        return Cluster.get((ActorSystem) system);
    }

    /** Address and uid of its current life. */
    public UniqueAddress self() {
        return cluster().selfUniqueAddress();
    }

    /** After how long it asks its seed nodes again. */
    public long seedNodeTimeoutNanos() {
        return nanos("pekko.cluster.seed-node-timeout");
    }

    /** How long the network must not change before its resolver decides. */
    public long stableAfterNanos() {
        return nanos("pekko.cluster.split-brain-resolver.stable-after");
    }

    private long nanos(String key) {
        return system.settings().config().getDuration(key, TimeUnit.NANOSECONDS);
    }

    /** What it sends to another node with, if it has been in touch with it. */
    public Optional<Association> association(Address other) {
        return system.provider() instanceof RemoteActorRefProvider remote
                        && remote.transport() instanceof ArteryTransport artery
                        && CollectionConverters.asJava(artery.remoteAddresses())
                                .contains(other) // else it would be made now
                ? Optional.of(artery.association(other))
                : Optional.empty();
    }

    public boolean hasHost(UniqueAddress address) {
        return self().address().equals(address.address());
    }

    /** Its status as the application on it sees it. */
    public MemberStatus selfStatus() {
        return cluster().selfMember().status();
    }

    /** Whether it has shut its cluster extension down. */
    public boolean hasLeft() {
        return cluster().isTerminated();
    }

    /** Whether it is a member that others can join, by what its membership protocol knows. */
    public boolean isMember() {
        return Membership.of(system).isMember();
    }

    /** Whether it has not found a cluster yet, by what its membership protocol knows. */
    public boolean isSearching() {
        Gossip gossip = gossip();
        return gossip != null && gossip.members().isEmpty();
    }

    /** The members that the application on it sees, whatever their status. */
    public Set<UniqueAddress> seen() {
        return addresses(cluster().state().getMembers());
    }

    /** The members that the application on it sees as Up and reachable. */
    public Set<UniqueAddress> seenUp() {
        Set<UniqueAddress> up = new HashSet<>();
        for (Member member : cluster().state().getMembers()) {
            if (member.status().equals(MemberStatus.up())
                    && !cluster().state().getUnreachable().contains(member)) {
                up.add(member.uniqueAddress());
            }
        }
        return up;
    }

    /**
     * What its membership protocol knows, which the application sees only through events; null if
     * it is not running.
     */
    @Nullable
    public Gossip gossip() {
        return Membership.of(system).gossip();
    }

    /** The members of a gossip that are Up. */
    public static Set<UniqueAddress> up(Gossip gossip) {
        Set<UniqueAddress> up = new HashSet<>();
        for (Member member : CollectionConverters.asJava(gossip.members())) {
            if (member.status().equals(MemberStatus.up())) {
                up.add(member.uniqueAddress());
            }
        }
        return up;
    }

    /**
     * Whether a member keeps a gossip from converging, so that nobody is removed and nobody becomes
     * Up.
     */
    public static boolean blocks(Gossip gossip, Member member) {
        return !gossip.overview().reachability().isReachable(member.uniqueAddress())
                && !member.status().equals(MemberStatus.down())
                && !member.status().equals(MemberStatus.exiting());
    }

    /** The instance behind a local path, or null if there is none. */
    @Nullable
    public Actor actor(String path) {
        ActorCell cell = cell(path);
        return cell == null ? null : cell.actor();
    }

    /** Whether an actor lives at a local path. */
    public boolean lives(String path) {
        return cell(path) != null;
    }

    /** The actor that lives at a local path, if there is one. */
    public Optional<ActorRef> ref(String path) {
        return Optional.ofNullable(cell(path)).map(ActorCell::self);
    }

    /**
     * Shows each actor that lives here: parents before their children, children in the order of
     * their names.
     *
     * @param shown takes the path, such as {@code /user/echo}, and the instance
     */
    public void forEachActor(BiConsumer<String, Actor> shown) {
        show(system.provider().rootGuardian(), shown);
    }

    private static void show(ActorRef ref, BiConsumer<String, Actor> shown) {
        ActorCell cell = cell(ref);
        if (cell == null) {
            return;
        }
        shown.accept(ref.path().toStringWithoutAddress(), cell.actor());
        for (ActorRef child : CollectionConverters.asJava(cell.childrenRefs().children())) {
            show(child, shown);
        }
    }

    /**
     * The paths of the actors directly below one, in the order of their names.
     *
     * @param path such as {@code /system/sharding}
     */
    public List<String> children(String path) {
        ActorCell parent = cell(path);
        List<String> paths = new ArrayList<>();
        if (parent != null) {
            for (ActorRef child :
                    CollectionConverters.asJava(parent.childrenRefs().children())) {
                paths.add(child.path().toStringWithoutAddress());
            }
        }
        return paths;
    }

    /**
     * The paths of the actors of a class that are at a place below those directly below one.
     *
     * @param path such as {@code /system/sharding}
     * @param type their class
     * @param below such as {@code /singleton}, or empty for those directly below
     */
    public List<String> children(String path, Class<? extends Actor> type, String below) {
        return children(path).stream()
                .map(child -> child + below)
                .filter(child -> type.isInstance(actor(child)))
                .toList();
    }

    /**
     * The paths of the replies that asks wait for, as far as those have left the node; in the order
     * of their names.
     */
    public List<String> asks() {
        List<String> paths = new ArrayList<>();
        if (system.provider().tempContainer() instanceof VirtualPathContainer asks) {
            asks.foreachChild(ask -> {
                paths.add(ask.path().toStringWithoutAddress());
                return BoxedUnit.UNIT;
            });
        }
        paths.sort(null);
        return paths;
    }

    private @Nullable ActorCell cell(String path) {
        return cell(system.provider().resolveActorRef("pekko://" + system.name() + path));
    }

    /** The cell of an actor that lives here and has started, or null. */
    private static @Nullable ActorCell cell(ActorRef ref) {
        return ref instanceof ActorRefWithCell local
                        && local.underlying() instanceof ActorCell cell
                        && !cell.isTerminated()
                        && cell.actor() != null
                ? cell
                : null;
    }

    /**
     * Whether an actor lives here.
     *
     * @param path its path, with its uid if it has one
     */
    public boolean runs(ActorPath path) {
        String local =
                path.toSerializationFormat().substring(path.address().toString().length());
        ActorRef ref = system.provider().resolveActorRef("pekko://" + system.name() + local);
        return ref instanceof InternalActorRef found && !found.isTerminated();
    }

    private static Set<UniqueAddress> addresses(Iterable<Member> members) {
        Set<UniqueAddress> addresses = new HashSet<>();
        members.forEach(member -> addresses.add(member.uniqueAddress()));
        return addresses;
    }
}
