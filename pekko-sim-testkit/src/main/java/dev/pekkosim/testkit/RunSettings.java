package dev.pekkosim.testkit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import dev.pekkosim.engine.Limits;
import dev.pekkosim.engine.PointSettings;
import dev.pekkosim.engine.Ratio;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings of a run under {@code pekko.sim}; {@code reference.conf} says what each means.
 *
 * @param canary which seeds are executed twice
 * @param limits the bounds of the engine
 * @param points how often buggify points are active and fire
 * @param contract what must have happened in a campaign
 * @param startWithin until all nodes are Up at first
 * @param convergeWithin until all nodes are Up after heal
 * @param buffersDrain whether the buffers of sharding must become empty after heal
 * @param workloadWithin until a workload is done
 * @param restartAfterMin shortest time until the platform restarts a node that ended by itself
 * @param restartAfterMax longest time until it does
 * @param formNewAfter until a node forms a new cluster when none is left
 */
record RunSettings(
        Canary canary,
        Limits limits,
        PointSettings points,
        Contract contract,
        Duration startWithin,
        Duration convergeWithin,
        boolean buffersDrain,
        Duration workloadWithin,
        Duration restartAfterMin,
        Duration restartAfterMax,
        Duration formNewAfter) {

    /** Reads them from a configuration that has the references of all modules in it. */
    static RunSettings of(Config config) {
        try {
            Config limits = config.getConfig("pekko.sim.limits");
            Config cluster = config.getConfig("pekko.sim.cluster");
            return new RunSettings(
                    new Canary(config.getInt("pekko.sim.canary")),
                    new Limits(
                            limits.getLong("steps"),
                            limits.getDuration("virtual-time").toNanos(),
                            limits.getInt("carriers"),
                            limits.getInt("ready-steps"),
                            limits.getDuration("step-wall-time").toMillis()),
                    points(config.getConfig("pekko.sim.buggify")),
                    new Contract(
                            config.getInt("pekko.sim.contract.min-runs"),
                            config.getStringList("pekko.sim.contract.packages"),
                            config.getBoolean("pekko.sim.contract.class-path")),
                    cluster.getDuration("start-within"),
                    cluster.getDuration("converge-within"),
                    cluster.getBoolean("buffers-drain"),
                    cluster.getDuration("workload-within"),
                    cluster.getDuration("restart-after-min"),
                    cluster.getDuration("restart-after-max"),
                    cluster.getDuration("form-new-after"));
        } catch (ConfigException | IllegalArgumentException e) {
            throw new SimSetupException("a setting under pekko.sim is wrong: " + e.getMessage());
        }
    }

    private static PointSettings points(Config buggify) {
        Map<String, PointSettings.Chances> perPoint = new TreeMap<>();
        Config named = buggify.getConfig("point");
        for (String name : named.root().keySet()) {
            Config one = named.getConfig(ConfigUtil.quoteString(name));
            perPoint.put(
                    name,
                    new PointSettings.Chances(
                            one.hasPath("activation") ? ratio(one, "activation") : null,
                            one.hasPath("firing") ? ratio(one, "firing") : null));
        }
        return new PointSettings(
                buggify.getBoolean("points"),
                ratio(buggify, "activation"),
                ratio(buggify, "firing"),
                perPoint);
    }

    private static Ratio ratio(Config config, String key) {
        return Ratio.parse(config.getString(key));
    }
}
