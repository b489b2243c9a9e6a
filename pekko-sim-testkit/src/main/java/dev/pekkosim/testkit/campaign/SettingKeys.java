// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.campaign;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import dev.pekkosim.engine.Internal;
import dev.pekkosim.testkit.cluster.SimSetupException;
import dev.pekkosim.testkit.faults.Faults;
import dev.pekkosim.testkit.text.Nearest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The keys that there are below {@code pekko.sim}: those of the references on the class path, and
 * what Pekko itself reads of a plugin or a dispatcher. Any other is a mistake, since nothing would
 * read it.
 *
 * @hidden
 */
@Internal
public final class SettingKeys {

    private static final String ROOT = "pekko.sim";

    /** Read by the agent, before there is a configuration. */
    private static final String SYSTEM_PROPERTY = "pekko.sim.agent.off";

    /** Below it stand names of points, and below each of them these. */
    private static final String POINTS = "pekko.sim.buggify.point";

    private static final Set<String> OF_POINT = Set.of("activation", "firing");

    /** Where Pekko looks for what a section does not say. */
    private static final Map<String, String> FALLBACKS = Map.of(
            "pekko.sim.cluster-journal", "pekko.persistence.journal-plugin-fallback",
            "pekko.sim.cluster-snapshot-store", "pekko.persistence.snapshot-store-plugin-fallback",
            "pekko.sim.loggers-dispatcher", "pekko.actor.default-dispatcher");

    /** Sections in which every key is a name. */
    private static final Set<String> NAMES = Set.of(
            "pekko.sim.cluster-journal.event-adapters",
            "pekko.sim.cluster-journal.event-adapter-bindings");

    private final Set<String> keys = new TreeSet<>();
    private final Set<String> sections = new TreeSet<>();

    private SettingKeys(Config application, ClassLoader loader) {
        // Not the default reference, in which system properties are as if they were in a file.
        add(ROOT, ConfigFactory.parseResources(loader, "reference.conf").getObject(ROOT));
        FALLBACKS.forEach((section, fallback) -> {
            if (application.hasPath(fallback)) {
                add(section, application.getObject(fallback));
            }
        });
        sections.remove(POINTS); // an entry of it is checked by itself
        for (Option option : Option.values()) {
            if (System.getProperty(option.key()) != null) {
                keys.add(option.key());
            }
        }
        if (System.getProperty(SYSTEM_PROPERTY) != null) {
            keys.add(SYSTEM_PROPERTY);
            sections.add("pekko.sim.agent");
        }
    }

    private void add(String section, ConfigObject object) {
        sections.add(section);
        object.forEach((name, value) -> {
            String path = path(section, name);
            if (value instanceof ConfigObject below) {
                add(path, below);
            } else {
                keys.add(path);
            }
        });
    }

    /**
     * Requires that each key below {@code pekko.sim} is one that is read, and that none is in the
     * environment, where none is.
     *
     * @param application the application's configuration, with the references in it
     * @param loader sees the references
     * @throws SimSetupException if one is not; it names the one that was likely meant
     */
    public static void require(Config application, ClassLoader loader) {
        if (application.hasPath(ROOT)) {
            SettingKeys known = new SettingKeys(application, loader);
            known.check(ROOT, application.getValue(ROOT));
            OptionNames.requireVariables(System.getenv().keySet(), known.keys);
        }
    }

    private void check(String path, ConfigValue value) {
        if (NAMES.contains(path)) {
            return;
        }
        boolean isSection = value instanceof ConfigObject;
        if (path.equals(POINTS) && isSection) {
            new TreeMap<>((ConfigObject) value).forEach(this::checkPoint);
        } else if (sections.contains(path) || path.equals(POINTS)) {
            requireSection(path, value);
            new TreeMap<>((ConfigObject) value)
                    .forEach((name, below) -> check(path(path, name), below));
        } else if (!keys.contains(path)) {
            throw unknown(path, value);
        } else if (isSection) {
            throw new SimSetupException(
                    path + " must be a single value, but is a section" + origin(value));
        }
    }

    private void checkPoint(String name, ConfigValue value) {
        String path = path(POINTS, name);
        if (name.startsWith(Faults.POINTS_PREFIX) && !Faults.pointNames().contains(name)) {
            throw new SimSetupException("there is no point '" + name + "' in Pekko, which " + path
                    + " names" + origin(value)
                    + meant(Nearest.of(name, Faults.pointNames()), "pekko-points"));
        }
        requireSection(path, value);
        ((ConfigObject) value).forEach((key, chance) -> {
            if (!OF_POINT.contains(key)) {
                throw new SimSetupException("there is no setting " + path(path, key)
                        + origin(chance)
                        + "; a point has activation and firing, and a name with dots needs quotes");
            }
        });
    }

    private static void requireSection(String path, ConfigValue value) {
        if (!(value instanceof ConfigObject)) {
            throw new SimSetupException(path + " must be a section, but is '" + value.unwrapped()
                    + "'" + origin(value));
        }
    }

    private SimSetupException unknown(String path, ConfigValue value) {
        if (Option.of(path).isPresent()) {
            return new SimSetupException(path + " is no setting of a run but an option, which must"
                    + " be set as a system property or in the environment, but is set in"
                    + " the configuration" + origin(value));
        }
        Set<String> all = new TreeSet<>(value instanceof ConfigObject ? sections : keys);
        all.remove(ROOT);
        for (Option option : Option.values()) {
            all.add(option.key());
        }
        return new SimSetupException("there is no setting " + path + origin(value)
                + meant(Nearest.of(path, all), "config"));
    }

    private static String meant(Optional<String> nearest, String page) {
        return nearest.map(name -> "; did you mean " + name)
                .orElse("; docs/reference/" + page + ".md has all of them");
    }

    /** Where it was written, as people name it. */
    private static String origin(ConfigValue value) {
        String description = value.origin().description();
        return description.isBlank() ? "" : " (" + description + ")";
    }

    private static String path(String section, String name) {
        return section + "." + ConfigUtil.joinPath(name);
    }
}
