// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import dev.pekkosim.agent.SimAgent;
import dev.pekkosim.dispatcher.SimSystems;
import dev.pekkosim.engine.Limits;
import dev.pekkosim.persistence.StoreSettings;
import dev.pekkosim.testkit.campaign.PekkoVersions;
import dev.pekkosim.testkit.campaign.RunSettings;
import dev.pekkosim.testkit.campaign.SettingKeys;
import dev.pekkosim.testkit.cluster.Deployment;
import dev.pekkosim.testkit.cluster.NodeSetPlan;
import dev.pekkosim.testkit.cluster.SimSetupException;
import dev.pekkosim.testkit.finds.KnownFinds;
import dev.pekkosim.testkit.insight.HistoryTap;
import dev.pekkosim.testkit.points.PekkoPointEffects;
import dev.pekkosim.transport.SimTransport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way in: builds campaigns over a team's own application.
 *
 * <pre>{@code
 * Campaign campaign = SimClusterTestKit.campaign("counter")
 *         .nodes(3)
 *         .body(cluster -> {
 *             cluster.startAll(CounterApp::guardian);
 *             ...
 *         })
 *         .build();
 * RunResult result = campaign.run(0x2aL);
 * }</pre>
 *
 * @since 0.1.0
 */
public final class SimClusterTestKit {

    private SimClusterTestKit() {}

    /**
     * Begins a campaign. Attaches the agent if it was not loaded by {@code -javaagent}, so the
     * first call should come before any Pekko class is loaded.
     *
     * @param name names the campaign in reports; also the name of its actor systems, so letters,
     *     digits and hyphens only
     * @throws SimSetupException if the version of Pekko lacks a place that must be simulated
     */
    public static Builder campaign(String name) {
        SimAgent.attach();
        List<String> faults = SimAgent.faults();
        if (!faults.isEmpty()) {
            throw new SimSetupException(String.join("; ", faults));
        }
        PekkoVersions.requireAllHooks(SimClusterTestKit.class.getClassLoader());
        SimSystems.install();
        SimTransport.install();
        SimSystems.messageTap(new HistoryTap());
        SimSystems.actorFailures(ActorAssertion::fail);
        SimSystems.pointEffects(
                new PekkoPointEffects(PekkoVersions.missingPoints().keySet()));
        LoggerFactory.getILoggerFactory(); // or runs at once would find it half made
        return new Builder(name);
    }

    /** Collects what a campaign needs. */
    public static final class Builder {

        private final String name;
        private int nodes = 3;
        private List<NodeSet> sets = List.of();
        private OptionalInt clients = OptionalInt.empty();
        private final List<NodeSet> outsides = new ArrayList<>();
        private @Nullable Config application;
        private @Nullable Body body;
        private @Nullable Limits limits;
        private final List<Runnable> resets = new ArrayList<>();
        private final Map<String, List<String>> groups = new LinkedHashMap<>();
        private boolean knobs;
        private Chaos chaos = Chaos.swarm();
        private final Set<String> allowedFinds = new LinkedHashSet<>();

        private Builder(String name) {
            if (!name.matches("[a-zA-Z0-9][a-zA-Z0-9-]*")) {
                throw new SimSetupException(
                        "the campaign's name must be letters, digits and hyphens, but is '" + name
                                + "'");
            }
            this.name = name;
        }

        /**
         * How many server nodes there are, named {@code node-1} and so on; 3 unless set. Short for
         * one node set, {@code NodeSet.named("node").count(…)}, and a client node.
         *
         * @param count at least 1
         */
        public Builder nodes(int count) {
            nodes = count;
            sets = List.of();
            return this;
        }

        /**
         * Which server nodes there are, as they are deployed. They start in this order. There is no
         * client node then unless {@link #clients} says so.
         *
         * @param nodeSets at least one
         */
        public Builder nodes(NodeSet... nodeSets) {
            if (nodeSets.length == 0) {
                throw new SimSetupException("nodes needs at least one node set, but has none");
            }
            sets = List.of(nodeSets);
            return this;
        }

        /**
         * How many client nodes there are, named {@code client-1} and so on; 1 unless set, 0 with
         * node sets. They carry load: workloads run on them, and {@link SimCluster#client()} is
         * one. They are members of the cluster like others, with the role {@code client} and no
         * other, run the same guardian, and host shards, singletons and coordinators of whatever is
         * not bound to a role.
         *
         * @param count at least 0
         */
        public Builder clients(int count) {
            clients = OptionalInt.of(count);
            return this;
        }

        /**
         * Adds nodes outside: each has a simulated host, an actor system and the wire, but is no
         * member of the cluster, as a gateway or a {@code ClusterClient}. Faults of hosts and of
         * the network concern it like others. It has the application's configuration, but
         * {@code pekko.actor.provider = remote} instead of {@code cluster}, and is started by
         * {@link SimCluster#nodes(String)} with its name.
         *
         * @param names of the nodes, such as {@code gateway}
         */
        public Builder outside(String... names) {
            for (String outsider : names) {
                outsides.add(NodeSet.single(outsider));
            }
            return this;
        }

        /**
         * As {@link #outside(String...)}, for several nodes that are alike or have settings of
         * their own; they are named as those of other node sets.
         *
         * @param nodeSets without roles and data centre, which are of members only
         */
        public Builder outside(NodeSet... nodeSets) {
            outsides.addAll(List.of(nodeSets));
            return this;
        }

        /**
         * Names a group of nodes that can fail as one, such as a machine, a zone or a data centre.
         * A node may be in several groups.
         *
         * @param group names it, such as {@code zone-a}
         * @param members names of nodes
         */
        public Builder group(String group, String... members) {
            if (groups.putIfAbsent(group, List.of(members)) != null) {
                throw new SimSetupException("there is a group '" + group + "' already");
            }
            return this;
        }

        /**
         * Lets each run draw settings of Pekko instead of taking the application's: the timing of
         * gossip and failure detection, the strategy of the split brain resolver, sharding's
         * buffers and stores, Artery's lanes and queues, and the throughput of dispatchers, from
         * legal ranges. What was drawn is part of the report.
         */
        public Builder drawKnobs() {
            knobs = true;
            return this;
        }

        /**
         * What {@link SimCluster#chaos()} lets loose; {@link Chaos#swarm()} unless set.
         *
         * @param loose what it may do
         */
        public Builder chaos(Chaos loose) {
            chaos = loose;
            return this;
        }

        /**
         * Accepts runs that failed by given known finds only: they are counted and shown, but do
         * not fail the campaign.
         *
         * @param ids of {@code docs/bugs}, such as {@code PEKKO-3} or {@code CAVEAT-1}
         */
        public Builder allowKnownFinds(String... ids) {
            allowedFinds.addAll(List.of(ids));
            return this;
        }

        /**
         * The application's configuration; unless set, {@code application.conf} with the system
         * properties over it.
         *
         * @param resource the base name of a resource on the class path, such as {@code bank} for
         *     {@code bank.conf}
         */
        public Builder config(String resource) {
            if (resource.contains("=") || resource.contains("{")) {
                throw new SimSetupException("config needs the base name of a resource, but is '"
                        + resource + "'; for settings themselves use ConfigFactory.parseString");
            }
            try {
                application = ConfigFactory.load(
                        resource,
                        ConfigParseOptions.defaults().setAllowMissing(false),
                        ConfigResolveOptions.defaults());
            } catch (ConfigException e) {
                throw new SimSetupException(
                        "configuration '" + resource + "' cannot be read: " + e.getMessage());
            }
            return this;
        }

        /**
         * The application's configuration.
         *
         * @param config a resolved configuration, with Pekko's reference.conf in it
         */
        public Builder config(Config config) {
            application = config;
            return this;
        }

        /**
         * What each run does.
         *
         * @param runs the body
         */
        public Builder body(Body runs) {
            body = runs;
            return this;
        }

        /**
         * The bounds of each run; unless set, those of the configuration under
         * {@code pekko.sim.limits}.
         *
         * @param bounds the bounds
         */
        public Builder limits(Limits bounds) {
            limits = bounds;
            return this;
        }

        /**
         * What is done before each execution of a run, outside of it: setting back what the
         * application keeps in static fields and would find changed by the run before, such as a
         * counter or a cache. May be called several times. No other run is under way in the JVM
         * then, nor while the run is: what runs at once would share the static fields.
         *
         * @param reset sets something back
         */
        public Builder beforeRun(Runnable reset) {
            resets.add(reset);
            return this;
        }

        /**
         * Makes the campaign.
         *
         * @throws SimSetupException if something is missing or wrong
         */
        public Campaign build() {
            if (body == null) {
                throw new SimSetupException(
                        "campaign '" + name + "' has no body; set it with body(…)");
            }
            Config config = application == null ? ConfigFactory.load() : application;
            requireSettings(config);
            Deployment deployment = new Deployment(name, plans(), config, groups);
            Logger log = LoggerFactory.getLogger(SimClusterTestKit.class);
            deployment
                    .replaced()
                    .forEach(setting -> log.info("campaign {} replaces {}", name, setting));
            RunSettings settings = RunSettings.of(deployment.base());
            settings.contract().catalogue(body.getClass().getClassLoader());
            Limits bounds = limits == null ? settings.limits() : limits;
            return new Campaign(new CampaignPlan(
                    name,
                    deployment,
                    settings,
                    body,
                    bounds,
                    List.copyOf(resets),
                    knobs,
                    chaos,
                    KnownFinds.requireAll(allowedFinds),
                    ServiceCheckers.onClassPath()));
        }

        private List<NodeSetPlan> plans() {
            if (nodes < 1) {
                throw new SimSetupException("nodes must be at least 1, but is " + nodes);
            }
            List<NodeSetPlan> plans = new ArrayList<>();
            List<NodeSet> servers =
                    sets.isEmpty() ? List.of(NodeSet.named("node").count(nodes)) : sets;
            servers.forEach(set -> plans.add(set.plan(NodeSetPlan.Kind.SERVER)));
            int wanted = clients.orElse(sets.isEmpty() ? 1 : 0);
            if (wanted < 0) {
                throw new SimSetupException("clients must not be negative, but is " + wanted);
            }
            if (wanted > 0) {
                plans.add(
                        NodeSet.named(NodeSet.CLIENTS).count(wanted).plan(NodeSetPlan.Kind.CLIENT));
            }
            outsides.forEach(set -> plans.add(set.plan(NodeSetPlan.Kind.OUTSIDE)));
            return plans;
        }

        /**
         * Those of the cluster and of a run are checked when they are read; these would be read
         * within a run only.
         */
        private static void requireSettings(Config config) {
            SettingKeys.require(config, SimClusterTestKit.class.getClassLoader());
            try {
                SimTransport.requireSettings(config);
                StoreSettings.require(config);
            } catch (IllegalArgumentException e) {
                throw new SimSetupException(String.valueOf(e.getMessage()));
            }
        }
    }
}
