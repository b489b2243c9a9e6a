// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.cluster;

import com.typesafe.config.Config;
import dev.pekkosim.dispatcher.HostAddresses;
import dev.pekkosim.dispatcher.MadeSystems;
import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.decision.Purpose;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.step.StepKind;
import dev.pekkosim.transport.net.SimNetwork;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of one run and the network between them: what a machine room and a platform that
 * restarts processes are to a real cluster. It knows neither who breaks it nor who checks it.
 *
 * @hidden
 */
@Internal
public final class SimulatedCluster {

    private final Engine engine;
    private final Deployment deployment;
    private final Config knobs;
    private final SimNetwork network;
    private final Map<String, SimulatedNode> nodes = new LinkedHashMap<>();
    private final FaultLog faultLog;
    private final NetworkFaults networkFaults;
    private final NewCluster newCluster;

    private final Set<String> hostsOfBody = new LinkedHashSet<>();

    private boolean healing;
    private final Map<String, NodeStart> starts = new LinkedHashMap<>();
    private Consumer<SimulatedNode> onSystem = node -> {};

    /** The name of all actor systems, and the node that had it first; null before there is one. */
    private @Nullable Named named;

    private record Named(String system, SimulatedNode node) {}

    /**
     * Makes its nodes, all of them down.
     *
     * @param knobs what the run drew over the application's settings
     */
    public SimulatedCluster(Engine engine, Deployment deployment, KnobSwarm knobs) {
        this.engine = engine;
        this.deployment = deployment;
        this.knobs = knobs.config();
        this.network = SimNetwork.of(engine);
        this.faultLog = new FaultLog(engine);
        this.networkFaults = new NetworkFaults(network, this::requireHost, faultLog);
        MadeSystems.of(engine).expectOfBody(this::configOfBody);
        this.newCluster = new NewCluster(engine, this, settings().formNewAfter());
        int index = 0;
        for (NodeSetPlan set : deployment.plans()) {
            for (String name : set.nodeNames()) {
                nodes.put(name, new SimulatedNode(this, engine, index++, name, set));
                HostAddresses.of(engine).add(name);
            }
        }
    }

    // ---- what it is made of

    /** All nodes: servers, then clients, then those outside. */
    public List<SimulatedNode> nodes() {
        return List.copyOf(nodes.values());
    }

    /** The members that run the application. */
    public List<SimulatedNode> servers() {
        return nodes.values().stream().filter(SimulatedNode::isServer).toList();
    }

    /** The nodes that are to be in the cluster: servers, then clients. */
    public List<SimulatedNode> members() {
        return nodes.values().stream().filter(node -> !node.isOutside()).toList();
    }

    /**
     * A node.
     *
     * @param name its name
     * @throws SimSetupException if there is none
     */
    public SimulatedNode node(String name) {
        SimulatedNode node = nodes.get(name);
        if (node == null) {
            throw new SimSetupException(
                    "there is no node '" + name + "'; the nodes are " + nodes.keySet());
        }
        return node;
    }

    /**
     * Its node sets: those of servers in the order in which they start, then those of clients, then
     * those outside.
     */
    public List<NodeSetPlan> sets() {
        return deployment.plans();
    }

    /**
     * The nodes of a node set.
     *
     * @param set its name
     * @throws SimSetupException if there is none
     */
    public List<SimulatedNode> nodesOf(String set) {
        List<SimulatedNode> found = nodes.values().stream()
                .filter(node -> node.set().name().equals(set))
                .toList();
        if (found.isEmpty()) {
            throw new SimSetupException("there is no node set '" + set + "'; the node sets are "
                    + sets().stream().map(NodeSetPlan::name).toList());
        }
        return found;
    }

    /**
     * The cluster roles of a node, but for that of its data centre.
     *
     * @param node a node
     */
    public List<String> rolesOf(SimulatedNode node) {
        return deployment.rolesOf(node.name());
    }

    private void requireHost(String name) {
        if (!hostsOfBody.contains(name)) {
            node(name);
        }
    }

    /** Gives an actor system that the body makes a host of its own. */
    private Config configOfBody(String name, Config made) {
        String host = "body-" + (hostsOfBody.size() + 1);
        hostsOfBody.add(host);
        HostAddresses.of(engine).add(host);
        return deployment.configOfBody(host, made);
    }

    /** The groups of nodes that were named: names of nodes by the name of their group. */
    public Map<String, List<String>> groups() {
        return deployment.groups();
    }

    /** The name that all actor systems have. */
    public String systemName() {
        return named == null ? deployedName() : named.system();
    }

    /** The name that actor systems have which are not made by start code. */
    String deployedName() {
        return deployment.systemName();
    }

    /**
     * Requires that an actor system has the same name as all others, since Pekko lets no other
     * join.
     *
     * @param system its name
     * @param node where it is
     */
    void requireName(String system, SimulatedNode node) {
        Named first = named;
        if (first == null) {
            named = new Named(system, node);
        } else if (!first.system().equals(system)) {
            throw new SimSetupException("the actor system of " + node + " is called '" + system
                    + "', but that of " + first.node() + " is called '" + first.system()
                    + "'; all nodes of a cluster need one name (what the testkit starts itself has"
                    + " the name of the campaign)");
        }
    }

    /** The engine of its run. */
    public Engine engine() {
        return engine;
    }

    /** Its settings. */
    public ClusterSettings settings() {
        return deployment.settings();
    }

    /** The network. */
    public SimNetwork network() {
        return network;
    }

    /** The faults of the network. */
    public NetworkFaults networkFaults() {
        return networkFaults;
    }

    /** What was done to it. */
    public FaultLog faultLog() {
        return faultLog;
    }

    /** Whether a fault is going on: a node is down or paused, or a fault of the network lasts. */
    public boolean isDisturbed() {
        return networkFaults.anyOngoing()
                || nodes.values().stream().anyMatch(node -> !node.hasSystem() || node.isPaused());
    }

    // ---- lives of nodes

    /**
     * Says who is told of each life whose actor system was made.
     *
     * @param systemMade takes the node
     */
    public void onSystem(Consumer<SimulatedNode> systemMade) {
        onSystem = systemMade;
    }

    /**
     * Says what the nodes of a node set run, in each of their lives.
     *
     * @param set its name
     * @param start starts one life of a node
     */
    public void deploy(String set, NodeStart start) {
        starts.put(set, start);
    }

    /** Whether it was said what the nodes of a node set run. */
    public boolean isDeployed(NodeSetPlan set) {
        return starts.containsKey(set.name());
    }

    /**
     * Starts a node that is down.
     *
     * @param first whether it may form a new cluster
     */
    public void start(SimulatedNode node, boolean first) {
        NodeStart started = starts.get(node.set().name());
        if (started == null) {
            throw new IllegalStateException(node + " cannot be restarted: node set '"
                    + node.set().name() + "' was not started yet");
        }
        node.start(started, configOf(node, first), first);
    }

    /** The actor system of a life of a node is made. */
    void systemMade(SimulatedNode node) {
        onSystem.accept(node);
    }

    /**
     * Starts a node that is down. If it is a server it may form a new cluster, when
     * {@link NewCluster} says so.
     */
    void start(SimulatedNode node) {
        start(node, node.isServer() && newCluster.mayForm());
    }

    private Config configOf(SimulatedNode node, boolean first) {
        return withKnobs(deployment.configOf(node.name(), first));
    }

    Config configOver(SimulatedNode node, boolean first, String systemName, Config made) {
        return withKnobs(deployment.configOver(node.name(), first, systemName, made));
    }

    private Config withKnobs(Config config) {
        return knobs.isEmpty() ? config : knobs.withFallback(config);
    }

    /** A node that was told to leave stays down, unless the cluster heals meanwhile. */
    void left(SimulatedNode node) {
        if (healing) {
            node.restart();
        }
    }

    /**
     * A node whose actor system ended, as after downing, is started again, as the platform would do
     * it.
     */
    void terminated(SimulatedNode node) {
        applied("terminated", node.name() + " terminated by itself");
        restartLater(node);
    }

    /** A node whose application ended its process is started again, too. */
    void exited(SimulatedNode node, String call) {
        applied("exit", call);
        restartLater(node);
    }

    private void restartLater(SimulatedNode node) {
        long delay = engine.decisions().stream(Purpose.FAULT)
                .between(
                        settings().restartAfterMin().toNanos(),
                        settings().restartAfterMax().toNanos());
        engine.schedule(engine.driver(), delay, StepKind.TIMER, node.lives(), () -> {
            if (!node.isRunning()) {
                node.restart();
            }
        });
    }

    /** A life of a node ended, in whatever way. */
    void ended() {
        newCluster.nodeEnded();
    }

    void applied(String kind, String description) {
        faultLog.add(kind, description);
    }

    // ---- all nodes at once

    /** Crashes the hosts of all servers at one instant. */
    public void outage() {
        applied("outage", "outage of all servers");
        for (SimulatedNode node : servers()) {
            if (node.isRunning()) {
                node.crashHost();
            }
        }
    }

    /**
     * Starts all servers that are down, at one instant. If no node is in a cluster, one of them
     * forms one.
     */
    public void coldStart() {
        for (SimulatedNode node : servers()) {
            if (!node.isRunning()) {
                node.restart();
            }
        }
    }

    /**
     * Mends all that is broken: the network, clocks, slow and paused nodes; starts those that are
     * down, and from now on those that leave.
     */
    public void heal() {
        healing = true;
        networkFaults.repairAll();
        for (SimulatedNode node : nodes.values()) {
            node.repair();
            if (!node.isRunning()) {
                node.restart();
            }
        }
    }

    /** From now on a node that is told to leave stays down again. */
    public void healed() {
        healing = false;
    }
}
