// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import dev.pekkosim.testkit.cluster.NodeSetPlan;
import dev.pekkosim.testkit.cluster.SimSetupException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Nodes that are deployed alike: how many there are, their cluster roles, their data centre and
 * their configuration. What starts them is said in the body of a run
 * ({@link SimCluster#nodes(String)}). Node sets start in the order in which they are given to
 * {@link SimClusterTestKit.Builder#nodes(NodeSet...)}; the first node of the first one forms the
 * cluster.
 *
 * <pre>{@code
 * SimClusterTestKit.campaign("orders")
 *         .nodes(NodeSet.named("backend").count(3).roles("backend").config("backend.conf"),
 *                NodeSet.named("frontend").count(2).roles("frontend"))
 * }</pre>
 *
 * <p>Instances do not change: each method returns another one.
 *
 * @since 0.1.0
 */
public final class NodeSet {

    private static final String NAME = "[a-zA-Z][a-zA-Z0-9-]*";
    private static final String FILE = ".*\\.(conf|json|properties)";

    /** The count of a set whose one node has its name. */
    private static final int SINGLE = 0;

    /** The set of client nodes. */
    static final String CLIENTS = "client";

    private final String name;
    private final int count;
    private final List<String> roles;
    private final String dataCenter;
    private final Config config;

    private NodeSet(String name, int count, List<String> roles, String dataCenter, Config config) {
        this.name = name;
        this.count = count;
        this.roles = roles;
        this.dataCenter = dataCenter;
        this.config = config;
    }

    /**
     * A set of one node, with the roles, the data centre and the configuration of the application.
     *
     * @param name letters, digits and hyphens, such as {@code backend}; its nodes are
     *     {@code backend-1} and so on, which are their host names, too
     */
    public static NodeSet named(String name) {
        if (!name.matches(NAME)) {
            throw new SimSetupException("the name of a node set must be letters, digits and"
                    + " hyphens, since its nodes are hosts, but is '" + name + "'");
        }
        return new NodeSet(name, 1, List.of(), "", ConfigFactory.empty());
    }

    /**
     * A set of one node, which has the set's name.
     *
     * @param name letters, digits and hyphens, such as {@code gateway}
     */
    public static NodeSet single(String name) {
        NodeSet set = named(name);
        return new NodeSet(name, SINGLE, set.roles, set.dataCenter, set.config);
    }

    /**
     * How many nodes it has.
     *
     * @param nodes at least 1
     */
    public NodeSet count(int nodes) {
        if (nodes < 1) {
            throw new SimSetupException(
                    "the count of node set '" + name + "' must be at least 1, but is " + nodes);
        }
        return new NodeSet(name, nodes, roles, dataCenter, config);
    }

    /**
     * The cluster roles of its nodes ({@code pekko.cluster.roles}), instead of those that the
     * configuration gives them.
     *
     * @param names such as {@code backend}
     */
    public NodeSet roles(String... names) {
        for (String role : names) {
            requireText("role", role);
        }
        return new NodeSet(name, count, List.of(names), dataCenter, config);
    }

    /**
     * The data centre of its nodes ({@code pekko.cluster.multi-data-center.self-data-center}).
     *
     * @param center such as {@code east}
     */
    public NodeSet dataCenter(String center) {
        requireText("data centre", center);
        return new NodeSet(name, count, roles, center, config);
    }

    private void requireText(String what, String value) {
        if (value.isBlank()) {
            throw new SimSetupException("a " + what + " of node set '" + name
                    + "' must be a name, such as backend, but is '" + value + "'");
        }
    }

    /**
     * What its nodes have otherwise than the application: a resource on the class path, which is
     * put over the application's configuration. It may include {@code application}, as files for
     * {@code -Dconfig.resource} do.
     *
     * @param resource such as {@code backend.conf}, or {@code backend} for a file of that base name
     */
    public NodeSet config(String resource) {
        if (resource.contains("=") || resource.contains("{")) {
            throw new SimSetupException("config of node set '" + name
                    + "' needs the name of a resource, but is '" + resource
                    + "'; for settings themselves use ConfigFactory.parseString");
        }
        ConfigParseOptions strict = ConfigParseOptions.defaults().setAllowMissing(false);
        try {
            return config(
                    resource.matches(FILE)
                            ? ConfigFactory.parseResources(resource, strict)
                            : ConfigFactory.parseResourcesAnySyntax(resource, strict));
        } catch (ConfigException e) {
            throw new SimSetupException("configuration '" + resource + "' of node set '" + name
                    + "' cannot be read: " + e.getMessage());
        }
    }

    /**
     * What its nodes have otherwise than the application, which is put over the application's
     * configuration.
     *
     * @param settings need not be resolved
     */
    public NodeSet config(Config settings) {
        return new NodeSet(name, count, roles, dataCenter, settings);
    }

    /** The set's name. */
    public String name() {
        return name;
    }

    NodeSetPlan plan(NodeSetPlan.Kind kind) {
        if (kind == NodeSetPlan.Kind.OUTSIDE && !(roles.isEmpty() && dataCenter.isEmpty())) {
            throw new SimSetupException("node set '" + name + "' must have no role and no data"
                    + " centre, since it is outside the cluster, but has " + roles + dataCenter
                    + "; a set of members is given to nodes(…)");
        }
        return new NodeSetPlan(name, kind, nodeNames(), roles, dataCenter, config);
    }

    private List<String> nodeNames() {
        return count == SINGLE
                ? List.of(name)
                : IntStream.rangeClosed(1, count).mapToObj(i -> name + "-" + i).toList();
    }

    @Override
    public String toString() {
        return name + nodeNames();
    }
}
