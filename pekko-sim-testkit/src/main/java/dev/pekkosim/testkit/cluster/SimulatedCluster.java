// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.cluster;

import com.typesafe.config.Config;
import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.decision.Purpose;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.step.StepKind;
import dev.pekkosim.transport.net.SimNetwork;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.Behavior;
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

    private boolean healing;
    private @Nullable Supplier<? extends Behavior<?>> guardian;
    private Consumer<SimulatedNode> onSystem = node -> {};

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
        this.networkFaults = new NetworkFaults(network, this::node, faultLog);
        this.newCluster = new NewCluster(engine, this, settings().formNewAfter());
        int index = 0;
        for (String name : deployment.serverNames()) {
            nodes.put(name, new SimulatedNode(this, engine, index++, name, false));
        }
        for (String name : deployment.clientNames()) {
            nodes.put(name, new SimulatedNode(this, engine, index++, name, true));
        }
    }

    // ---- what it is made of

    /** All nodes: servers, then clients. */
    public List<SimulatedNode> nodes() {
        return List.copyOf(nodes.values());
    }

    /** The nodes that are not client nodes. */
    public List<SimulatedNode> servers() {
        return nodes.values().stream().filter(node -> !node.isClient()).toList();
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

    /** The groups of nodes that were named: names of nodes by the name of their group. */
    public Map<String, List<String>> groups() {
        return deployment.groups();
    }

    /** The name that all actor systems have. */
    public String systemName() {
        return deployment.systemName();
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
     * Says what the nodes run.
     *
     * @param newGuardian makes the guardian of one life of a node
     * @param systemMade told of each life whose actor system was made
     */
    public void deploy(
            Supplier<? extends Behavior<?>> newGuardian, Consumer<SimulatedNode> systemMade) {
        guardian = newGuardian;
        onSystem = systemMade;
    }

    /**
     * Starts a node that is down.
     *
     * @param first whether it may form a new cluster
     */
    public void start(SimulatedNode node, boolean first) {
        Supplier<? extends Behavior<?>> started = guardian;
        if (started == null) {
            throw new IllegalStateException("startAll must be called before a node is restarted");
        }
        node.start(started, configOf(node, first), first, () -> onSystem.accept(node));
    }

    /**
     * Starts a node that is down. If it is a server it may form a new cluster, when
     * {@link NewCluster} says so.
     */
    void start(SimulatedNode node) {
        start(node, !node.isClient() && newCluster.mayForm());
    }

    private Config configOf(SimulatedNode node, boolean first) {
        Config config = deployment.configOf(node.name(), first);
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
