// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli;

import dev.pekkosim.testkit.CampaignReport;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.campaign.Contract;
import dev.pekkosim.testkit.campaign.PointSummary;
import dev.pekkosim.testkit.campaign.PropertySummary;
import dev.pekkosim.testkit.campaign.Shard;
import dev.pekkosim.testkit.cluster.ReplacedSetting;
import dev.pekkosim.testkit.cluster.SimSetupException;
import dev.pekkosim.testkit.text.Units;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
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
 * The results of all shards of a campaign as those of one.
 *
 * @param head what the campaign is
 * @param report its runs, in the order of its seeds
 * @param outcome what they came to beyond that
 */
record MergedShards(CampaignHead head, CampaignReport report, CampaignOutcome outcome) {

    /**
     * Joins them.
     *
     * @param files what the shards wrote, in any order
     * @throws SimSetupException if they are not the shards of one campaign, each once and whole
     */
    static MergedShards of(List<ShardResult> files) {
        SortedMap<Integer, ShardResult> shards = new TreeMap<>();
        for (ShardResult file : files) {
            requireSame(files.get(0), file);
            ShardResult other = shards.put(shardOf(file).number(), file);
            if (other != null) {
                throw new SimSetupException(other.file() + " and " + file.file()
                        + " are both shard " + shardOf(file) + "; give each shard once");
            }
        }
        requireAll(shards, shardOf(files.get(0)).count());
        shards.values().forEach(MergedShards::requireWhole);
        CampaignHead head = files.get(0).head().whole();
        CampaignReport report = report(head, List.copyOf(shards.values()));
        return new MergedShards(head, report, outcome(report, shards.values()));
    }

    // ---- whether they belong together

    private static Shard shardOf(ShardResult file) {
        return file.head()
                .shard()
                .orElseThrow(() -> new SimSetupException(file.file()
                        + " has all seeds of its campaign, but merge joins the shards of one, as"
                        + " run --shard I/N --json FILE writes them"));
    }

    private static void requireSame(ShardResult first, ShardResult file) {
        shardOf(file);
        Map<String, String> expected = first.head().identity();
        file.head().identity().forEach((what, value) -> {
            if (!value.equals(expected.get(what))) {
                throw new SimSetupException(file.file() + " must be of the same campaign as "
                        + first.file() + ", but has " + what + " " + value + " instead of "
                        + expected.get(what));
            }
        });
    }

    private static void requireAll(SortedMap<Integer, ShardResult> shards, int count) {
        List<String> missing = IntStream.rangeClosed(1, count)
                .filter(number -> !shards.containsKey(number))
                .mapToObj(number -> number + "/" + count)
                .toList();
        if (!missing.isEmpty()) {
            throw new SimSetupException((missing.size() == 1 ? "shard " : "shards ")
                    + String.join(", ", missing)
                    + (missing.size() == 1
                            ? " is missing; give its file, too"
                            : " are missing; give their files, too"));
        }
    }

    /** What ended early because something failed, or as it was to, is whole. */
    private static void requireWhole(ShardResult file) {
        if (file.interrupted()) {
            throw new SimSetupException(
                    file.file() + " was interrupted after " + file.runs().size()
                            + " of " + Units.count(file.head().planned(), "run")
                            + "; run shard " + shardOf(file)
                            + " again");
        }
    }

    // ---- joining them

    /** In turn one of each, as they were dealt out. */
    private static CampaignReport report(CampaignHead head, List<ShardResult> shards) {
        List<RunResult> runs = new ArrayList<>();
        int longest =
                shards.stream().mapToInt(shard -> shard.runs().size()).max().orElse(0);
        for (int i = 0; i < longest; i++) {
            for (ShardResult shard : shards) {
                if (i < shard.runs().size()) {
                    runs.add(shard.runs().get(i));
                }
            }
        }
        return new CampaignReport(
                head.options().workload(),
                runs,
                shards.stream().mapToLong(ShardResult::wallNanos).sum(),
                head.missingPoints(),
                false);
    }

    private static CampaignOutcome outcome(CampaignReport report, Collection<ShardResult> shards) {
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
        for (ShardResult shard : shards) {
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
            Collection<ShardResult> shards,
            Function<CampaignOutcome, List<T>> parts,
            Function<T, String> identity,
            BinaryOperator<T> plus) {
        SortedMap<String, T> all = new TreeMap<>();
        for (ShardResult shard : shards) {
            parts.apply(shard.outcome())
                    .forEach(part -> all.merge(identity.apply(part), part, plus));
        }
        return List.copyOf(all.values());
    }
}
