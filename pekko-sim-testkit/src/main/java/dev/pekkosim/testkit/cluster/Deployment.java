// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.run.Engine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
    private final int servers;
    private final int clients;
    private final Config base;
    private final List<ReplacedSetting> replaced;
    private final Map<String, List<String>> groups;
    private final ClusterSettings settings;
    private final Map<String, Config> configs = new ConcurrentHashMap<>();

    /**
     * Plans a cluster.
     *
     * @param systemName the name of all actor systems
     * @param servers how many server nodes, at least 1
     * @param clients how many client nodes
     * @param application the application's configuration
     * @param groups names of nodes by the name of their group
     * @throws SimSetupException if there can be no such cluster
     */
    public Deployment(
            String systemName,
            int servers,
            int clients,
            Config application,
            Map<String, List<String>> groups) {
        if (servers < 1) {
            throw new SimSetupException("nodes must be at least 1, but is " + servers);
        }
        if (clients < 0) {
            throw new SimSetupException("clients must not be negative, but is " + clients);
        }
        requireCluster(application);
        this.systemName = systemName;
        this.servers = servers;
        this.clients = clients;
        Overrides overrides = Overrides.of(application, clients > 0);
        this.base = overrides.config().withFallback(application);
        this.replaced = overrides.replaced();
        this.settings = ClusterSettings.of(base);
        this.groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
        requireKnown(groups);
    }

    private void requireKnown(Map<String, List<String>> named) {
        List<String> names = new ArrayList<>(serverNames());
        names.addAll(clientNames());
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

    /** Draws the settings of a run. */
    public KnobSwarm drawKnobs(Engine engine) {
        return KnobSwarm.draw(engine.decisions(), base, servers + clients);
    }

    /** The settings of the cluster. */
    public ClusterSettings settings() {
        return settings;
    }

    /** The application's configuration as all nodes have it. */
    public Config base() {
        return base;
    }

    /** The settings of the application that nodes do not have. */
    public List<ReplacedSetting> replaced() {
        return replaced;
    }

    private static void requireCluster(Config application) {
        String provider = application.hasPath("pekko.actor.provider")
                ? application.getString("pekko.actor.provider")
                : "local";
        if (!provider.equals("cluster") && !provider.endsWith("ClusterActorRefProvider")) {
            throw new SimSetupException("pekko.actor.provider is '" + provider
                    + "', so there is no cluster to simulate; set pekko.actor.provider = cluster in the"
                    + " application's configuration");
        }
    }

    String systemName() {
        return systemName;
    }

    List<String> serverNames() {
        return names("node", servers);
    }

    List<String> clientNames() {
        return names("client", clients);
    }

    private static List<String> names(String prefix, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> prefix + "-" + i).toList();
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
        List<String> seeds = new ArrayList<>();
        if (first) {
            seeds.add(
                    name); // alone, so that it need not wait for others before it forms the cluster
        } else {
            seeds.addAll(serverNames());
            seeds.addAll(clientNames()); // one of them may be the only one left
            seeds.remove(name);
        }
        List<String> addresses = seeds.stream()
                .map(seed -> "pekko://" + systemName + "@" + seed + ":" + PORT)
                .collect(Collectors.toList());
        Config node = ConfigFactory.parseMap(Map.of(
                Overrides.HOST, name,
                Overrides.PORT, PORT,
                Overrides.SEED_NODES, addresses));
        if (clientNames().contains(name)) {
            node = node.withFallback(
                    ConfigFactory.parseMap(Map.of(Overrides.ROLES, List.of("client"))));
        }
        return node.withFallback(base);
    }
}
