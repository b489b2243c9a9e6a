package dev.pekkosim.testkit;

import dev.pekkosim.testkit.cluster.Fault;
import dev.pekkosim.testkit.cluster.NetworkFaults;
import dev.pekkosim.testkit.cluster.OngoingFault;
import dev.pekkosim.testkit.cluster.SimulatedCluster;
import dev.pekkosim.testkit.insight.PendingWork;
import dev.pekkosim.testkit.spi.TargetCluster;
import dev.pekkosim.transport.net.SimNetwork;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;

/**
 * The simulated cluster of one run, as the body of the run sees it. Its methods may block; that
 * takes virtual time only. They must be called in the body, not by an actor.
 *
 * @since 0.1.0
 */
public final class SimCluster implements TargetCluster {

    private final Run run;
    private final SimulatedCluster cluster;
    private final Map<String, SimNode> nodes = new LinkedHashMap<>();

    SimCluster(Run run, SimulatedCluster cluster) {
        this.run = run;
        this.cluster = cluster;
        cluster.nodes().forEach(node -> nodes.put(node.name(), new SimNode(node)));
    }

    // ---- what it is made of

    @Override
    public List<SimNode> nodes() {
        return List.copyOf(nodes.values());
    }

    @Override
    public List<SimNode> servers() {
        return nodes.values().stream().filter(node -> !node.isClient()).toList();
    }

    /** The client nodes. */
    public List<SimNode> clients() {
        return nodes.values().stream().filter(SimNode::isClient).toList();
    }

    @Override
    public SimNode node(String name) {
        SimNode node = nodes.get(cluster.node(name).name());
        if (node == null) {
            throw new IllegalStateException("node " + name + " has no front");
        }
        return node;
    }

    @Override
    public Map<String, List<String>> groups() {
        return cluster.groups();
    }

    /**
     * The actor system of the first running client node, or of the first running node if there is
     * no client.
     */
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
        return cluster.systemName();
    }

    /** The simulated network, with its verbs. */
    public SimNetwork network() {
        return cluster.network();
    }

    /** The seed of the run. */
    public long seed() {
        return run.engine().seed();
    }

    /** Where the run is. */
    public Phase phase() {
        return run.phase();
    }

    /** The faults applied so far, and their ends, oldest first. */
    public List<Fault> faults() {
        return run.faults();
    }

    /** How the operations of all workloads ended so far. */
    public OperationCounts operations() {
        return run.operations();
    }

    /**
     * What the running nodes have not come to an end with, one line each: messages in stashes and
     * in the buffers of sharding and singleton proxies, asks that went to another node and have no
     * answer yet, steps that block and what they wait for. It says what waits for what where an
     * application does not go on; an application at work always has some.
     */
    public List<String> pendingWork() {
        return PendingWork.of(cluster);
    }

    // ---- time

    /** Virtual time since the start of the run. */
    public Duration virtualTime() {
        return Duration.ofNanos(run.engine().now());
    }

    /**
     * Lets virtual time pass.
     *
     * @param duration how long
     */
    public void sleep(Duration duration) {
        run.engine().sleep(duration.toNanos());
    }

    /**
     * Waits in virtual time until a condition holds.
     *
     * <p>The condition may block, and what it throws is thrown here. It need not run on the thread
     * of the JVM that the body runs on, though {@code Thread.currentThread()} and thread locals are
     * those of the body in it. It does run there where the body is the owner of a lock or in a
     * monitor, so it may take those.
     *
     * @param bound longest virtual time to wait
     * @param condition looked at at once and every 20 virtual milliseconds
     * @return whether it came to hold
     */
    public boolean await(Duration bound, BooleanSupplier condition) {
        return run.await(bound, condition);
    }

    // ---- phases

    /**
     * Starts every node with the team's own guardian, the first one before the others, and waits
     * until all of them are Up.
     *
     * @param newGuardian makes the guardian of one life of a node
     */
    public void startAll(Supplier<? extends Behavior<?>> newGuardian) {
        run.startAll(newGuardian);
    }

    /**
     * Starts a workload on every client node; it goes on on every later life of one.
     *
     * @param workload a workload made for this run
     * @return the same workload
     */
    public <W extends Workload> W run(W workload) {
        run.run(workload);
        return workload;
    }

    /**
     * Waits until a workload is done, at most for {@code pekko.sim.cluster.workload-within} from
     * now on; past it the run fails.
     *
     * @param workload a workload that runs
     */
    public void awaitDone(Workload workload) {
        run.awaitDone(workload);
    }

    /**
     * Lets a nemesis draw and apply faults until {@link #heal()}. Once in a run: what is to strike
     * later is part of the same {@link Chaos}, or done by hand.
     *
     * @param chaos what it may do
     * @throws IllegalStateException if it was called in this run before
     */
    public void chaos(Chaos chaos) {
        run.chaos(chaos);
    }

    /**
     * Ends the faults: nothing new happens, no buggify point fires, cut links are repaired, dead
     * nodes restarted, and all nodes must become Up again; then every region of sharding must get
     * rid of what it has buffered.
     */
    public void heal() {
        run.heal();
    }

    /**
     * Checks a property of the living cluster. When it does not hold the run has failed; the body
     * goes on with the next check.
     *
     * @param checker the property
     */
    public void check(Checker checker) {
        run.check(checker);
    }

    // ---- faults

    @Override
    public NetworkFaults networkFaults() {
        return cluster.networkFaults();
    }

    @Override
    public OngoingFault partition(Collection<String> some, Collection<String> others) {
        return cluster.networkFaults().partition(some, others);
    }

    @Override
    public void repairAll() {
        cluster.faultLog().add("repair", "repair all");
        cluster.networkFaults().repairAll();
    }

    @Override
    public void outage() {
        cluster.outage();
    }

    @Override
    public void coldStart() {
        cluster.coldStart();
    }
}
