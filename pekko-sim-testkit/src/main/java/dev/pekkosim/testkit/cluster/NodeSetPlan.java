// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.cluster;

import com.typesafe.config.Config;
import dev.pekkosim.engine.Internal;
import java.util.List;

/**
 * What the nodes of one node set have in common.
 *
 * @param name the set's name
 * @param kind what its nodes are to the cluster
 * @param nodeNames the names of its nodes, at least one
 * @param roles their cluster roles; empty for those of the configuration
 * @param dataCenter their data centre; empty for that of the configuration
 * @param config what is put over the application's configuration; need not be resolved
 * @hidden
 */
@Internal
public record NodeSetPlan(
        String name,
        Kind kind,
        List<String> nodeNames,
        List<String> roles,
        String dataCenter,
        Config config) {

    /** What a node is to the cluster. */
    public enum Kind {
        /** A member that runs the application. */
        SERVER,
        /** A member that carries load. */
        CLIENT,
        /** No member: it has a host and the wire only. */
        OUTSIDE
    }

    /** How many nodes it has. */
    int count() {
        return nodeNames.size();
    }

    /** Whether its nodes are no members. */
    public boolean isOutside() {
        return kind == Kind.OUTSIDE;
    }
}
