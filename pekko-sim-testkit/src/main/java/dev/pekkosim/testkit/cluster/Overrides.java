// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import dev.pekkosim.dispatcher.SimSystems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the nodes of a simulated cluster have whatever the application's configuration says, each
 * with the reason. Most of it stands in the two {@code overrides.conf}, where the comment of a
 * setting is its reason; the rest depends on the application or on the node.
 */
final class Overrides {

    /**
     * One of them.
     *
     * @param key the key
     * @param value what it is set to
     * @param why why, a sentence
     */
    record Setting(String key, ConfigValue value, String why) {

        Setting(String key, Object value, String why) {
            this(key, ConfigValueFactory.fromAnyRef(value), why);
        }
    }

    /**
     * One that is not the same on all nodes, or no setting.
     *
     * @param key the key
     * @param ours what it is, in words
     * @param why why, a sentence
     */
    record InWords(String key, String ours, String why) {}

    static final String HOST = "pekko.remote.artery.canonical.hostname";
    static final String PORT = "pekko.remote.artery.canonical.port";
    static final String SEED_NODES = "pekko.cluster.seed-nodes";
    static final String ROLES = "pekko.cluster.roles";
    static final String DATA_CENTER = "pekko.cluster.multi-data-center.self-data-center";

    /** What each node has of its own. */
    static final List<InWords> OF_NODES = List.of(
            new InWords(HOST, "the name of the node", "The hosts of a run are simulated"),
            new InWords(PORT, String.valueOf(Deployment.PORT), "The hosts of a run are simulated"),
            new InWords(
                    SEED_NODES,
                    "the other nodes; the first one forms the cluster",
                    "The nodes of a run are not those of production"));

    /** What each client node has of its own. */
    static final InWords OF_CLIENTS = new InWords(
            ROLES,
            "[\"client\"] on client nodes",
            "Client nodes carry load, and nothing that belongs to a role of the application");

    /** What becomes of executors, which are replaced under the setting. */
    private static final InWords EXECUTOR =
            new InWords(".executor", "steps of the run", "A run has one logical thread");

    /** What libraries have started. */
    static final List<String> EXTENSIONS =
            List.of("pekko.library-extensions", "pekko.actor.typed.library-extensions");

    private static final Set<String> EXECUTORS = Set.of(
            "default-executor",
            "fork-join-executor",
            "thread-pool-executor",
            "affinity-pool-executor",
            "virtual-thread-executor");

    private static final Set<String> SPELLINGS_OF_TRUE = Set.of("on", "yes", "true");
    private static final Set<String> SPELLINGS_OF_FALSE = Set.of("off", "no", "false");

    private final Config application;
    private final List<Setting> overrides;
    private final List<InWords> inWords;

    private Overrides(Config application, List<Setting> overrides, List<InWords> inWords) {
        this.application = application;
        this.overrides = overrides;
        this.inWords = inWords;
    }

    /**
     * Those for an application.
     *
     * @param application its configuration, with Pekko's {@code reference.conf} in it
     * @param hasClients whether there are client nodes
     */
    static Overrides of(Config application, boolean hasClients) {
        List<Setting> overrides = new ArrayList<>(fixed());
        overrides.addAll(logging(application));
        overrides.addAll(extensions(application));
        List<InWords> inWords = new ArrayList<>(OF_NODES);
        if (hasClients) {
            inWords.add(OF_CLIENTS);
        }
        inWords.addAll(executors(application));
        return new Overrides(application, overrides, inWords);
    }

    /** Those that depend on nothing. */
    static List<Setting> fixed() {
        return Stream.of(
                        SimSystems.overrides(),
                        ConfigFactory.parseResources(
                                Overrides.class.getClassLoader(),
                                "dev/pekkosim/testkit/overrides.conf"))
                .flatMap(Overrides::read)
                .toList();
    }

    private static Stream<Setting> read(Config overrides) {
        return overrides.entrySet().stream()
                .map(entry -> new Setting(
                        entry.getKey(),
                        entry.getValue(),
                        String.join(" ", entry.getValue().origin().comments())
                                .strip()
                                .replaceAll(" +", " ")))
                .sorted((a, b) -> a.key().compareTo(b.key()));
    }

    /** Log level OFF means the same run as every other level, only that nothing is logged. */
    private static List<Setting> logging(Config application) {
        if (!application.getString("pekko.loglevel").equalsIgnoreCase("OFF")) {
            return List.of();
        }
        String why = "With the level OFF Pekko would start no logger, which would be another run;"
                + " this one logs nothing";
        return List.of(
                new Setting("pekko.loglevel", "ERROR", why),
                new Setting("pekko.use-slf4j", "off", why), // or Pekko would add its own logger
                new Setting("pekko.loggers", List.of(SilentLogger.class.getName()), why));
    }

    /**
     * The extensions that libraries bring, sorted. Each library's {@code reference.conf} adds its
     * own, so that they stand, and would be started, in the order of the class path, which differs
     * between build tools.
     */
    private static List<Setting> extensions(Config application) {
        return EXTENSIONS.stream()
                .filter(application::hasPath)
                .map(key -> new Setting(
                        key,
                        application.getStringList(key).stream().sorted().toList(),
                        "Extensions are started in the order of their names, since that of the class"
                                + " path differs between build tools"))
                .toList();
    }

    /** The dispatchers of which somebody has said what executes them. */
    private static List<InWords> executors(Config application) {
        return application.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(EXECUTOR.key()))
                .filter(entry -> EXECUTORS.contains(text(entry.getValue())))
                .map(entry -> new InWords(entry.getKey(), EXECUTOR.ours(), EXECUTOR.why()))
                .sorted((a, b) -> a.key().compareTo(b.key()))
                .toList();
    }

    /** What is put before the application's configuration on all nodes. */
    Config config() {
        Map<String, Object> values = new LinkedHashMap<>();
        overrides.forEach(one -> values.put(one.key(), one.value()));
        return ConfigFactory.parseMap(values, "the settings of a simulated cluster");
    }

    /** Those by which the application loses a setting that it made itself. */
    List<ReplacedSetting> replaced() {
        Config reference = ConfigFactory.defaultReference();
        List<ReplacedSetting> replaced = new ArrayList<>();
        for (Setting one : overrides) {
            String ours = text(one.value());
            if (isSet(one.key(), reference)
                    && !text(application.getValue(one.key())).equals(ours)) {
                replaced.add(replaced(one.key(), ours, one.why()));
            }
        }
        for (InWords one : inWords) {
            if (isSet(one.key(), reference)) {
                replaced.add(replaced(one.key(), one.ours(), one.why()));
            }
        }
        return List.copyOf(replaced);
    }

    private ReplacedSetting replaced(String key, String ours, String why) {
        return new ReplacedSetting(key, text(application.getValue(key)), ours, why);
    }

    /** Whether the application says otherwise than the reference of Pekko and of libraries. */
    private boolean isSet(String key, Config reference) {
        return application.hasPath(key)
                && !(reference.hasPath(key)
                        && text(reference.getValue(key)).equals(text(application.getValue(key))));
    }

    /** A value as people write it, the same for all spellings of it. */
    private static String text(ConfigValue value) {
        String text = value.unwrapped() instanceof String string
                ? string
                : value.render(ConfigRenderOptions.concise());
        if (SPELLINGS_OF_TRUE.contains(text)) {
            return "on";
        }
        return SPELLINGS_OF_FALSE.contains(text) ? "off" : text;
    }
}
