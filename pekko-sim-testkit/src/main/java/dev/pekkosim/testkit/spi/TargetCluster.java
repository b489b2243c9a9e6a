// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.spi;

import dev.pekkosim.testkit.cluster.NetworkFaults;
import dev.pekkosim.testkit.cluster.OngoingFault;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A cluster as those see it who break it: its nodes, its network, and the verbs that apply faults
 * to them and end them. Each verb is taken into the report, the trace and the hash.
 *
 * @since 0.1.0
 */
public interface TargetCluster {

    /** All nodes: servers, then clients, then those outside. */
    List<? extends TargetNode> nodes();

    /** The members that run the application: neither client nodes nor nodes outside. */
    List<? extends TargetNode> servers();

    /**
     * A node.
     *
     * @param name its name, such as {@code node-1} or {@code client-1}
     */
    TargetNode node(String name);

    /**
     * The groups of nodes that were named for the campaign, such as zones: names of nodes by the
     * name of their group.
     */
    Map<String, List<String>> groups();

    /** The faults of the network, with the verbs that apply them. */
    NetworkFaults networkFaults();

    /**
     * As {@link NetworkFaults#partition}.
     *
     * @param some names of nodes
     * @param others names of other nodes
     */
    OngoingFault partition(Collection<String> some, Collection<String> others);

    /** As {@link NetworkFaults#repairAll}. */
    void repairAll();

    /**
     * Crashes the hosts of all servers at one instant. Models a power failure, or a deployment that
     * stops everything.
     */
    void outage();

    /**
     * Starts all servers that are down, at one instant. If no node is in a cluster, one of them
     * forms one: at once if {@code pekko.sim.cluster.form-new-after} is over, otherwise then.
     */
    void coldStart();
}
