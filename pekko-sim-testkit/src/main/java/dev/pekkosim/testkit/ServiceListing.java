// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import java.util.List;

/**
 * The services that the receptionist of a node lists for a key.
 *
 * @param node the node whose receptionist it is
 * @param instances the services that it takes for reachable; none if the node is down
 * @since 0.1.0
 */
public record ServiceListing(String node, List<Instance> instances) {

    /** The names of the nodes that the services are on, one for each service. */
    public List<String> nodes() {
        return instances.stream().map(Instance::node).toList();
    }

    /**
     * A service.
     *
     * @param node the node that it is on
     * @param path its path there, such as {@code /user/worker}
     */
    public record Instance(String node, String path) {}
}
