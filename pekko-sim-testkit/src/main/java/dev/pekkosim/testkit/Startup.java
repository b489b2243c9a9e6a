// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.RunFailedException;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.testkit.body.Waiting;
import dev.pekkosim.testkit.cluster.Convergence;
import dev.pekkosim.testkit.cluster.NodeSetPlan;
import dev.pekkosim.testkit.cluster.NodeStart;
import dev.pekkosim.testkit.cluster.SimSetupException;
import dev.pekkosim.testkit.cluster.SimulatedCluster;
import dev.pekkosim.testkit.cluster.SimulatedNode;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The start of the nodes of a run, node set by node set. */
final class Startup {

    private static final String FORMS = "the cluster forms";

    private final Engine engine;
    private final SimulatedCluster cluster;
    private final Waiting waiting;
    private final Runnable complete;
    private final Function<SimulatedNode, SimNode> fronts;

    private boolean isFounded;

    /**
     * Makes a start that has not begun.
     *
     * @param waiting waits in virtual time
     * @param complete called when all nodes are Up at first
     * @param fronts each node as the body sees it
     */
    Startup(
            Engine engine,
            SimulatedCluster cluster,
            Waiting waiting,
            Runnable complete,
            Function<SimulatedNode, SimNode> fronts) {
        this.engine = engine;
        this.cluster = cluster;
        this.waiting = waiting;
        this.complete = complete;
        this.fronts = fronts;
    }

    /** A function of nodes, which knows them as the body does. */
    <T> Function<SimulatedNode, T> onFronts(Function<SimNode, T> function) {
        return fronts.andThen(function);
    }

    // ---- starts

    /**
     * Starts the sets of members that were not started yet: one after the other, and all clients at
     * last.
     */
    void startAll(NodeStart start) {
        List<NodeSetPlan> sets = missingMembers();
        if (sets.isEmpty()) {
            throw new IllegalStateException(
                    "startAll must be called before all node sets are started, but is called after");
        }
        sets.forEach(set -> cluster.deploy(set.name(), start));
        long begun = engine.now();
        int next = 0;
        while (next < sets.size()) {
            int end = next + 1;
            while (end < sets.size() && sets.get(end).kind() == NodeSetPlan.Kind.CLIENT) {
                end++;
            }
            List<NodeSetPlan> batch = sets.subList(next, end);
            start(batch.stream()
                    .flatMap(set -> cluster.nodesOf(set.name()).stream())
                    .toList());
            next = end;
            if (next < sets.size()) {
                awaitMembers(batch, begun);
            }
        }
        awaitUp(begun);
    }

    /**
     * Starts one set.
     *
     * @param name its name
     */
    void start(String name, NodeStart start) {
        List<SimulatedNode> nodes = cluster.nodesOf(name);
        NodeSetPlan set = nodes.get(0).set();
        if (cluster.isDeployed(set)) {
            throw new IllegalStateException("node set '" + name
                    + "' must be started once in a run, but is started again; for another life of"
                    + " a node call restart() of it");
        }
        cluster.deploy(name, start);
        long begun = engine.now();
        start(nodes);
        if (set.isOutside()) {
            awaitSystems(nodes, begun);
        } else if (missingMembers().isEmpty()) {
            awaitUp(begun);
        } else if (isFounded) {
            awaitMembers(List.of(set), begun);
        }
    }

    /** Starts nodes; if there is no cluster yet, the first of them forms it before the others. */
    private void start(List<SimulatedNode> nodes) {
        SimulatedNode first = nodes.get(0);
        boolean founds = !isFounded && first.isServer();
        if (founds) {
            isFounded = true;
            cluster.start(first, true);
            waiting.await(cluster.settings().startWithin(), first::isMember);
        }
        for (SimulatedNode node : nodes) {
            if (!(founds && node == first)) {
                cluster.start(node, false);
            }
        }
    }

    // ---- waiting

    private void awaitMembers(List<NodeSetPlan> sets, long begun) {
        List<SimulatedNode> nodes = sets.stream()
                .flatMap(set -> cluster.nodesOf(set.name()).stream())
                .toList();
        if (!waiting.await(left(begun), () -> nodes.stream().allMatch(SimulatedNode::isMember))) {
            throw notFormed(nodes.stream()
                    .filter(node -> !node.isMember())
                    .map(node -> node.name()
                            + (node.hasSystem() ? " is not in the cluster" : " is still starting"))
                    .toList());
        }
    }

    private void awaitSystems(List<SimulatedNode> nodes, long begun) {
        if (!waiting.await(left(begun), () -> nodes.stream().allMatch(SimulatedNode::hasSystem))) {
            throw new RunFailedException(
                    Failure.Kind.PROPERTY,
                    "every actor system starts",
                    Waiting.notWithin(
                            cluster.settings().startWithin(),
                            nodes.stream()
                                    .filter(node -> !node.hasSystem())
                                    .map(node -> node + " is still starting")
                                    .collect(Collectors.joining("; "))));
        }
    }

    private void awaitUp(long begun) {
        if (!waiting.await(
                left(begun), () -> Convergence.missingMembers(cluster).isEmpty())) {
            throw notFormed(Convergence.missingMembers(cluster));
        }
        complete.run();
    }

    private Duration left(long begun) {
        long spent = engine.now() - begun;
        return Duration.ofNanos(Math.max(0, cluster.settings().startWithin().toNanos() - spent));
    }

    private RunFailedException notFormed(List<String> why) {
        return new RunFailedException(
                Failure.Kind.PROPERTY,
                FORMS,
                Waiting.notWithin(cluster.settings().startWithin(), String.join("; ", why)));
    }

    // ---- what was forgotten

    private List<NodeSetPlan> missingMembers() {
        return missing().stream().filter(set -> !set.isOutside()).toList();
    }

    private List<NodeSetPlan> missing() {
        return cluster.sets().stream().filter(set -> !cluster.isDeployed(set)).toList();
    }

    /**
     * Requires that all sets were started, if one was: a body may be without nodes.
     *
     * @param before what needs them, as a phrase after "before …"
     */
    void requireAllStartedIfAny(String before) {
        if (missing().size() < cluster.sets().size()) {
            requireAllStarted(before);
        }
    }

    /**
     * Requires that all sets were started.
     *
     * @param before what needs them, as a phrase after "before …"
     */
    void requireAllStarted(String before) {
        List<NodeSetPlan> missing = missing();
        if (missing.size() == cluster.sets().size()) {
            throw new SimSetupException(
                    "no node is ever started; call cluster.startAll(…) before " + before);
        }
        if (!missing.isEmpty()) {
            throw new SimSetupException("node set '" + missing.get(0).name()
                    + "' is never started; call cluster.nodes(\""
                    + missing.get(0).name() + "\").start(…) before " + before);
        }
    }
}
