// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import dev.pekkosim.testkit.cluster.NodeStart;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.typed.Behavior;

/**
 * The nodes of one {@link NodeSet} in a run, and what starts them. The first set that is started
 * forms the cluster. A start waits until its nodes are in the cluster; that of the last set waits
 * until all nodes are Up, so sets that wait for each other can be started one after the other. A
 * set that starts late is how a cluster is scaled out.
 *
 * <p>What a set was started with starts each later life of its nodes, too.
 *
 * @since 0.1.0
 */
public final class SimNodeSet {

    private final String name;
    private final List<SimNode> nodes;
    private final Startup startup;

    SimNodeSet(String name, List<SimNode> nodes, Startup startup) {
        this.name = name;
        this.nodes = nodes;
        this.startup = startup;
    }

    /** The set's name. */
    public String name() {
        return name;
    }

    /** Its nodes. */
    public List<SimNode> nodes() {
        return nodes;
    }

    /**
     * Starts its nodes with the team's own guardian.
     *
     * @param newGuardian makes the guardian of one life of a node
     */
    public void start(Supplier<? extends Behavior<?>> newGuardian) {
        startEach(node -> newGuardian.get());
    }

    /**
     * Starts its nodes with a guardian that depends on the node.
     *
     * @param newGuardian makes the guardian of one life of a node
     */
    public void startEach(Function<SimNode, ? extends Behavior<?>> newGuardian) {
        startup.start(name, NodeStart.typed(startup.onFronts(newGuardian)));
    }

    /**
     * Starts its nodes with classic actors: each has an actor system in which an actor
     * {@code guardian} below {@code /user} is started.
     *
     * @param newProps makes the properties of that actor for one life of a node
     */
    public void startClassic(Supplier<Props> newProps) {
        startup.start(name, NodeStart.classic(node -> newProps.get()));
    }

    /**
     * Starts its nodes with the team's own start code, which makes the actor system.
     *
     * @param code takes the configuration of the node
     */
    public void startCode(StartCode code) {
        startup.start(name, NodeStart.code(code::start));
    }

    /**
     * Starts its nodes with a main method of the team's own, which may wait for the end of the
     * actor system that it makes, as in {@code startMain(() -> BackendMain.main(new String[0]))}.
     * It loads its configuration itself; see {@link StartCode} for what becomes of it.
     *
     * @param main what the main method does
     */
    public void startMain(MainMethod main) {
        startup.start(name, NodeStart.main(main::run));
    }

    @Override
    public String toString() {
        return name + nodes;
    }
}
