// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import dev.pekkosim.testkit.cluster.NetworkFaults;
import dev.pekkosim.testkit.cluster.SimSetupException;
import dev.pekkosim.testkit.spi.FaultContext;
import dev.pekkosim.testkit.spi.FaultFamily;
import dev.pekkosim.testkit.spi.TargetCluster;
import dev.pekkosim.testkit.spi.TargetNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Faults at exact virtual times, counted from {@link SimCluster#chaos}. What it does not name does
 * not happen.
 *
 * <pre>{@code
 * cluster.chaos(Chaos.script(script -> script
 *         .at(Duration.ofSeconds(3)).partition(List.of("node-1"), List.of("node-2", "node-3"))
 *         .at(Duration.ofSeconds(20)).repairAll()
 *         .at(Duration.ofSeconds(25)).crashHost("node-2")));
 * }</pre>
 *
 * @since 0.1.0
 */
public final class FaultScript {

    private record Entry(Duration time, Consumer<TargetCluster> act) {}

    private final List<Entry> entries = new ArrayList<>();

    FaultScript() {}

    /**
     * What happens at a time.
     *
     * @param time virtual time since the start of the chaos, not negative
     */
    public Moment at(Duration time) {
        if (time.isNegative()) {
            throw new SimSetupException(
                    "the time of a fault must not be negative, but is " + time.toMillis() + " ms");
        }
        return new Moment(time);
    }

    FaultFamily family() {
        List<Entry> written = List.copyOf(entries);
        return new FaultFamily() {
            @Override
            public String name() {
                return "script";
            }

            @Override
            public void start(FaultContext context) {
                for (Entry entry : written) {
                    context.after(
                            entry.time(),
                            entry.time(),
                            () -> entry.act().accept(context.cluster()));
                }
            }
        };
    }

    /** A time at which something happens. Each method adds it to the script. */
    public final class Moment {

        private final Duration time;

        private Moment(Duration time) {
            this.time = time;
        }

        /**
         * Does anything, with the verbs of the cluster.
         *
         * @param act what happens
         */
        public FaultScript perform(Consumer<TargetCluster> act) {
            entries.add(new Entry(time, act));
            return FaultScript.this;
        }

        /**
         * As {@link NetworkFaults#partition}.
         *
         * @param some names of nodes
         * @param others names of other nodes
         */
        public FaultScript partition(List<String> some, List<String> others) {
            return perform(cluster -> cluster.partition(some, others));
        }

        /**
         * As {@link NetworkFaults#partitionOneWay}.
         *
         * @param from names of nodes that are not heard
         * @param to names of nodes that do not hear them
         */
        public FaultScript partitionOneWay(List<String> from, List<String> to) {
            return perform(cluster -> cluster.networkFaults().partitionOneWay(from, to));
        }

        /** As {@link TargetCluster#repairAll}. */
        public FaultScript repairAll() {
            return perform(TargetCluster::repairAll);
        }

        /**
         * As {@link NetworkFaults#resetConnections}.
         *
         * @param a a node
         * @param b another node
         */
        public FaultScript resetConnections(String a, String b) {
            return perform(cluster -> cluster.networkFaults().resetConnections(a, b));
        }

        /**
         * As {@link TargetNode#crashProcess}.
         *
         * @param node the node
         */
        public FaultScript crashProcess(String node) {
            return perform(cluster -> cluster.node(node).crashProcess());
        }

        /**
         * As {@link TargetNode#crashHost}.
         *
         * @param node the node
         */
        public FaultScript crashHost(String node) {
            return perform(cluster -> cluster.node(node).crashHost());
        }

        /**
         * As {@link TargetNode#restart}.
         *
         * @param node the node
         */
        public FaultScript restart(String node) {
            return perform(cluster -> cluster.node(node).restart());
        }

        /**
         * As {@link TargetNode#leave}.
         *
         * @param node the node
         */
        public FaultScript leave(String node) {
            return perform(cluster -> cluster.node(node).leave());
        }

        /**
         * As {@link TargetNode#pause}.
         *
         * @param node the node
         */
        public FaultScript pause(String node) {
            return perform(cluster -> cluster.node(node).pause());
        }

        /**
         * As {@link TargetNode#resume}.
         *
         * @param node the node
         */
        public FaultScript resume(String node) {
            return perform(cluster -> cluster.node(node).resume());
        }

        /**
         * As {@link TargetNode#slow}.
         *
         * @param node the node
         * @param times how slow
         */
        public FaultScript slow(String node, int times) {
            return perform(cluster -> cluster.node(node).slow(times));
        }

        /**
         * As {@link TargetNode#jumpClock}.
         *
         * @param node the node
         * @param by how far, negative for back
         */
        public FaultScript jumpClock(String node, Duration by) {
            return perform(cluster -> cluster.node(node).jumpClock(by));
        }

        /** As {@link TargetCluster#outage}. */
        public FaultScript outage() {
            return perform(TargetCluster::outage);
        }

        /** As {@link TargetCluster#coldStart}. */
        public FaultScript coldStart() {
            return perform(TargetCluster::coldStart);
        }
    }
}
