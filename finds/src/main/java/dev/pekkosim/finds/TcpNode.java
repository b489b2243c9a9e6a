// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.finds;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ActorSystemImpl;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.remote.RemoteActorRefProvider;
import org.apache.pekko.remote.artery.ArteryTransport;
import org.jspecify.annotations.Nullable;

/**
 * A machine of a {@link TcpCluster}, with one actor system at a time, of which one life follows
 * another.
 */
final class TcpNode {

    /** The name of every actor system. */
    static final String SYSTEM = "finds";

    private static final int LOG_OFF = Integer.MIN_VALUE;
    private static final long END_SECONDS = 30;

    /**
     * The same for all nodes; it makes several of them possible in one JVM, and their log readable.
     */
    private static final String HARNESS = """
            pekko {
              actor.provider = cluster
              loggers = ["org.apache.pekko.event.slf4j.Slf4jLogger"]
              logging-filter = "org.apache.pekko.event.slf4j.Slf4jLoggingFilter"
              stdout-loglevel = OFF
              jvm-shutdown-hooks = off
              cluster.jmx.enabled = off
            }
            """;

    private static final String ADDRESSES = """
            pekko.remote.artery {
              canonical { hostname = %s, port = %d }
              bind { hostname = 127.0.0.1, port = 0 }
              advanced.tcp.outbound-client-hostname = %s
            }
            pekko.cluster.seed-nodes = [%s]
            """;

    private final TcpCluster cluster;
    private final int number;
    private final Gate gate;
    private final List<ActorSystem> ended = new ArrayList<>();
    private volatile int life;
    private volatile boolean running;
    private volatile @Nullable ActorSystem system;

    TcpNode(TcpCluster cluster, int number, Gate gate) {
        this.cluster = cluster;
        this.number = number;
        this.gate = gate;
    }

    String name() {
        return "node-" + number;
    }

    /** Under which others know it, in all its lives. */
    Address address() {
        InetSocketAddress at = gate.address();
        return new Address("pekko", SYSTEM, at.getAddress().getHostAddress(), at.getPort());
    }

    // ---- its life

    /**
     * Begins a new life, which looks for the cluster at seeds; the first one among them may begin
     * one.
     */
    void start(TcpNode... seeds) {
        start("", seeds);
    }

    /**
     * As before.
     *
     * @param settings of this node alone, as HOCON
     */
    void start(String settings, TcpNode... seeds) {
        if (running) {
            throw new IllegalStateException(name() + " runs already");
        }
        int next = life + 1;
        life = next;
        running = true;
        NodeLog.attach(address().toString(), name(), cluster.timeline());
        cluster.timeline().tell(name() + " starts" + (next > 1 ? " again" : ""));
        ActorSystem started = ActorSystem.create(SYSTEM, config(settings, List.of(seeds)));
        system = started;
        cluster.traffic().join(started);
        try {
            gate.open(boundAddress(started), this::linkFrom);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Config config(String settings, List<TcpNode> seeds) {
        String seedNodes = seeds.stream()
                .map(seed -> "\"" + seed.address() + "\"")
                .collect(Collectors.joining(", "));
        String addresses = ADDRESSES.formatted(
                gate.address().getAddress().getHostAddress(),
                gate.address().getPort(),
                Loopback.source(life, number).getHostAddress(),
                seedNodes);
        return ConfigFactory.parseString(addresses)
                .withFallback(ConfigFactory.parseString(settings))
                .withFallback(ConfigFactory.parseString(cluster.settings()))
                .withFallback(ConfigFactory.parseString(HARNESS))
                .withFallback(ConfigFactory.load());
    }

    private static InetSocketAddress boundAddress(ActorSystem system) {
        RemoteActorRefProvider provider =
                (RemoteActorRefProvider) ((ExtendedActorSystem) system).provider();
        Address bound = ((ArteryTransport) provider.transport()).bindAddress().address();
        return new InetSocketAddress(bound.host().get(), (Integer) bound.port().get());
    }

    /** On which link a connection to this node is, or null if who opens it is dead. */
    private @Nullable Link linkFrom(InetAddress source) {
        for (TcpNode other : cluster.nodes()) {
            if (other.isSource(source)) {
                return cluster.link(other, this);
            }
        }
        return null;
    }

    private boolean isSource(InetAddress source) {
        return running && Loopback.nodeOf(source) == number && Loopback.lifeOf(source) == life;
    }

    /**
     * Ends as a process that is killed: connections are reset, new ones refused, and nobody hears
     * of it any more.
     */
    void crash() {
        cluster.timeline().tell(name() + " crashes");
        crashQuietly();
    }

    void crashQuietly() {
        ActorSystem crashed = system;
        if (!running || crashed == null) {
            return;
        }
        running = false;
        gate.shut();
        cluster.linksOf(this).forEach(Link::reset);
        NodeLog.detach(address().toString());
        crashed.eventStream().setLogLevel(LOG_OFF);
        // Without the coordinated shutdown, for which a dead process has no time.
        ((ActorSystemImpl) crashed).finalTerminate();
        ended.add(crashed);
        system = null;
    }

    /** Waits until all its former lives have left this JVM. */
    void awaitEnd() {
        for (ActorSystem former : ended) {
            former.getWhenTerminated()
                    .toCompletableFuture()
                    .orTimeout(END_SECONDS, TimeUnit.SECONDS)
                    .join();
        }
        gate.close();
    }

    /** Whether its actor system has ended by itself, as that of a downed node does. */
    boolean isTerminated() {
        ActorSystem current = system;
        return current == null
                || current.getWhenTerminated().toCompletableFuture().isDone();
    }

    /** The actor system of its present life. */
    ActorSystem system() {
        ActorSystem current = system;
        if (current == null) {
            throw new IllegalStateException(name() + " does not run");
        }
        return current;
    }

    // ---- what it sees

    Cluster cluster() {
        return Cluster.get(system());
    }

    UniqueAddress self() {
        return cluster().selfUniqueAddress();
    }

    /** Its own status, in its own view. */
    MemberStatus status() {
        return cluster().selfMember().status();
    }

    boolean isUp() {
        return status().equals(MemberStatus.up());
    }

    /** How many members it sees. */
    int members() {
        return (int) stateOf().count();
    }

    boolean sees(UniqueAddress member) {
        return stateOf().anyMatch(seen -> seen.uniqueAddress().equals(member));
    }

    /** What status it sees a member in; Removed if it does not see it. */
    MemberStatus statusOf(UniqueAddress member) {
        return stateOf()
                .filter(seen -> seen.uniqueAddress().equals(member))
                .map(Member::status)
                .findFirst()
                .orElse(MemberStatus.removed());
    }

    /** Whether it sees a member, and sees it as unreachable. */
    boolean hasUnreachable(UniqueAddress member) {
        return StreamSupport.stream(cluster().state().getUnreachable().spliterator(), false)
                .anyMatch(seen -> seen.uniqueAddress().equals(member));
    }

    /** Whether it sees a node as Up, in its present life. */
    boolean hasUp(TcpNode node) {
        UniqueAddress self = node.self();
        return stateOf()
                .anyMatch(seen -> seen.uniqueAddress().equals(self)
                        && seen.status().equals(MemberStatus.up()));
    }

    /** Whether it sees exactly these nodes, all of them Up and reachable. */
    boolean seesUp(TcpNode... nodes) {
        List<UniqueAddress> up = stateOf()
                .filter(seen -> seen.status().equals(MemberStatus.up()))
                .map(Member::uniqueAddress)
                .toList();
        List<UniqueAddress> expected = Stream.of(nodes).map(TcpNode::self).toList();
        return members() == expected.size()
                && up.containsAll(expected)
                && cluster().state().getUnreachable().isEmpty();
    }

    private Stream<Member> stateOf() {
        return StreamSupport.stream(cluster().state().getMembers().spliterator(), false);
    }

    /** Its view of the cluster, in words. */
    String view() {
        if (isTerminated()) {
            return name() + " has ended";
        }
        String members = stateOf()
                .map(member -> cluster.nameOf(member.address()) + " " + member.status())
                .collect(Collectors.joining(", "));
        return name() + " sees itself " + status() + ", and the members [" + members + "]"
                + (cluster().state().getUnreachable().isEmpty()
                        ? ""
                        : ", of which some are unreachable");
    }

    @Override
    public String toString() {
        return name();
    }
}
