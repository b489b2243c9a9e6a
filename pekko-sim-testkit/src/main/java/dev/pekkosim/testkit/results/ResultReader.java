// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.results;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import dev.pekkosim.engine.ClosestPair;
import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.LastStep;
import dev.pekkosim.engine.WrittenFile;
import dev.pekkosim.testkit.CampaignReport;
import dev.pekkosim.testkit.OperationCounts;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.SeedSequence;
import dev.pekkosim.testkit.Signature;
import dev.pekkosim.testkit.Violation;
import dev.pekkosim.testkit.campaign.PointSummary;
import dev.pekkosim.testkit.campaign.PropertySummary;
import dev.pekkosim.testkit.campaign.Shard;
import dev.pekkosim.testkit.campaign.Versions;
import dev.pekkosim.testkit.cluster.Fault;
import dev.pekkosim.testkit.cluster.ReplacedSetting;
import dev.pekkosim.testkit.cluster.SimSetupException;
import dev.pekkosim.testkit.finds.KnownFindMatch;
import dev.pekkosim.testkit.text.Losses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ResultWriter} wrote. */
final class ResultReader {

    private static final ConfigParseOptions JSON =
            ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON).setAllowMissing(false);

    private ResultReader() {}

    /**
     * Reads a file.
     *
     * @throws SimSetupException if it is none of results, or cannot be read
     */
    static CampaignResults read(Path file) {
        try {
            return results(ConfigFactory.parseString(Files.readString(file), JSON));
        } catch (IOException e) {
            throw new SimSetupException(file + " cannot be read: " + Losses.reason(e));
        } catch (ConfigException | IllegalArgumentException e) {
            String reason = String.valueOf(e.getMessage()).replaceFirst("^String: (\\d+: )?", "");
            throw new SimSetupException(
                    file + " must be a file of results, as run --json or a test of a shard writes,"
                            + " but is none: " + reason.replace('\n', ' '));
        }
    }

    private static CampaignResults results(Config json) {
        CampaignHead head = head(json);
        List<RunResult> runs = each(json, "runs", ResultReader::run);
        Map<Long, ReplayCommands> commands = new TreeMap<>();
        for (Config run : json.getConfigList("runs")) {
            commands.put(
                    SeedSequence.parse(run.getString("seed")),
                    new ReplayCommands(
                            run.getStringList("replay"), Optional.ofNullable(text(run, "verify"))));
        }
        return new CampaignResults(
                head,
                new CampaignReport(
                        head.campaign(),
                        runs,
                        json.getLong("wallNanos"),
                        head.missingPoints(),
                        head.shard().isPresent()),
                outcome(json),
                json.getBoolean("interrupted"),
                commands);
    }

    private static CampaignHead head(Config json) {
        Config versions = json.getConfig("versions");
        return new CampaignHead(
                json.getString("campaign"),
                names(json, "parameters"),
                json.getInt("seeds"),
                Optional.ofNullable(text(json, "shard")).map(ResultReader::shard),
                names(json, "settings"),
                new Versions(
                        versions.getString("pekkoSim"),
                        versions.getString("pekko"),
                        versions.getString("java")),
                names(json, "missingPoints"));
    }

    private static Shard shard(String text) {
        return Shard.parse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "shard must be " + Shard.RULE + ", but is " + text));
    }

    private static CampaignOutcome outcome(Config json) {
        HashSet<String> required = new HashSet<>();
        json.getConfigList("properties").forEach(property -> {
            if (property.getBoolean("required")) {
                required.add(property.getString("message"));
            }
        });
        return new CampaignOutcome(
                json.getStringList("unmet"),
                each(json, "points", ResultReader::point),
                each(json, "properties", ResultReader::property),
                json.getStringList("unreachedPoints"),
                each(json, "replacedSettings", ResultReader::replacedSetting),
                required,
                json.getInt("contractRuns"));
    }

    // ---- what a campaign reached

    private static PointSummary point(Config point) {
        return new PointSummary(
                point.getString("name"),
                point.getBoolean("rare"),
                point.getStringList("places"),
                point.getLong("activeRuns"),
                point.getLong("reachedRuns"),
                point.getLong("reached"),
                point.getLong("fired"));
    }

    private static PropertySummary property(Config property) {
        return new PropertySummary(
                property.getString("message"),
                property.getString("kind"),
                property.getStringList("places"),
                property.getLong("runs"),
                property.getLong("passes"),
                property.getLong("failures"),
                closest(text(property, "closest"), text(property, "nearness")),
                property.getStringList("outcomes"));
    }

    private static @Nullable ClosestPair closest(@Nullable String pair, @Nullable String nearness) {
        if (pair == null) {
            return null;
        }
        String[] numbers = pair.split(" and ", -1);
        if (numbers.length != 2) {
            throw new IllegalArgumentException(
                    "closest must be two numbers, but is '" + pair + "'");
        }
        return new ClosestPair(
                number(numbers[0]),
                number(numbers[1]),
                nearness == null ? Double.NEGATIVE_INFINITY : Double.parseDouble(nearness));
    }

    private static Number number(String text) {
        return text.matches("-?\\d{1,18}") ? (Number) Long.valueOf(text) : Double.valueOf(text);
    }

    private static ReplacedSetting replacedSetting(Config setting) {
        return new ReplacedSetting(
                setting.getString("key"),
                setting.getString("yours"),
                setting.getString("ours"),
                setting.getString("why"));
    }

    // ---- runs

    private static RunResult run(Config run) {
        Config operations = run.getConfig("operations");
        return new RunResult(
                SeedSequence.parse(run.getString("seed")),
                SeedSequence.parse(run.getString("hash")),
                constant(RunResult.Status.class, run.getString("result")),
                new RunResult.Extent(
                        run.getLong("steps"),
                        run.getLong("virtualNanos"),
                        run.getLong("wallNanos"),
                        run.getLong("frames")),
                new RunResult.Disturbance(
                        run.getStringList("drawn"),
                        each(run, "faults", ResultReader::fault),
                        run.getStringList("silentFamilies")),
                new OperationCounts(
                        operations.getLong("ok"),
                        operations.getLong("failed"),
                        operations.getLong("unknown")),
                RunResult.Counts.NONE, // which the campaign's sums have
                violations(run),
                run.getStringList("pending"),
                each(run, "lastSteps", ResultReader::lastStep),
                run.getStringList("writtenFiles").stream()
                        .map(ResultReader::writtenFile)
                        .toList());
    }

    private static Fault fault(Config fault) {
        return new Fault(
                fault.getLong("virtualNanos"),
                fault.getString("kind"),
                fault.getString("description"),
                null);
    }

    private static LastStep lastStep(Config step) {
        return new LastStep(
                step.getLong("step"),
                step.getLong("virtualNanos"),
                step.getString("node"),
                step.getString("work"),
                step.getString("message"));
    }

    private static WrittenFile writtenFile(String text) {
        int arrow = text.indexOf(" -> ");
        if (arrow < 0) {
            throw new IllegalArgumentException(
                    "a written file must be told as class -> path, but is '" + text + "'");
        }
        return new WrittenFile(text.substring(0, arrow), text.substring(arrow + " -> ".length()));
    }

    /** That the set-up was wrong is told by the exception behind it, of which the code is left. */
    private static List<Violation> violations(Config run) {
        boolean isSetupWrong = run.getInt("exitCode") == ExitCode.USAGE;
        return each(run, "violations", json -> violation(json, isSetupWrong));
    }

    private static Violation violation(Config violation, boolean isSetupWrong) {
        Failure.Kind kind = constant(Failure.Kind.class, violation.getString("kind"));
        String property = violation.getString("property");
        String message = violation.getString("message");
        return new Violation(
                new Failure(
                        kind,
                        property,
                        message,
                        violation.getLong("step"),
                        violation.getLong("virtualNanos"),
                        isSetupWrong ? new SimSetupException(message) : null),
                new Signature(property, kind, violation.getString("subject")),
                text(violation, "node"),
                violation.getLong("times"),
                violation.getIsNull("knownFind") ? null : find(violation.getConfig("knownFind")));
    }

    private static KnownFindMatch find(Config find) {
        return new KnownFindMatch(
                find.getString("id"), find.getString("title"), find.getString("evidence"));
    }

    // ---- values

    private static <T> List<T> each(Config json, String key, Function<Config, T> read) {
        return json.getConfigList(key).stream().<T>map(read).toList();
    }

    /** A text, or null where the file says null; that it says nothing is a mistake. */
    private static @Nullable String text(Config json, String key) {
        return json.getIsNull(key) ? null : json.getString(key);
    }

    private static SortedMap<String, String> names(Config json, String key) {
        SortedMap<String, String> names = new TreeMap<>();
        json.getObject(key)
                .unwrapped()
                .forEach((name, value) -> names.put(name, String.valueOf(value)));
        return names;
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String name) {
        return Enum.valueOf(type, name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
