// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.results;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.testkit.CampaignReport;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.campaign.Contract;
import dev.pekkosim.testkit.campaign.PointSummary;
import dev.pekkosim.testkit.campaign.PropertySummary;
import dev.pekkosim.testkit.campaign.Shard;
import dev.pekkosim.testkit.cluster.ReplacedSetting;
import dev.pekkosim.testkit.cluster.SimSetupException;
import dev.pekkosim.testkit.text.Units;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Joins the results of all shards of a campaign to those of the campaign.
 *
 * @hidden
 */
@Internal
public final class MergedShards {

    private MergedShards() {}

    /**
     * The results of one JVM.
     *
     * @param file where they are
     * @param results what is in it
     */
    public record ShardFile(String file, CampaignResults results) {

        /**
         * Reads a file.
         *
         * @throws SimSetupException if it is none, or cannot be read
         */
        public static ShardFile read(String file) {
            return new ShardFile(file, CampaignResults.read(Path.of(file)));
        }

        /**
         * Which shard it is.
         *
         * @throws SimSetupException if it is none
         */
        public Shard shard() {
            return results.head()
                    .shard()
                    .orElseThrow(() -> new SimSetupException(file
                            + " has all seeds of its campaign, but merge joins the shards of one,"
                            + " as run --shard I/N --json FILE and tests with pekko.sim.shard"
                            + " write them"));
        }
    }

    /**
     * Joins the shards of each campaign.
     *
     * @param files what the shards wrote, in any order, also of several campaigns
     * @return the results of each campaign, in the order of their first files
     * @throws SimSetupException if they are not all shards of each campaign, each once and whole
     */
    public static List<CampaignResults> of(List<ShardFile> files) {
        Map<String, List<ShardFile>> campaigns = new LinkedHashMap<>();
        for (ShardFile file : files) {
            campaigns
                    .computeIfAbsent(file.results().head().campaign(), any -> new ArrayList<>())
                    .add(file);
        }
        return campaigns.values().stream().map(MergedShards::ofOne).toList();
    }

    private static CampaignResults ofOne(List<ShardFile> files) {
        SortedMap<Integer, ShardFile> shards = new TreeMap<>();
        for (ShardFile file : files) {
            requireSame(files.get(0), file);
            ShardFile other = shards.put(file.shard().number(), file);
            if (other != null) {
                throw new SimSetupException(other.file() + " and " + file.file()
                        + " are both shard " + file.shard() + "; give each shard once");
            }
        }
        requireAll(shards, files.get(0));
        shards.values().forEach(MergedShards::requireWhole);
        CampaignHead head = files.get(0).results().head().whole();
        List<CampaignResults> results =
                shards.values().stream().map(ShardFile::results).toList();
        CampaignReport report = report(head, results);
        Map<Long, ReplayCommands> commands = new TreeMap<>();
        results.forEach(shard -> commands.putAll(shard.commands()));
        return new CampaignResults(head, report, outcome(report, results), false, commands);
    }

    // ---- whether they belong together

    private static void requireSame(ShardFile first, ShardFile file) {
        first.shard();
        file.shard();
        Map<String, String> expected = first.results().head().identity();
        file.results().head().identity().forEach((what, value) -> {
            if (!value.equals(expected.get(what))) {
                throw new SimSetupException(file.file() + " must be of the same campaign as "
                        + first.file() + ", but has " + what + " " + value + " instead of "
                        + expected.get(what));
            }
        });
    }

    private static void requireAll(SortedMap<Integer, ShardFile> shards, ShardFile first) {
        int count = first.shard().count();
        List<String> missing = IntStream.rangeClosed(1, count)
                .filter(number -> !shards.containsKey(number))
                .mapToObj(number -> number + "/" + count)
                .toList();
        if (!missing.isEmpty()) {
            throw new SimSetupException((missing.size() == 1 ? "shard " : "shards ")
                    + String.join(", ", missing) + " of "
                    + first.results().head().campaign()
                    + (missing.size() == 1
                            ? " is missing; give its file, too"
                            : " are missing; give their files, too"));
        }
    }

    /** What ended early because something failed, or as it was to, is whole. */
    private static void requireWhole(ShardFile file) {
        CampaignResults results = file.results();
        if (results.isInterrupted()) {
            throw new SimSetupException(file.file() + " was interrupted after "
                    + results.report().runs().size() + " of "
                    + Units.count(results.head().planned(), "run") + "; run shard " + file.shard()
                    + " again");
        }
    }

    // ---- joining them

    /** In turn one of each, as they were dealt out. */
    private static CampaignReport report(CampaignHead head, List<CampaignResults> shards) {
        List<RunResult> runs = new ArrayList<>();
        int longest = shards.stream()
                .mapToInt(shard -> shard.report().runs().size())
                .max()
                .orElse(0);
        for (int i = 0; i < longest; i++) {
            for (CampaignResults shard : shards) {
                if (i < shard.report().runs().size()) {
                    runs.add(shard.report().runs().get(i));
                }
            }
        }
        return new CampaignReport(
                head.campaign(),
                runs,
                shards.stream().mapToLong(shard -> shard.report().wallNanos()).sum(),
                head.missingPoints(),
                false);
    }

    private static CampaignOutcome outcome(CampaignReport report, List<CampaignResults> shards) {
        List<PropertySummary> properties = joined(
                shards,
                outcome -> outcome.properties(),
                PropertySummary::message,
                PropertySummary::plus);
        List<PointSummary> points =
                joined(shards, outcome -> outcome.points(), PointSummary::name, PointSummary::plus);
        Set<String> required = new HashSet<>();
        Set<ReplacedSetting> replaced = new LinkedHashSet<>();
        int contractRuns = 0;
        for (CampaignResults shard : shards) {
            required.addAll(shard.outcome().required());
            replaced.addAll(shard.outcome().replacedSettings());
            contractRuns = shard.outcome().contractRuns();
        }
        return new CampaignOutcome(
                Contract.unmet(
                        contractRuns,
                        report.runs().size(),
                        properties.stream()
                                .filter(property -> required.contains(property.message()))
                                .toList()),
                points,
                properties,
                Contract.unreached(points),
                List.copyOf(replaced),
                required,
                contractRuns);
    }

    private static <T> List<T> joined(
            List<CampaignResults> shards,
            Function<CampaignOutcome, List<T>> parts,
            Function<T, String> identity,
            BinaryOperator<T> plus) {
        SortedMap<String, T> all = new TreeMap<>();
        for (CampaignResults shard : shards) {
            parts.apply(shard.outcome())
                    .forEach(part -> all.merge(identity.apply(part), part, plus));
        }
        return List.copyOf(all.values());
    }
}
