// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.Internal;
import dev.pekkosim.testkit.campaign.GivenSettings;
import dev.pekkosim.testkit.campaign.Versions;
import dev.pekkosim.testkit.cluster.SimSetupException;
import dev.pekkosim.testkit.divergence.Fingerprint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What replays a failure, as a small text file that can be kept with the code: the seed, what was
 * set from outside, the versions, and a fingerprint of the run, by which a later execution knows
 * whether it still is the same.
 *
 * @param test which test failed: a class and a method with {@code #} between them, or the name of a
 *     campaign
 * @param seed the seed
 * @param chaos the chaos, if it was set from outside
 * @param settings what was set for the JVM, as of {@link GivenSettings}
 * @param property what was violated
 * @param versions of what the run was made of
 * @param fingerprint of the run
 * @hidden
 */
@Internal
public record Repro(
        String test,
        long seed,
        Optional<String> chaos,
        Map<String, String> settings,
        String property,
        String versions,
        Fingerprint fingerprint) {

    private static final int FORMAT = 1;

    /** Sorts the settings. */
    public Repro {
        settings = new TreeMap<>(settings);
    }

    /**
     * What a run is when it is executed again.
     *
     * @param result what it came to
     * @param diverged one sentence that says where it is another run than it was, and what else is
     *     otherwise; empty if it is the same
     */
    public record Replay(RunResult result, Optional<String> diverged) {

        /**
         * What a report of it says, by the key of its row.
         *
         * @param file where the repro is
         */
        public Map<String, String> remarks(String file) {
            Map<String, String> remarks = new LinkedHashMap<>();
            remarks.put("kept as", file);
            diverged.ifPresent(where -> remarks.put("diverged", where));
            return remarks;
        }
    }

    /**
     * Executes a failed run once more, for its fingerprint.
     *
     * @param test which test failed
     * @param chaos the chaos, if it was set from outside
     * @param campaign the campaign
     * @param failed the run
     * @return empty if the second execution is another run, which no file would replay
     */
    public static Optional<Repro> of(
            String test, Optional<String> chaos, Campaign campaign, RunResult failed) {
        Failure failure = Objects.requireNonNull(failed.failure());
        Fingerprint fingerprint = new Fingerprint();
        RunResult again = campaign.execute(failed.seed(), fingerprint);
        if (again.hash() != failed.hash()) {
            return Optional.empty();
        }
        fingerprint.end(again.hash());
        return Optional.of(new Repro(
                test,
                failed.seed(),
                chaos,
                GivenSettings.ofThisJvm(),
                failure.property(),
                Versions.ofThisJvm().toString(),
                fingerprint));
    }

    /**
     * Executes it.
     *
     * @param campaign the campaign as it is now
     */
    public Replay replay(Campaign campaign) {
        Fingerprint now = new Fingerprint();
        RunResult result = campaign.execute(seed, now);
        now.end(result.hash());
        return new Replay(
                result,
                fingerprint
                        .parting(now)
                        .map(where -> where + ": the seed is another run than when the repro was"
                                + " written" + whatIsOtherwise()));
    }

    private String whatIsOtherwise() {
        StringBuilder otherwise = new StringBuilder();
        String now = Versions.ofThisJvm().toString();
        if (!versions.equals(now)) {
            otherwise.append(", with ").append(versions).append("; this is ").append(now);
        }
        Map<String, String> set = GivenSettings.ofThisJvm();
        if (!settings.equals(set)) {
            otherwise
                    .append("; then was set ")
                    .append(GivenSettings.text(settings))
                    .append(", now ")
                    .append(GivenSettings.text(set));
        }
        return otherwise.toString();
    }

    /** The text of the file. */
    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add("# What replays a failure. In src/test/resources/repros it is run first.");
        lines.add("format = " + FORMAT);
        lines.add("test = " + ConfigUtil.quoteString(test));
        lines.add("seed = " + ConfigUtil.quoteString(SeedSequence.format(seed)));
        chaos.ifPresent(name -> lines.add("chaos = " + ConfigUtil.quoteString(name)));
        if (!settings.isEmpty()) {
            lines.add("settings {");
            settings.forEach((key, value) -> lines.add(
                    "    " + ConfigUtil.quoteString(key) + " = " + ConfigUtil.quoteString(value)));
            lines.add("}");
        }
        lines.add("property = " + ConfigUtil.quoteString(property));
        lines.add("versions = " + ConfigUtil.quoteString(versions));
        lines.add("fingerprint = ["
                + fingerprint.texts().stream()
                        .map(ConfigUtil::quoteString)
                        .collect(Collectors.joining(",\n    "))
                + "]");
        return String.join("\n", lines) + "\n";
    }

    /**
     * Which test a file is of, be it of another format.
     *
     * @param text what is in it
     * @return empty if that cannot be told
     */
    static Optional<String> testOf(String text) {
        try {
            return Optional.of(ConfigFactory.parseString(text).getString("test"));
        } catch (ConfigException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads a file.
     *
     * @param text what is in it
     * @param name its name, for complaints
     * @throws SimSetupException if it is no repro, or one that this version does not know
     */
    public static Repro parse(String text, String name) {
        int format;
        try {
            Config config = ConfigFactory.parseString(text);
            format = config.getInt("format");
            if (format == FORMAT) {
                return of(config);
            }
        } catch (ConfigException | IllegalArgumentException e) {
            throw new SimSetupException("repro " + name + " cannot be read: "
                    + String.valueOf(e.getMessage()).replace('\n', ' ') + "; delete it");
        }
        throw new SimSetupException("repro " + name + " must be of format " + FORMAT
                + ", but is of format " + format
                + "; delete it, or use the version of pekko-sim that wrote it");
    }

    private static Repro of(Config config) {
        return new Repro(
                config.getString("test"),
                SeedSequence.parse(config.getString("seed")),
                config.hasPath("chaos") ? Optional.of(config.getString("chaos")) : Optional.empty(),
                settings(config),
                config.getString("property"),
                config.getString("versions"),
                Fingerprint.of(config.getStringList("fingerprint")));
    }

    private static Map<String, String> settings(Config config) {
        Map<String, String> settings = new TreeMap<>();
        if (config.hasPath("settings")) {
            config.getObject("settings")
                    .unwrapped()
                    .forEach((key, value) -> settings.put(key, String.valueOf(value)));
        }
        return settings;
    }
}
