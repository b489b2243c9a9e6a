// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import dev.pekkosim.testkit.body.Answers;
import dev.pekkosim.testkit.body.Eventually;
import dev.pekkosim.testkit.body.NodeSteps;
import dev.pekkosim.testkit.cluster.Fault;
import dev.pekkosim.testkit.cluster.NetworkFaults;
import dev.pekkosim.testkit.cluster.NoSystemException;
import dev.pekkosim.testkit.cluster.NodeStart;
import dev.pekkosim.testkit.cluster.OngoingFault;
import dev.pekkosim.testkit.cluster.SimSetupException;
import dev.pekkosim.testkit.cluster.SimulatedCluster;
import dev.pekkosim.testkit.insight.PendingWork;
import dev.pekkosim.testkit.spi.TargetCluster;
import dev.pekkosim.transport.net.SimNetwork;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

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
    private final Answers answers;
    private final NodeSteps steps;
    private final ClusterLook look;

    SimCluster(Run run, SimulatedCluster cluster) {
        this.run = run;
        this.cluster = cluster;
        this.answers = new Answers(cluster);
        this.steps = new NodeSteps(cluster);
        this.look = new ClusterLook(cluster);
        cluster.nodes()
                .forEach(node -> nodes.put(node.name(), new SimNode(node, cluster.rolesOf(node))));
    }

    // ---- what it is made of

    @Override
    public List<SimNode> nodes() {
        return List.copyOf(nodes.values());
    }

    @Override
    public List<SimNode> servers() {
        return nodes.values().stream().filter(node -> node.node.isServer()).toList();
    }

    /** The client nodes. */
    public List<SimNode> clients() {
        return nodes.values().stream().filter(SimNode::isClient).toList();
    }

    /**
     * The nodes of a node set, to start them.
     *
     * @param set its name; {@code node} for those of {@link SimClusterTestKit.Builder#nodes(int)},
     *     {@code client} for the client nodes
     */
    public SimNodeSet nodes(String set) {
        List<SimNode> found =
                cluster.nodesOf(set).stream().map(node -> node(node.name())).toList();
        return new SimNodeSet(set, found, run.startup());
    }

    /**
     * The nodes that have a cluster role.
     *
     * @param role the role, but for that of a data centre
     * @throws SimSetupException if no node has it
     */
    public List<SimNode> nodesWithRole(String role) {
        List<SimNode> found =
                nodes().stream().filter(node -> node.roles().contains(role)).toList();
        if (found.isEmpty()) {
            throw new SimSetupException("no node has the role '" + role + "'; the roles are "
                    + nodes().stream()
                            .flatMap(node -> node.roles().stream())
                            .distinct()
                            .toList());
        }
        return found;
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
     * The actor system of the first running client node, or of the first running member if there is
     * no client.
     */
    public ActorSystem<?> client() {
        return nodes.values().stream()
                .filter(node -> node.isClient() && node.hasSystem())
                .findFirst()
                .or(() -> nodes.values().stream()
                        .filter(node -> !node.isOutside() && node.hasSystem())
                        .findFirst())
                .orElseThrow(() -> new NoSystemException(
                        "no node is running; restart one, or wait until one has a system"))
                .system();
    }

    /**
     * The name that all actor systems of the cluster have: that of the campaign, or the one that
     * start code gives them.
     */
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

    /** What the body draws from: the same numbers in every execution of the seed. */
    public SimRandom random() {
        return run.random();
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

    // ---- how it looks: draws and sends nothing, so that the run stays the same

    /** How each node sees the cluster, in the order of {@link #nodes()}. */
    public List<ClusterView> clusterState() {
        return look.views();
    }

    /**
     * Where the shards of a type live now, node by node. A shard whose home two nodes take
     * themselves for is there twice.
     *
     * @param type the type of the entities
     * @throws SimSetupException if all nodes are Up, and none has that type
     */
    public List<ShardLocation> shardLocations(EntityTypeKey<?> type) {
        return look.shards(type);
    }

    /**
     * Which entities of a type live now, and where, node by node. One that lives on two nodes is
     * there twice; those that passivate live until they have stopped.
     *
     * @param type the type of the entities
     * @throws SimSetupException if all nodes are Up, and none has that type
     */
    public List<EntityLocation> entities(EntityTypeKey<?> type) {
        return look.entities(type);
    }

    /**
     * What the receptionist of each node lists now, in the order of {@link #nodes()}.
     *
     * @param key the key of the services
     */
    public List<ServiceListing> receptionist(ServiceKey<?> key) {
        return look.listings(key);
    }

    // ---- what it is asked

    /**
     * Waits for an answer, at most for {@code pekko.sim.cluster.answer-within}, which is 2 virtual
     * hours; an ask ends at its own timeout.
     *
     * <p>If it does not come, or is an exception, this throws, and unless the body catches that the
     * run has failed: with the line of the body, what was asked and of whom, which nodes are down
     * or paused, the faults since, and what is pending.
     *
     * @param asked completes with the answer: what an ask returned, or any other future
     * @return the answer
     */
    public <T> T ask(CompletionStage<T> asked) {
        return answers.ask(cluster.settings().answerWithin(), asked);
    }

    /**
     * As {@link #ask(CompletionStage)}, with a bound of its own.
     *
     * @param within the longest virtual time to wait, longer than 0
     * @param asked completes with the answer
     * @return the answer
     */
    public <T> T ask(Duration within, CompletionStage<T> asked) {
        return answers.ask(within, asked);
    }

    /**
     * Asks several times, each time when the one before has ended, and counts how they ended: ok if
     * an answer came, failed if it is an exception, unknown if none came, be it that what was asked
     * was done or not. While no node runs that could be asked, an attempt has failed, and the next
     * is made 100 virtual ms later. What else the operation itself throws is thrown here.
     *
     * @param times how often, at least 1
     * @param operation asks once
     */
    public <T> OperationCounts attempt(
            int times, Supplier<? extends CompletionStage<T>> operation) {
        return attempt(times, Duration.ZERO, operation);
    }

    /**
     * The same over a time: faults come every few virtual seconds, in which a cluster that is well
     * answers hundreds of asks, so that those without a pause may all be over before the first.
     *
     * @param times how often, at least 1
     * @param pause virtual time after each attempt, not negative
     * @param operation asks once
     */
    public <T> OperationCounts attempt(
            int times, Duration pause, Supplier<? extends CompletionStage<T>> operation) {
        return OperationCounts.of(answers.attempt(times, pause, operation));
    }

    /**
     * Waits until an assertion holds, of AssertJ, JUnit, ScalaTest, specs2 or any other library: as
     * long as it throws an {@code AssertionError}, or what such a library has instead, it is looked
     * at again, every 100 virtual ms. If it still does not hold when the time is over the run fails
     * with what it threw last. An exception of another kind is thrown at once.
     *
     * @param within the longest virtual time to wait, longer than 0
     * @param assertion what must come to hold; it may block, as to ask something
     */
    public void eventually(Duration within, Runnable assertion) {
        Eventually.holds(run.engine(), within, assertion);
    }

    // ---- what is done on a node

    /**
     * Runs code as a step of a node, with its clock, its random numbers and, as
     * {@code node.system()}, its actor system; and waits for its end, at most for
     * {@code pekko.sim.cluster.answer-within}. What it throws is thrown here.
     *
     * @param node runs
     * @param code what to do; it may block
     * @return what it returns
     * @throws IllegalStateException if the node has no actor system
     */
    public <T> T runOn(SimNode node, Supplier<T> code) {
        return steps.run(node.node, code);
    }

    /**
     * As {@link #runOn(SimNode, Supplier)}, for code that returns nothing.
     *
     * @param node runs
     * @param code what to do; it may block
     */
    public void runOn(SimNode node, Runnable code) {
        steps.run(node.node, () -> {
            code.run();
            return node;
        });
    }

    /**
     * Spawns an actor on a node, at {@code /system/NAME}. It lives as long as the actor system, and
     * what is sent to the reference by the body goes over no wire, as from a neighbour on the node.
     *
     * @param node runs
     * @param behavior what it does
     * @param name its name, which no other such actor of the node has
     * @throws IllegalStateException if the node has no actor system
     */
    public <T> ActorRef<T> spawn(SimNode node, Behavior<T> behavior, String name) {
        return runOn(node, () -> node.system().systemActorOf(behavior, name, Props.empty()));
    }

    /**
     * An actor of a node. The reference is that of the node itself, so that what the body sends to
     * it goes over no wire. With an address before it a path may lead to another node, such as
     * {@code other.system().address() + "/user/echo"}; then it does.
     *
     * <p>If the path has no address, it waits until an actor lives there, at most for
     * {@code pekko.sim.cluster.start-within}.
     *
     * @param node runs
     * @param path such as {@code /user/echo}
     * @throws IllegalArgumentException if no actor has come to live there
     * @throws IllegalStateException if the node has no actor system
     */
    public <T> ActorRef<T> resolve(SimNode node, String path) {
        return steps.resolve(node.node, path);
    }

    // ---- phases

    /**
     * Starts every node with the team's own guardian, and waits until all of them are Up: the first
     * node before the others, then one node set after the other, client nodes with the last one.
     * Nodes that {@link #nodes(String)} has started before are left out, and nodes outside, which
     * run something else.
     *
     * @param newGuardian makes the guardian of one life of a node
     */
    public void startAll(Supplier<? extends Behavior<?>> newGuardian) {
        startEach(node -> newGuardian.get());
    }

    /**
     * As {@link #startAll(Supplier)}, with a guardian that depends on the node.
     *
     * @param newGuardian makes the guardian of one life of a node
     */
    public void startEach(Function<SimNode, ? extends Behavior<?>> newGuardian) {
        Startup startup = run.startup();
        startup.startAll(NodeStart.typed(startup.onFronts(newGuardian)));
    }

    /**
     * As {@link #startAll(Supplier)}, with classic actors: each node has an actor system in which
     * an actor {@code guardian} below {@code /user} is started.
     *
     * @param newProps makes the properties of that actor for one life of a node
     */
    public void startAllClassic(Supplier<org.apache.pekko.actor.Props> newProps) {
        run.startup().startAll(NodeStart.classic(node -> newProps.get()));
    }

    /**
     * As {@link #startAll(Supplier)}, with the team's own start code, which makes the actor system.
     *
     * @param code takes the configuration of the node
     */
    public void startAllCode(StartCode code) {
        run.startup().startAll(NodeStart.code(code::start));
    }

    /**
     * As {@link #startAll(Supplier)}, with a main method of the team's own, which may wait for the
     * end of the actor system that it makes.
     *
     * @param main what the main method does
     * @see SimNodeSet#startMain
     */
    public void startAllMain(MainMethod main) {
        run.startup().startAll(NodeStart.main(main::run));
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
     * Lets a nemesis draw and apply faults until {@link #heal()}: the chaos of the campaign, which
     * is {@link Chaos#swarm()} unless the campaign or {@code pekko.sim.chaos} says otherwise.
     *
     * @throws IllegalStateException if there was a chaos in this run before
     */
    public void chaos() {
        run.chaos();
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
