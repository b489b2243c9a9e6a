// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport.net;

import dev.pekkosim.engine.decision.DecisionStream;
import dev.pekkosim.engine.decision.Purpose;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.step.Incarnation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The network of a run: hosts by name, links between them, and the faults of both. Each arrival is
 * a step of the incarnation that receives it; nothing is timed while nothing is under way.
 *
 * @since 0.1.0
 */
public final class SimNetwork {

    private final Engine engine;
    private final DecisionStream draws;
    private final Hosts hosts = new Hosts(this);
    private final List<Cut> cuts = new ArrayList<>();
    private final List<Hold> holds = new ArrayList<>();
    private final RuleChain rules;
    private @Nullable NetworkSettings settings;
    private long connections;

    private SimNetwork(Engine engine) {
        this.engine = engine;
        this.draws = engine.decisions().stream(Purpose.NETWORK);
        this.rules = new RuleChain(engine, this::ruleUninstalled);
    }

    /**
     * The network of a run.
     *
     * @param engine the engine of the run
     */
    public static SimNetwork of(Engine engine) {
        return engine.service(SimNetwork.class, SimNetwork::new);
    }

    /** The settings that were made, or the defaults. */
    public NetworkSettings settings() {
        NetworkSettings made = settings;
        return made == null ? NetworkSettings.DEFAULT : made;
    }

    /**
     * Sets how the network behaves from now on.
     *
     * @param newSettings the settings
     */
    public void configure(NetworkSettings newSettings) {
        settings = newSettings;
    }

    /** Whether {@link #configure} was called. */
    public boolean isConfigured() {
        return settings != null;
    }

    // ---- ends of connections

    /**
     * Listens at a host and port. A host that was down is up again.
     *
     * @param owner in whose name connections arrive
     * @param host the host's name
     * @param port the port, or 0 for one that is free
     * @param listener takes the connections
     * @throws IllegalStateException if a living incarnation listens there
     */
    public Binding bind(Incarnation owner, String host, int port, Listener listener) {
        if (port < 0 || port > 0xffff) {
            throw new IllegalArgumentException("port must be between 0 and 65535, but is " + port);
        }
        Host machine = hosts.host(host);
        takeDown(machine, false, incarnation -> !incarnation.isAlive());
        int bound = port == 0 ? machine.freePort() : port;
        if (machine.binding(bound) != null) {
            throw new IllegalStateException(
                    host + ":" + bound + " is already bound in this network");
        }
        Binding binding = new Binding(machine, bound, owner, listener);
        machine.bind(binding);
        if (machine.isDead()) {
            machine.dead(false);
            hosts.linksTo(machine).forEach(Link::pathChanged);
        }
        return binding;
    }

    /**
     * Connects. Refused where nobody listens; a dead host or a cut answers nothing, so that the
     * caller needs a timeout of its own.
     *
     * @param sender in whose name answers arrive
     * @param from the sender's host
     * @param to the receiver's host
     * @param port the receiver's port
     * @param streamId which of the sender's streams it is
     * @param events is told what happens
     */
    public Connection connect(
            Incarnation sender, String from, String to, int port, int streamId, Sender events) {
        Connection connection = new Connection(
                this,
                link(from, to),
                link(to, from),
                port,
                streamId,
                connections++,
                sender,
                events);
        connection.connect();
        return connection;
    }

    /**
     * The directed path between two hosts.
     *
     * @param from where frames are sent
     * @param to where they arrive
     */
    public Link link(String from, String to) {
        return hosts.link(hosts.host(from), hosts.host(to));
    }

    /** What became of the frames of all links so far. */
    public FrameCounts frames() {
        FrameCounts sum = FrameCounts.NONE;
        for (Link link : hosts.links()) {
            sum = sum.plus(link.frames());
        }
        return sum;
    }

    // ---- faults

    /**
     * Gives both links between two hosts a latency of their own, for what is sent from now on.
     *
     * @param a a host
     * @param b another one
     * @param latency the latency
     */
    public LinkChange<LinkLatency> latency(String a, String b, LinkLatency latency) {
        return LinkChange.begin(
                latency, bothWays(a, b).stream().map(Link::latencies).toList());
    }

    /**
     * Gives both links between two hosts a bandwidth of their own, as
     * {@link Link#bandwidth(Bandwidth)} does.
     *
     * @param a a host
     * @param b another one
     * @param bandwidth the bandwidth of each
     */
    public LinkChange<Bandwidth> bandwidth(String a, String b, Bandwidth bandwidth) {
        return LinkChange.begin(
                bandwidth, bothWays(a, b).stream().map(Link::bandwidths).toList());
    }

    private List<Link> bothWays(String a, String b) {
        return List.of(link(a, b), link(b, a));
    }

    /**
     * Cuts all links between two sets of hosts, both ways: what would cross them is held, be it
     * frames, acknowledgements or attempts to connect. Models a failed switch or a firewall that
     * drops silently.
     *
     * @param a hosts
     * @param b other hosts
     */
    public Cut partition(Collection<String> a, Collection<String> b) {
        return cut(hosts.linksBetween(a, b));
    }

    /**
     * Cuts all links from one set of hosts to another, but not the links back. Models asymmetric
     * routes and one-sided firewall rules.
     *
     * @param from hosts that are not heard
     * @param to hosts that do not hear
     */
    public Cut partitionOneWay(Collection<String> from, Collection<String> to) {
        return cut(hosts.links(from, to));
    }

    /**
     * Repairs all links between two sets of hosts, both ways, whatever cut them.
     *
     * @param a hosts
     * @param b other hosts
     */
    public void repair(Collection<String> a, Collection<String> b) {
        repaired(hosts.linksBetween(a, b).stream().filter(Link::repair).toList());
    }

    /**
     * Ends all faults that last: repairs every link, releases every hold, uninstalls every rule,
     * and resets every connection that is a black hole, since TCP cannot resume it.
     */
    public void repairAll() {
        repaired(hosts.links().stream().filter(Link::repair).toList());
        holds().forEach(Hold::release);
        rules().forEach(InstalledRule::uninstall);
        hosts.links().stream()
                .flatMap(link -> link.connections().stream())
                .filter(Connection::isBlackHole)
                .forEach(this::reset);
    }

    /** Whether something can still arrive whose sender is gone. */
    public boolean carriesLastWords() {
        return hosts.links().stream()
                .flatMap(link -> link.connections().stream())
                .anyMatch(Connection::carriesLastWords);
    }

    void repair(Cut cut) {
        repaired(cut.links().stream().filter(link -> link.repair(cut)).toList());
    }

    /** The cuts that are still active, oldest first. */
    public List<Cut> cuts() {
        return List.copyOf(cuts);
    }

    /**
     * Holds a link, but not the link back: what would cross it is held, in order, until it is
     * released. Connections stay, but for those whose retransmission timeout passes; attempts to
     * connect hang. Models a full queue in a switch, a pause of flow control, a route that is
     * computed anew. Legal, since TCP promises no time.
     *
     * @param from where frames are sent
     * @param to where they would arrive
     */
    public Hold holdLink(String from, String to) {
        Link link = link(from, to);
        return hold(new Hold(this, "link " + link, link.holds(), () -> List.of(link)));
    }

    /**
     * Holds all links from and to a host, also those that are made later, as {@link #holdLink}
     * does. Models a network card that restarts, a container throttled by its network quota, a
     * cloud's virtual switch that is reprogrammed. The host itself goes on: its timers fire, and it
     * sends until its windows are full. Legal as the hold of a link is.
     *
     * @param host its name
     */
    public Hold holdHost(String host) {
        Host machine = hosts.host(host);
        return hold(new Hold(this, "host " + host, machine.holds(), () -> hosts.linksOf(machine)));
    }

    /** The holds that are active, oldest first. */
    public List<Hold> holds() {
        return List.copyOf(holds);
    }

    /**
     * Installs a rule behind those that are there. It is asked about all that wants to leave from
     * now on, and not about what is under way. Which real-world events its verdicts model is said
     * at {@link Verdict.Kind}.
     *
     * @param name names it in the trace
     * @param rule the rule
     */
    public InstalledRule install(String name, NetworkRule rule) {
        return rules.install(name, rule);
    }

    /** The rules that are at work, in the order in which they are asked. */
    public List<InstalledRule> rules() {
        return rules.rules();
    }

    /**
     * Makes a connection a black hole: nothing passes on it any more, either way, and no end is
     * told. The sender learns of it when the retransmission timeout of something it sent passes,
     * the receiver not at all; new connections between the same hosts are not affected. Models a
     * middlebox that lost its state, as at a failover or when its table is full, and drops silently
     * what belongs to no connection it knows. Legal, since TCP finds out about a lost path only by
     * what it sends. The end of the black hole and {@link #reset(Connection)} end it: the middlebox
     * answers from then on.
     *
     * @param connection which
     */
    public BlackHole blackHole(Connection connection) {
        return blackHole(List.of(connection.link()), List.of(connection));
    }

    /**
     * Makes every connection between two hosts a black hole, whichever of them made it, as
     * {@link #blackHole(Connection)} does.
     *
     * @param a a host
     * @param b another one
     */
    public BlackHole blackHole(String a, String b) {
        List<Link> links = bothWays(a, b);
        return blackHole(
                links,
                links.stream().flatMap(link -> link.connections().stream()).toList());
    }

    private BlackHole blackHole(List<Link> links, List<Connection> swallowed) {
        BlackHole hole = new BlackHole(this, links);
        for (Connection connection : swallowed) {
            if (!connection.isBlackHole()) {
                engine.event(
                        ConnectionLabels.of(
                                connection.toString(), "black hole", connection.number()),
                        new NetworkEvent.BlackHole(connection));
            }
            connection.enter(hole);
        }
        return hole;
    }

    /**
     * Makes a connection half-open: the receiving end is gone and its receiver sees it time out,
     * but the sender is not told. What it sends next is lost and answered with a reset; what was
     * under way is lost and answered, too. A sender that sends nothing never learns of it. Models a
     * receiving machine that gave up the connection on its own, since its keep-alives went
     * unanswered for a while, and a middlebox that ended an idle connection at one end only. Legal,
     * since TCP without keep-alive has no traffic that would tell the sender. Does nothing to a
     * connection that is not accepted yet, or no more.
     *
     * @param connection which
     */
    public void halfOpen(Connection connection) {
        if (connection.isAccepted()) {
            engine.event(
                    ConnectionLabels.of(connection.toString(), "half open", connection.number()),
                    new NetworkEvent.HalfOpen(connection));
            connection.halfOpen();
        }
    }

    /**
     * Makes every connection half-open whose frames a link carries.
     *
     * @param link which
     */
    public void halfOpen(Link link) {
        link.connections().forEach(this::halfOpen);
    }

    /**
     * Ends all that runs on a host. After the end of a process its machine still sends what the
     * process had sent and then closes the connections, and refuses new ones. When the machine
     * ends, too (power, kernel), a drawn number of the frames on the wire arrive, peers hear
     * nothing until their own timeout, and attempts to connect hang; a peer that goes on sending
     * learns of it by a reset when the host is up again, which the next {@link #bind} makes it.
     *
     * @param host its name
     * @param hostDead whether the machine ends, too
     */
    public void hostDown(String host, boolean hostDead) {
        Host machine = hosts.host(host);
        NetworkEvent event = new NetworkEvent.HostDown(host, hostDead);
        engine.event(ConnectionLabels.of(host, "down", hostDead ? 1 : 0), event);
        takeDown(machine, hostDead, incarnation -> true);
    }

    /**
     * Resets a connection: a drawn number of the frames under way arrive, then both ends see the
     * reset. Models a middlebox that lost its state and says so. Nothing of what a black hole
     * swallowed arrives.
     *
     * @param connection which
     */
    public void reset(Connection connection) {
        engine.event(
                ConnectionLabels.of(connection.toString(), "reset"),
                new NetworkEvent.Reset(connection));
        connection.reset();
    }

    /**
     * Resets every connection whose frames a link carries.
     *
     * @param link which
     */
    public void reset(Link link) {
        link.connections().forEach(this::reset);
    }

    // ---- inside

    Engine engine() {
        return engine;
    }

    DecisionStream draws() {
        return draws;
    }

    RuleChain ruleChain() {
        return rules;
    }

    private void ruleUninstalled() {
        for (Link link : hosts.links()) {
            link.connections().forEach(Connection::ruleUninstalled);
        }
    }

    void release(Hold hold) {
        if (holds.remove(hold)) {
            engine.event(
                    ConnectionLabels.of(hold.what(), "release"),
                    new NetworkEvent.Release(hold.what()));
            hold.end();
        }
    }

    private Hold hold(Hold hold) {
        holds.add(hold);
        engine.event(ConnectionLabels.of(hold.what(), "hold"), new NetworkEvent.Hold(hold.what()));
        hold.begin();
        return hold;
    }

    Link reverse(Link link) {
        return hosts.link(link.to(), link.from());
    }

    private Cut cut(List<Link> links) {
        Cut cut = new Cut(this, List.copyOf(links));
        cuts.add(cut);
        NetworkEvent event = new NetworkEvent.Partition(cut.links());
        engine.event(labelOf("partition", cut.links()), event);
        cut.links().forEach(link -> link.cut(cut));
        return cut;
    }

    private void repaired(List<Link> links) {
        if (!links.isEmpty()) {
            cuts.removeIf(cut -> !cut.isActive());
            engine.event(labelOf("repair", links), new NetworkEvent.Repair(links));
        }
    }

    private static long labelOf(String verb, List<Link> links) {
        long label = links.size();
        for (Link link : links) {
            label = ConnectionLabels.of(link.from().name(), link.to().name(), label);
        }
        return label + verb.hashCode();
    }

    /**
     * Ends the incarnations of a host that meet a condition: their listeners and both ends of their
     * connections.
     */
    private void takeDown(Host host, boolean hostDead, Predicate<Incarnation> gone) {
        for (Binding binding : host.bindings()) {
            if (gone.test(binding.owner())) {
                binding.close();
            }
        }
        host.dead(host.isDead() || hostDead);
        for (Link link : host.outgoing()) {
            for (Connection connection : link.connections()) {
                if (connection.isSentByAny(gone)) {
                    connection.senderDied(hostDead);
                }
            }
        }
        for (Link link : hosts.linksTo(host)) {
            for (Connection connection : link.connections()) {
                if (connection.isReceivedByAny(gone)) {
                    connection.receiverDied(hostDead);
                }
            }
            if (hostDead) {
                link.pathChanged();
            }
        }
    }
}
