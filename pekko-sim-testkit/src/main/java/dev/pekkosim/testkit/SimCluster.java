package dev.pekkosim.testkit;

import com.typesafe.config.Config;
import dev.pekkosim.engine.Engine;
import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.Purpose;
import dev.pekkosim.engine.RunFailedException;
import dev.pekkosim.engine.StepKind;
import dev.pekkosim.testkit.faults.Faults;
import dev.pekkosim.transport.net.SimNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.jspecify.annotations.Nullable;

/**
 * The simulated cluster of one run, as the body of the run sees it. Its methods may block; that takes virtual time
 * only. They must be called in the body, not by an actor.
 */
public final class SimCluster {

    private static final long POLL_NANOS = Duration.ofMillis(20).toNanos();

    private final Engine engine;
    private final Deployment deployment;
    private final Config knobs;
    private final RunSettings settings;
    private final SimNetwork network;
    private final Map<String, SimNode> nodes = new LinkedHashMap<>();
    private final FaultLog faultLog;
    private final Workloads workloads;
    private final NetworkFaults networkFaults;
    private final List<String> drawn = new ArrayList<>();
    private List<String> families = List.of();

    private Phase phase = Phase.START;

    /** How many lives of nodes have ended. */
    private int ends;

    private List<String> pending = List.of();
    private @Nullable KnownFindMatch knownFind;
    private @Nullable Supplier<? extends Behavior<?>> guardian;
    private @Nullable Nemesis nemesis;

    SimCluster(Engine engine, Deployment deployment, KnobSwarm knobs) {
        this.engine = engine;
        this.deployment = deployment;
        this.knobs = knobs.config();
        this.drawn.addAll(knobs.describe());
        this.settings = deployment.settings();
        this.network = SimNetwork.of(engine);
        this.faultLog = new FaultLog(engine);
        this.networkFaults = new NetworkFaults(this);
        this.workloads = new Workloads(engine);
        engine.points().begin(settings.points(), this::pointFires);
        int index = 0;
        for (String name : deployment.serverNames()) {
            nodes.put(name, new SimNode(this, engine, index++, name, false));
        }
        for (String name : deployment.clientNames()) {
            nodes.put(name, new SimNode(this, engine, index++, name, true));
        }
    }

    // ---- what it is made of

    /** All nodes: servers, then clients. */
    public List<SimNode> nodes() {
        return List.copyOf(nodes.values());
    }

    /** The nodes that are not client nodes. */
    public List<SimNode> servers() {
        return nodes.values().stream().filter(node -> !node.isClient()).toList();
    }

    /** The client nodes. */
    public List<SimNode> clients() {
        return nodes.values().stream().filter(SimNode::isClient).toList();
    }

    /**
     * A node.
     *
     * @param name its name, such as {@code node-1} or {@code client-1}
     */
    public SimNode node(String name) {
        SimNode node = nodes.get(name);
        if (node == null) {
            throw new SimSetupException(
                    "there is no node '" + name + "'; the nodes are " + nodes.keySet());
        }
        return node;
    }

    /** The groups of nodes that were named for the campaign, such as zones: names of nodes by the name of their group. */
    public Map<String, List<String>> groups() {
        return deployment.groups();
    }

    /** The actor system of the first running client node, or of the first running node if there is no client. */
    public ActorSystem<?> client() {
        return nodes.values().stream()
                .filter(node -> node.isClient() && node.hasSystem())
                .findFirst()
                .or(() -> nodes.values().stream().filter(SimNode::hasSystem).findFirst())
                .orElseThrow(() -> new IllegalStateException("no node is running"))
                .system();
    }

    /** The name that all actor systems of the cluster have. */
    public String systemName() {
        return deployment.systemName();
    }

    /** The simulated network, with its verbs. */
    public SimNetwork network() {
        return network;
    }

    /** The engine of the run. */
    public Engine engine() {
        return engine;
    }

    /** Where the run is. */
    public Phase phase() {
        return phase;
    }

    /** The faults applied so far, and their ends, oldest first. */
    public List<Fault> faults() {
        return faultLog.faults();
    }

    /** What was pending when the body of the run failed. */
    List<String> pending() {
        return pending;
    }

    /** The known find behind the failure of the run, or null. */
    @Nullable
    KnownFindMatch knownFind() {
        return knownFind;
    }

    /**
     * Takes in that the body of the run fails, and looks at what is pending and for a known find behind it while the cluster is
     * still alive.
     *
     * @param failed what the body throws
     */
    void failing(RunFailedException failed) {
        if (failed.kind() != Failure.Kind.PROPERTY || engine.isFinished()) {
            return;
        }
        Failure failure = new Failure(
                failed.kind(),
                failed.property(),
                String.valueOf(failed.getMessage()),
                engine.steps(),
                engine.now(),
                failed);
        try {
            pending = pendingWork();
            knownFind = KnownFinds.recognise(this, failure).orElse(null);
        } catch (RuntimeException e) {
            failed.addSuppressed(e);
        }
    }

    /**
     * Takes in how the run ended, and looks for a known find if that was not told by the body but by a step.
     *
     * @param failure why the run failed, or null
     */
    void ended(@Nullable Failure failure) {
        if (failure != null && failure.kind() == Failure.Kind.SERIALIZATION) {
            knownFind = KnownFinds.recognise(this, failure).orElse(null);
        }
    }

    /** How the operations of all workloads ended so far. */
    public OperationCounts operations() {
        return workloads.operations();
    }

    // ---- time

    /** Virtual time since the start of the run. */
    public Duration virtualTime() {
        return Duration.ofNanos(engine.now());
    }

    /**
     * Lets virtual time pass.
     *
     * @param duration how long
     */
    public void sleep(Duration duration) {
        engine.sleep(duration.toNanos());
    }

    /**
     * Waits in virtual time until a condition holds.
     *
     * @param bound longest virtual time to wait
     * @param condition looked at every 20 virtual milliseconds
     * @return whether it came to hold
     */
    public boolean await(Duration bound, BooleanSupplier condition) {
        long deadline = engine.now() + bound.toNanos();
        while (!condition.getAsBoolean()) {
            if (engine.now() >= deadline) {
                return false;
            }
            engine.sleep(POLL_NANOS);
        }
        return true;
    }

    // ---- start

    /**
     * Starts every node with the team's own guardian, the first one before the others, and waits until all of them are Up.
     *
     * @param newGuardian makes the guardian of one life of a node
     */
    public void startAll(Supplier<? extends Behavior<?>> newGuardian) {
        guardian = newGuardian;
        SimNode founder = servers().get(0);
        start(founder, true);
        await(settings.startWithin(), founder::isMember);
        for (SimNode node : nodes.values()) {
            if (node != founder) {
                start(node, false);
            }
        }
        requireConverged("the cluster forms", settings.startWithin());
        phase = Phase.CHAOS;
    }

    /**
     * Starts a node that is down. It may form a new cluster only when no other node is in one or is about to form one, as
     * a deployment with one bootstrapping node would have it: anything else would be two clusters by configuration.
     */
    void start(SimNode node) {
        start(node, !node.isClient() && nodes.values().stream().noneMatch(SimNode::holdsCluster));
    }

    private void start(SimNode node, boolean first) {
        Supplier<? extends Behavior<?>> started = guardian;
        if (started == null) {
            throw new IllegalStateException("startAll must be called before a node is restarted");
        }
        node.start(started, configOf(node, first), first, () -> workloads.startOn(node));
    }

    private Config configOf(SimNode node, boolean first) {
        Config config = deployment.configOf(node.name(), first);
        return knobs.isEmpty() ? config : knobs.withFallback(config);
    }

    private void requireConverged(String property, Duration bound) {
        if (!await(bound, () -> divergence().isEmpty())) {
            throw notWithin(property, bound, String.join("; ", divergence()));
        }
    }

    /** Every buffer of sharding must be empty once, since what it waits for is there; under load it soon fills again. */
    private void requireDrained(String property, Duration bound) {
        Set<String> full = new LinkedHashSet<>(PendingWork.fullRegions(this));
        if (!await(bound, () -> {
            full.retainAll(PendingWork.fullRegions(this));
            return full.isEmpty();
        })) {
            throw notWithin(
                    property,
                    bound,
                    "all nodes are Up, but sharding still buffers messages, at "
                            + String.join(", ", full));
        }
    }

    private RunFailedException notWithin(String property, Duration bound, String why) {
        return new RunFailedException(
                Failure.Kind.PROPERTY,
                property,
                "not within " + bound.toSeconds() + " virtual seconds: " + why);
    }

    /**
     * What the running nodes have not come to an end with, one line each: messages in stashes and in the buffers of sharding and
     * singleton proxies, asks that went to another node and have no answer yet, steps that block and what they wait for.
     * It says what waits for what where an application does not go on; an application at work always has some.
     */
    public List<String> pendingWork() {
        return PendingWork.of(this);
    }

    private List<String> divergence() {
        List<String> found = new ArrayList<>();
        for (SimNode node : nodes.values()) {
            String divergence = node.divergence(nodes.size());
            if (divergence != null) {
                found.add(divergence);
            }
        }
        return found;
    }

    // ---- workloads

    /**
     * Starts a workload on every client node; it goes on on every later life of one.
     *
     * @param workload a workload made for this run
     * @return the same workload
     */
    public <W extends Workload> W run(W workload) {
        if (clients().isEmpty()) {
            throw new SimSetupException("workload " + workload.name()
                    + " needs a client node, but the cluster has none; set clients to at least 1");
        }
        workloads.add(workload);
        for (SimNode node : clients()) {
            if (node.hasSystem()) {
                workloads.startOn(node, workload);
            }
        }
        return workload;
    }

    /**
     * Waits until a workload is done.
     *
     * @param workload a workload that runs
     */
    public void awaitDone(Workload workload) {
        if (!await(settings.workloadWithin(), workload::isDone)) {
            throw new RunFailedException(
                    Failure.Kind.PROPERTY,
                    RunProperties.WORKLOAD_ENDS,
                    workload.name() + " is not done within "
                            + settings.workloadWithin().toHours() + " virtual hours: "
                            + workload.operations());
        }
    }

    // ---- faults

    /**
     * Lets a nemesis draw and apply faults until {@link #heal()}.
     *
     * @param chaos what it may do
     */
    public void chaos(Chaos chaos) {
        if (nemesis != null) {
            throw new IllegalStateException("a nemesis is at work already");
        }
        DrawnChaos drawnChaos = chaos.draw(engine);
        if (chaos.drawn()) {
            drawn.addAll(drawnChaos.describe());
        }
        families = drawnChaos.on().stream().map(on -> on.family().name()).toList();
        if (!families.isEmpty()) {
            nemesis = new Nemesis(this, drawnChaos.on(), drawnChaos.maxDown());
            nemesis.start();
        }
    }

    /** The fault families that were on and have not applied any fault so far. */
    List<String> silentFamilies() {
        Set<String> seen = new HashSet<>();
        faults().forEach(fault -> seen.add(String.valueOf(fault.family())));
        return families.stream().filter(family -> !seen.contains(family)).toList();
    }

    /** What this run drew that others have otherwise: its knobs, and the families of its chaos. */
    List<String> drawn() {
        return List.copyOf(drawn);
    }

    /** The faults of the network, with the verbs that apply them. */
    public NetworkFaults networkFaults() {
        return networkFaults;
    }

    /**
     * As {@link NetworkFaults#partition}.
     *
     * @param some names of nodes
     * @param others names of other nodes
     */
    public OngoingFault partition(Collection<String> some, Collection<String> others) {
        return networkFaults.partition(some, others);
    }

    /** As {@link NetworkFaults#repairAll}. */
    public void repairAll() {
        applied("repair", "repair all");
        networkFaults.repairAll();
    }

    /** Crashes all servers at one instant. Models a power failure, or a deployment that stops everything. */
    public void outage() {
        applied("outage", "outage of all servers");
        for (SimNode node : servers()) {
            if (node.isRunning()) {
                node.crashHost();
            }
        }
    }

    /** Starts all servers that are down, at one instant. The first one forms a new cluster if no node is in one. */
    public void coldStart() {
        for (SimNode node : servers()) {
            if (!node.isRunning()) {
                node.restart();
            }
        }
    }

    /** The first firing of a point in the run is told like a fault; its others are only counted. */
    private void pointFires(String point) {
        String description = "point " + point + " fires from here on";
        String event = Faults.pointEvents().get(point);
        if (event == null) {
            applied("point", description);
        } else {
            faultLog.inTheNameOf(Faults.POINTS, () -> applied("point", description + ": " + event));
        }
    }

    void inTheNameOf(String family, Runnable act) {
        faultLog.inTheNameOf(family, act);
    }

    void applied(String kind, String description) {
        faultLog.add(kind, description);
    }

    /** A node that was told to leave stays down, unless the cluster heals meanwhile. */
    void left(SimNode node) {
        if (phase == Phase.HEAL) {
            node.restart();
        }
    }

    /** A node whose actor system ended, as after downing, is started again, as the platform would do it. */
    void terminatedByItself(SimNode node) {
        applied("terminated", node.name() + " terminated by itself");
        long delay = engine.decisions().stream(Purpose.FAULT)
                .between(
                        settings.restartAfterMin().toNanos(),
                        settings.restartAfterMax().toNanos());
        engine.schedule(engine.driver(), delay, StepKind.TIMER, node.lives(), () -> {
            if (!node.isRunning()) {
                node.restart();
            }
        });
    }

    /**
     * Ends the faults: nothing new happens, no buggify point fires, cut links are repaired, dead nodes restarted, and all nodes must become
     * Up again; then every region of sharding must get rid of what it has buffered.
     */
    public void heal() {
        phase = Phase.HEAL;
        if (nemesis != null) {
            nemesis.stop();
        }
        engine.points().end();
        networkFaults.repairAll();
        for (SimNode node : nodes.values()) {
            node.repair();
            if (!node.isRunning()) {
                node.restart();
            }
        }
        requireConverged(RunProperties.CLUSTER_CONVERGES, settings.convergeWithin());
        if (settings.buffersDrain()) {
            requireDrained(RunProperties.BUFFERS_EMPTY, settings.convergeWithin());
        }
        phase = Phase.CHECK;
    }

    /**
     * Checks a property of the living cluster; the run fails when it does not hold.
     *
     * @param checker the property
     */
    public void check(Checker checker) {
        checker.violation(this).ifPresent(violation -> {
            throw new RunFailedException(Failure.Kind.PROPERTY, checker.property(), violation);
        });
    }

    /**
     * When the last node that was in a cluster is gone, the others would look for it for ever. After a while, in which one that it has
     * let in may still hear of it, one of them forms a new cluster, as Pekko's Cluster Bootstrap would have it.
     */
    void ended() {
        ends++;
        foundIfNoneAfter(ends);
    }

    private void foundIfNoneAfter(int end) {
        engine.schedule(
                engine.driver(),
                settings.formNewAfter().toNanos(),
                StepKind.TIMER,
                0,
                () -> foundIfNone(end));
    }

    private void foundIfNone(int end) {
        if (end != ends || nodes.values().stream().anyMatch(SimNode::holdsCluster)) {
            return;
        }
        if (nodes.values().stream().anyMatch(SimNode::isPaused) || network.carriesLastWords()) {
            foundIfNoneAfter(end); // a node may have been let in, and not know it yet
        } else {
            servers().stream()
                    .filter(SimNode::hasSystem)
                    .findFirst()
                    .ifPresent(SimNode::formCluster);
        }
    }

    void disposing() {
        phase = Phase.DISPOSE;
    }
}
