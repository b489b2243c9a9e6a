package dev.pekkosim.testkit.campaign;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import dev.pekkosim.buggify.Ratio;
import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.Limits;
import dev.pekkosim.engine.PointSettings;
import dev.pekkosim.testkit.cluster.SimSetupException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings of a run under {@code pekko.sim}; {@code reference.conf} says what each means.
 *
 * @param canary one seed in so many is executed twice, or 0 for none
 * @param limits the bounds of the engine
 * @param points how often buggify points are active and fire
 * @param contract what must have happened in a campaign
 * @param violations how long a run goes on after its first violation
 * @hidden
 */
@Internal
public record RunSettings(
        int canary,
        Limits limits,
        PointSettings points,
        Contract contract,
        ViolationSettings violations) {

    /** Checks the share of the canary. */
    public RunSettings {
        if (canary < 0) {
            throw new IllegalArgumentException("canary must be 0 or more, but is " + canary);
        }
    }

    /** Reads them from a configuration that has the references of all modules in it. */
    public static RunSettings of(Config config) {
        try {
            Config limits = config.getConfig("pekko.sim.limits");
            return new RunSettings(
                    config.getInt("pekko.sim.canary"),
                    new Limits(
                            limits.getLong("steps"),
                            limits.getDuration("virtual-time").toNanos(),
                            limits.getInt("carriers"),
                            limits.getInt("ready-steps"),
                            limits.getDuration("step-cpu-time").toMillis(),
                            limits.getDuration("step-idle-time").toMillis(),
                            limits.getDuration("body-wait").toNanos()),
                    points(config.getConfig("pekko.sim.buggify")),
                    new Contract(
                            config.getInt("pekko.sim.contract.min-runs"),
                            config.getStringList("pekko.sim.contract.packages"),
                            config.getBoolean("pekko.sim.contract.class-path")),
                    new ViolationSettings(
                            config.getInt("pekko.sim.violations.more"),
                            config.getDuration("pekko.sim.violations.within")));
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
        return Ratio.of(config.getString(key));
    }
}
