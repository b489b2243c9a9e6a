// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A node set with the configuration that all of its nodes have. */
final class DeployedSet {

    private static final String SIM = "pekko.sim";
    private static final String PROVIDER = "pekko.actor.provider";

    private final NodeSetPlan plan;
    private final Config base;
    private final List<ReplacedSetting> replaced;
    private final List<String> roles;

    /**
     * Merges the configuration of a set.
     *
     * @param plan the set
     * @param application the application's configuration
     * @throws SimSetupException if there can be no such nodes
     */
    DeployedSet(NodeSetPlan plan, Config application) {
        this.plan = plan;
        Config own = merged(application);
        requireSimUnchanged(own, application);
        if (!plan.isOutside()) {
            requireCluster(own);
        }
        Overrides overrides = Overrides.of(own, isClient());
        this.replaced = overrides.replaced();
        this.base = ofSet(own).withFallback(overrides.config()).withFallback(own);
        this.roles = plan.isOutside() ? List.of() : rolesIn(base);
    }

    private Config merged(Config application) {
        if (plan.config().isEmpty()) {
            return application;
        }
        try {
            return plan.config().withFallback(application).resolve();
        } catch (ConfigException e) {
            throw new SimSetupException("the configuration of node set '" + name()
                    + "' cannot be read: " + e.getMessage());
        }
    }

    /** What runs are is one for all nodes, so a set that says otherwise would not be heard. */
    private void requireSimUnchanged(Config own, Config application) {
        if (!plan.config().hasPath(SIM)) {
            return;
        }
        for (Map.Entry<String, ConfigValue> entry : own.getConfig(SIM).entrySet()) {
            String key = SIM + "." + entry.getKey();
            if (!application.hasPath(key)
                    || !application
                            .getValue(key)
                            .unwrapped()
                            .equals(entry.getValue().unwrapped())) {
                throw new SimSetupException(key + " must be one for all nodes, but node set '"
                        + name() + "' sets it to " + entry.getValue().unwrapped()
                        + "; set it in the configuration of the campaign");
            }
        }
    }

    private void requireCluster(Config own) {
        if (!isOfCluster(own)) {
            throw new SimSetupException("pekko.actor.provider is '" + providerOf(own)
                    + "', so there is no cluster to simulate; set pekko.actor.provider = cluster in "
                    + (plan.config().hasPath(PROVIDER)
                            ? "that of node set '" + name() + "'"
                            : "the application's configuration"));
        }
    }

    /** Whether an actor system of a configuration can be in a cluster. */
    static boolean isOfCluster(Config config) {
        String provider = providerOf(config);
        return provider.equals("cluster") || provider.endsWith("ClusterActorRefProvider");
    }

    private static String providerOf(Config config) {
        return config.hasPath(PROVIDER) ? config.getString(PROVIDER) : "local";
    }

    /** What was said of the set in words other than HOCON. */
    private Config ofSet(Config own) {
        Map<String, Object> settings = new LinkedHashMap<>();
        if (plan.isOutside() && isOfCluster(own)) {
            settings.put(PROVIDER, "remote");
        }
        if (isClient()) {
            settings.put(Overrides.ROLES, List.of("client"));
        } else if (!plan.roles().isEmpty()) {
            settings.put(Overrides.ROLES, plan.roles());
        }
        if (!plan.dataCenter().isEmpty()) {
            settings.put(Overrides.DATA_CENTER, plan.dataCenter());
        }
        return ConfigFactory.parseMap(settings, "node set " + name());
    }

    private List<String> rolesIn(Config config) {
        try {
            return List.copyOf(config.getStringList(Overrides.ROLES));
        } catch (ConfigException e) {
            throw new SimSetupException(Overrides.ROLES + " of node set '" + name()
                    + "' must be a list of texts, such as [backend]: " + e.getMessage());
        }
    }

    NodeSetPlan plan() {
        return plan;
    }

    String name() {
        return plan.name();
    }

    boolean isClient() {
        return plan.kind() == NodeSetPlan.Kind.CLIENT;
    }

    /** The cluster roles of its nodes, but for that of their data centre. */
    List<String> roles() {
        return roles;
    }

    /** The configuration that all of its nodes have. */
    Config base() {
        return base;
    }

    /**
     * The configuration that an actor system gets which is made with another one.
     *
     * @param made that one
     */
    Config over(Config made) {
        Config full = base.withOnlyPath(SIM)
                .withFallback(made)
                .withFallback(ConfigFactory.defaultReference());
        Config own = merged(full);
        return ofSet(own).withFallback(Overrides.of(own, isClient()).config()).withFallback(own);
    }

    /** The settings of the application that its nodes do not have. */
    List<ReplacedSetting> replaced() {
        return replaced;
    }
}
