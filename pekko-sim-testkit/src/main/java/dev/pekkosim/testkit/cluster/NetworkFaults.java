// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.cluster;

import dev.pekkosim.transport.net.Bandwidth;
import dev.pekkosim.transport.net.BlackHole;
import dev.pekkosim.transport.net.Cut;
import dev.pekkosim.transport.net.Hold;
import dev.pekkosim.transport.net.LinkChange;
import dev.pekkosim.transport.net.LinkLatency;
import dev.pekkosim.transport.net.NetworkRule;
import dev.pekkosim.transport.net.Passage;
import dev.pekkosim.transport.net.SimNetwork;
import dev.pekkosim.transport.net.Verdict;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Consumer;

/**
 * The faults of the network of a run, by the names of its nodes. Each is taken into the report, the
 * trace and the hash. What lasts is ended by the handle that the verb returns, by
 * {@code repairAll()} or by {@code heal()} of the cluster.
 *
 * @since 0.1.0
 */
public final class NetworkFaults {

    private final SimNetwork network;
    private final Consumer<String> requireNode;
    private final FaultLog faultLog;
    private final OngoingFaults ongoing;

    /**
     * Makes the verbs.
     *
     * @param requireNode throws if there is no node of a name
     */
    NetworkFaults(SimNetwork network, Consumer<String> requireNode, FaultLog faultLog) {
        this.network = network;
        this.requireNode = requireNode;
        this.faultLog = faultLog;
        this.ongoing = new OngoingFaults(faultLog);
    }

    // ---- partitions and holds

    /**
     * Cuts all links between two sets of nodes, both ways: nothing passes until it is repaired, and
     * then all arrives in order. Models a failed switch or a firewall that drops silently.
     *
     * @param some names of nodes
     * @param others names of other nodes
     */
    public OngoingFault partition(Collection<String> some, Collection<String> others) {
        String between = nodes(some) + " | " + nodes(others);
        requireApart(some, others);
        applied("partition", "partition " + between);
        Cut cut = network.partition(some, others);
        return ongoing.begin("repair", "repair " + between, cut::repair);
    }

    /**
     * Cuts all links from one set of nodes to another, but not the links back. Models an asymmetric
     * route or a one-sided rule of a firewall.
     *
     * @param from names of nodes that are not heard
     * @param to names of nodes that do not hear them
     */
    public OngoingFault partitionOneWay(Collection<String> from, Collection<String> to) {
        String between = nodes(from) + " >| " + nodes(to);
        requireApart(from, to);
        applied("partition", "partition " + between);
        Cut cut = network.partitionOneWay(from, to);
        return ongoing.begin("repair", "repair " + between, cut::repair);
    }

    /**
     * Holds all links from and to a node, while it goes on by itself. Models a virtual machine that
     * is moved, a network card that restarts, a container that has used up its network quota.
     *
     * @param node its name
     */
    public OngoingFault hold(String node) {
        requireNode.accept(node);
        applied("hold", "hold " + node);
        Hold hold = network.holdHost(node);
        return ongoing.begin("release", "release " + node, hold::release);
    }

    /**
     * Holds the link from one node to another. Models a full queue in a switch.
     *
     * @param from who sends
     * @param to who would receive
     */
    public OngoingFault holdLink(String from, String to) {
        String link = link(from, to);
        applied("hold", "hold " + link);
        Hold hold = network.holdLink(from, to);
        return ongoing.begin("release", "release " + link, hold::release);
    }

    // ---- lines

    /**
     * Makes the links between two nodes slow, both ways, for what is sent from now on. Models a
     * busy or rerouted line. Of several on one pair that counts which was applied last and is not
     * ended; so it is with {@link #narrowLink}.
     *
     * @param a a node
     * @param b another node
     * @param latency how slow
     */
    public OngoingFault slowLink(String a, String b, LinkLatency latency) {
        String pair = pair(a, b);
        applied("slow-link", "slow link " + pair);
        LinkChange<LinkLatency> change = network.latency(a, b, latency);
        return ongoing.begin("repair", "end of slow link " + pair, change::end);
    }

    /**
     * Lets the links between two nodes take only so many bytes, in each direction: what is under
     * way leaves at that speed, too. Models a throttled or shared line.
     *
     * @param a a node
     * @param b another node
     * @param bandwidth how many
     */
    public OngoingFault narrowLink(String a, String b, Bandwidth bandwidth) {
        String pair = pair(a, b);
        applied(
                "narrow-link",
                "narrow link " + pair + " to " + bandwidth.bytesPerSecond() + " bytes/s");
        LinkChange<Bandwidth> change = network.bandwidth(a, b, bandwidth);
        return ongoing.begin("repair", "end of narrow link " + pair, change::end);
    }

    // ---- connections

    /**
     * Resets every connection between two nodes, both ways: a drawn number of the frames under way
     * arrive, the others are lost. Models a middlebox that lost its state and answers.
     *
     * @param a a node
     * @param b another node
     */
    public void resetConnections(String a, String b) {
        applied("reset", "reset connections " + pair(a, b));
        network.reset(network.link(a, b));
        network.reset(network.link(b, a));
    }

    /**
     * Lets nothing pass any more, either way, on the connections that there are between two nodes,
     * without telling any end; new connections are not concerned. Models a middlebox that lost its
     * state and is silent. The end resets them, since TCP cannot resume such a connection, but for
     * those that another black hole covers.
     *
     * @param a a node
     * @param b another node
     */
    public OngoingFault blackHole(String a, String b) {
        String pair = pair(a, b);
        applied("black-hole", "black hole " + pair);
        BlackHole hole = network.blackHole(a, b);
        return ongoing.begin("repair", "end of black hole " + pair, hole::end);
    }

    /**
     * Ends the connections from one node to another at the receiving end only; the sender learns of
     * it when it sends next. Models a keep-alive that went unanswered, or a middlebox that ended
     * idle connections at one end.
     *
     * @param from who sends, and is not told
     * @param to who receives
     */
    public void halfOpen(String from, String to) {
        applied("half-open", "half-open connections " + link(from, to));
        network.halfOpen(network.link(from, to));
    }

    /**
     * Refuses attempts to connect to a node. Models a firewall that rejects, or a full queue of
     * accepted connections.
     *
     * @param to the node
     */
    public OngoingFault refuseConnects(String to) {
        return connects("refuse-connects", to, Verdict.REFUSE);
    }

    /**
     * Lets attempts to connect to a node hang, until it is ended. Models a firewall that drops what
     * opens a connection.
     *
     * @param to the node
     */
    public OngoingFault hangConnects(String to) {
        return connects("hang-connects", to, Verdict.HOLD);
    }

    /**
     * Makes attempts to connect to a node slow. Models a machine that is late to accept, or a
     * handshake that is sent again.
     *
     * @param to the node
     * @param delay how much longer each takes
     */
    public OngoingFault slowConnects(String to, Duration delay) {
        return connects("slow-connects", to, Verdict.delay(delay.toNanos()));
    }

    private OngoingFault connects(String kind, String to, Verdict verdict) {
        requireNode.accept(to);
        String description = kind.replace('-', ' ') + " to " + to;
        return rule(
                kind,
                description,
                passage ->
                        passage.kind() == Passage.Kind.CONNECT && passage.to().equals(to)
                                ? verdict
                                : Verdict.PASS);
    }

    /**
     * Lets a rule judge what wants to leave, until it is ended.
     *
     * @param kind which verb it is in the report, a constant
     * @param description the verb with what it is applied to
     * @param rule the rule
     */
    public OngoingFault rule(String kind, String description, NetworkRule rule) {
        applied(kind, description);
        var installed = network.install(description, rule);
        return ongoing.begin("repair", "end of " + description, installed::uninstall);
    }

    // ---- ends

    /** Ends all that lasts; what was held on links is delivered, in order. */
    public void repairAll() {
        ongoing.endAllUnseen();
        network.repairAll();
    }

    private void applied(String kind, String description) {
        faultLog.add(kind, description);
    }

    /** Whether any that lasts has not ended yet. */
    boolean anyOngoing() {
        return ongoing.any();
    }

    /** Looks before the fault is told, which then is no fault at all. */
    private static void requireApart(Collection<String> some, Collection<String> others) {
        for (String name : some) {
            if (others.contains(name)) {
                throw new SimSetupException(
                        "a node must be on one side of a partition, but " + name + " is on both");
            }
        }
    }

    private String nodes(Collection<String> names) {
        names.forEach(requireNode);
        return String.join(",", names);
    }

    private String pair(String a, String b) {
        return named(a, " - ", b);
    }

    private String link(String from, String to) {
        return named(from, " -> ", to);
    }

    private String named(String a, String between, String b) {
        requireNode.accept(a);
        requireNode.accept(b);
        if (a.equals(b)) {
            throw new SimSetupException("a link needs two nodes, but both are " + a);
        }
        return a + between + b;
    }
}
