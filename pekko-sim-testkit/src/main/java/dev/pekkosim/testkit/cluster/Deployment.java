// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.run.Engine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Which nodes a cluster has, and their configuration. The application's configuration is merged
 * once, here, and shared by all runs of a campaign.
 *
 * @hidden
 */
@Internal
public final class Deployment {

    /** The port of every node. */
    public static final int PORT = 17355;

    private final String systemName;
    private final Config base;
    private final List<DeployedSet> sets = new ArrayList<>();
    private final Map<String, DeployedSet> setOfNode = new LinkedHashMap<>();
    private final List<ReplacedSetting> replaced;
    private final Map<String, List<String>> groups;
    private final ClusterSettings settings;
    private final Map<String, Config> configs = new ConcurrentHashMap<>();

    /**
     * Plans a cluster.
     *
     * @param systemName the name of all actor systems
     * @param plans its node sets: those of servers in the order in which they start, then those of
     *     clients, then those outside
     * @param application the application's configuration
     * @param groups names of nodes by the name of their group
     * @throws SimSetupException if there can be no such cluster
     */
    public Deployment(
            String systemName,
            List<NodeSetPlan> plans,
            Config application,
            Map<String, List<String>> groups) {
        this.systemName = systemName;
        requireDifferent(plans.stream().map(NodeSetPlan::name).toList());
        for (NodeSetPlan plan : plans) {
            DeployedSet set = new DeployedSet(plan, application);
            sets.add(set);
            for (String node : plan.nodeNames()) {
                if (setOfNode.putIfAbsent(node, set) != null) {
                    throw new SimSetupException(
                            "there are two nodes '" + node + "'; each needs a name of its own");
                }
            }
        }
        RoleRules.require(sets);
        Overrides overrides =
                Overrides.of(application, sets.stream().anyMatch(DeployedSet::isClient));
        this.base = overrides.config().withFallback(application);
        Set<ReplacedSetting> all = new LinkedHashSet<>(overrides.replaced());
        sets.forEach(set -> all.addAll(set.replaced()));
        this.replaced = List.copyOf(all);
        this.settings = ClusterSettings.of(base);
        this.groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
        requireKnown(groups);
    }

    private static void requireDifferent(List<String> names) {
        Set<String> seen = new LinkedHashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new SimSetupException("there are two node sets '" + name
                        + "'; each needs a name of its own, since its nodes are named after it");
            }
        }
    }

    private void requireKnown(Map<String, List<String>> named) {
        Collection<String> names = setOfNode.keySet();
        named.forEach((group, members) -> {
            for (String member : members) {
                if (!names.contains(member)) {
                    throw new SimSetupException("group '" + group + "' has the node '" + member
                            + "', which there is not; the nodes are " + names);
                }
            }
        });
    }

    /** The groups of nodes that were named: names of nodes by the name of their group. */
    Map<String, List<String>> groups() {
        return groups;
    }

    /**
     * Its node sets: those of servers in the order in which they start, then those of clients, then
     * those outside.
     */
    List<NodeSetPlan> plans() {
        return sets.stream().map(DeployedSet::plan).toList();
    }

    /**
     * The cluster roles of a node, but for that of its data centre.
     *
     * @param node its name
     */
    List<String> rolesOf(String node) {
        return setOf(node).roles();
    }

    private DeployedSet setOf(String node) {
        DeployedSet set = setOfNode.get(node);
        if (set == null) {
            throw new IllegalStateException("node " + node + " is in no node set");
        }
        return set;
    }

    /** Draws the settings of a run. */
    public KnobSwarm drawKnobs(Engine engine) {
        return KnobSwarm.draw(engine.decisions(), base, members().size());
    }

    /** The names of the nodes that are members: servers, then clients. */
    private List<String> members() {
        return setOfNode.entrySet().stream()
                .filter(node -> !node.getValue().plan().isOutside())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The settings of the cluster. */
    public ClusterSettings settings() {
        return settings;
    }

    /** The application's configuration as the nodes have it that no node set changes. */
    public Config base() {
        return base;
    }

    /** The settings of the application that nodes do not have. */
    public List<ReplacedSetting> replaced() {
        return replaced;
    }

    String systemName() {
        return systemName;
    }

    /**
     * The configuration of one life of a node.
     *
     * @param name the node
     * @param first whether it may form a new cluster, because no other node is in one
     */
    Config configOf(String name, boolean first) {
        return configs.computeIfAbsent(
                first ? name + " forms a cluster" : name, key -> merge(name, first));
    }

    private Config merge(String name, boolean first) {
        return ofNode(name, first, systemName).withFallback(setOf(name).base());
    }

    /**
     * The configuration of an actor system that start code makes with one of its own.
     *
     * @param name the node
     * @param first whether it may form a new cluster
     * @param system the actor system's name
     * @param made the configuration that it is made with
     */
    Config configOver(String name, boolean first, String system, Config made) {
        return ofNode(name, first, system).withFallback(setOf(name).over(made));
    }

    /**
     * The configuration of an actor system that the body of a run makes: a host and the wire, but
     * no membership.
     *
     * @param host its host
     * @param made the configuration that it is made with
     */
    Config configOfBody(String host, Config made) {
        DeployedSet alone = new DeployedSet(
                new NodeSetPlan(
                        host,
                        NodeSetPlan.Kind.OUTSIDE,
                        List.of(host),
                        List.of(),
                        "",
                        ConfigFactory.empty()),
                base);
        return ofHost(host).withFallback(alone.over(made));
    }

    private static Config ofHost(String name) {
        return ConfigFactory.parseMap(Map.of(Overrides.HOST, name, Overrides.PORT, PORT));
    }

    private Config ofNode(String name, boolean first, String system) {
        List<String> others =
                new ArrayList<>(members()); // clients, too: one may be the only one left
        others.remove(name);
        // Alone, so that it need not wait for others before it forms the cluster. None at all would
        // make Cluster Bootstrap ask for them.
        List<String> seeds = first || others.isEmpty() ? List.of(name) : others;
        List<String> addresses = seeds.stream()
                .map(seed -> "pekko://" + system + "@" + seed + ":" + PORT)
                .collect(Collectors.toList());
        return ConfigFactory.parseMap(Map.of(Overrides.SEED_NODES, addresses))
                .withFallback(ofHost(name));
    }
}
