// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.testkit.text.TextBlock;
import dev.pekkosim.testkit.text.Units;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a campaign is written: how many runs came to what, failing seeds by what was violated, what
 * never happened, and the report of the failed run with the fewest steps.
 *
 * @hidden
 */
@Internal
public final class CampaignText {

    private static final int SEEDS_SHOWN = 5;

    private CampaignText() {}

    /**
     * Writes one.
     *
     * @param report what it came to
     * @param planned how many seeds there were to run
     * @param unmet what must have happened and did not
     * @param reportOf writes the report of a failed run
     */
    public static String of(
            CampaignReport report,
            int planned,
            List<String> unmet,
            Function<RunResult, String> reportOf) {
        TextBlock block = new TextBlock();
        report.failuresBySignature()
                .forEach((signature, runs) ->
                        block.row(runs.size() + " x", signature + "\n" + seeds(runs)));
        report.findCounts()
                .forEach((find, count) -> block.row("known find", find + " in " + count + " x"));
        unmet.forEach(sentence -> block.row("unmet", sentence));
        undisturbed(report).ifPresent(sentence -> block.row("no fault", sentence));
        StringJoiner text = new StringJoiner("\n");
        text.add(counts(report, planned));
        if (!block.toString().isEmpty()) {
            text.add(block.toString());
        }
        report.runs().stream()
                .filter(RunResult::failsCampaign)
                .min(Comparator.comparingLong(RunResult::steps))
                .ifPresent(run -> text.add(reportOf.apply(run)));
        return text.toString();
    }

    /**
     * What there is to say of a campaign in which most runs with a chaos had no fault.
     *
     * @param report what it came to
     */
    public static Optional<String> undisturbed(CampaignReport report) {
        long runs = report.undisturbed();
        return runs * 2 <= report.runs().size()
                ? Optional.empty()
                : Optional.of("in " + Units.count(runs) + " of "
                        + Units.count(report.runs().size())
                        + " runs, though chaos was let loose: it ended before the first; let the"
                        + " load last some virtual minutes, such as with attempt(times, pause, …)");
    }

    /** One line, without the times of a machine. */
    private static String counts(CampaignReport report, int planned) {
        int unaccepted = report.unacceptedFinds().size();
        int accepted = report.knownFinds().size() - unaccepted;
        StringJoiner counts = new StringJoiner(", ");
        counts.add(Units.count(report.passed()) + " passed");
        counts.add(Units.count(report.failures().size()) + " failed");
        if (unaccepted > 0) {
            counts.add(Units.count(unaccepted) + " of known finds, not accepted");
        }
        if (accepted > 0) {
            counts.add(Units.count(accepted) + " of accepted finds");
        }
        int runs = report.runs().size();
        return Units.count(runs)
                + (runs < planned ? " of " + Units.count(planned) : "")
                + (planned == 1 ? " seed: " : " seeds: ")
                + counts;
    }

    private static String seeds(List<RunResult> runs) {
        int others = runs.size() - SEEDS_SHOWN;
        return runs.stream()
                        .limit(SEEDS_SHOWN)
                        .map(run -> SeedSequence.format(run.seed()) + " ("
                                + Units.count(run.steps())
                                + (run.steps() == 1 ? " step)" : " steps)"))
                        .collect(Collectors.joining(", "))
                + (others > 0 ? " and " + others + " more" : "");
    }
}
