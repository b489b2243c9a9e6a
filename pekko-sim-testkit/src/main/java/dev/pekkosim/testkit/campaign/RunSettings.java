// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.campaign;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import dev.pekkosim.dispatcher.SettingReader;
import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.Limits;
import dev.pekkosim.engine.PointSettings;
import dev.pekkosim.testkit.cluster.SimSetupException;
import java.util.Map;
import java.util.Optional;
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

    private static final String POINT = "pekko.sim.buggify.point";

    /** Checks the share of the canary. */
    public RunSettings {
        if (canary < 0) {
            throw new IllegalArgumentException("canary must be 0 or more, but is " + canary);
        }
    }

    /**
     * Reads them.
     *
     * @param config has the references of all modules in it
     * @throws SimSetupException if one is missing or wrong
     */
    public static RunSettings of(Config config) {
        try {
            SettingReader sim = new SettingReader(config, "pekko.sim");
            return new RunSettings(
                    sim.count("canary", 0),
                    limits(sim.below("limits")),
                    points(sim.below("buggify"), config),
                    new Contract(
                            sim.count("contract.min-runs", 0),
                            sim.texts("contract.packages"),
                            sim.flag("contract.class-path"),
                            Optional.empty()),
                    new ViolationSettings(
                            sim.count("violations.more", 0), sim.duration("violations.within")));
        } catch (IllegalArgumentException e) {
            throw new SimSetupException(String.valueOf(e.getMessage()));
        }
    }

    private static Limits limits(SettingReader limits) {
        return new Limits(
                limits.largeCount("steps", 1),
                limits.positiveDuration("virtual-time").toNanos(),
                limits.count("carriers", 1),
                limits.count("ready-steps", 1),
                limits.millis("step-cpu-time"),
                limits.millis("step-idle-time"),
                limits.positiveDuration("body-wait").toNanos());
    }

    private static PointSettings points(SettingReader buggify, Config config) {
        Map<String, PointSettings.Chances> perPoint = new TreeMap<>();
        for (String name : config.getObject(POINT).keySet()) {
            SettingReader one = buggify.below("point." + ConfigUtil.joinPath(name));
            perPoint.put(
                    name,
                    new PointSettings.Chances(
                            one.has("activation") ? one.ratio("activation") : null,
                            one.has("firing") ? one.ratio("firing") : null));
        }
        return new PointSettings(
                buggify.flag("points"),
                buggify.ratio("activation"),
                buggify.ratio("firing"),
                perPoint);
    }
}
