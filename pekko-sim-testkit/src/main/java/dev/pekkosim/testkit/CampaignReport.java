// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import dev.pekkosim.engine.WrittenFile;
import dev.pekkosim.testkit.campaign.PointSummary;
import dev.pekkosim.testkit.campaign.PropertySummary;
import dev.pekkosim.testkit.campaign.Reached;
import dev.pekkosim.testkit.finds.KnownFindMatch;
import dev.pekkosim.testkit.text.Units;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a campaign came to.
 *
 * @param name the campaign's name
 * @param runs the results, in order
 * @param wallNanos machine time of the whole campaign
 * @param missingPoints the buggify points in Pekko that could not fire, since the release of Pekko
 *     lacks what they need: names, each with a sentence
 * @param isPart whether it has a shard of the seeds only, so that what never happened in its runs
 *     says nothing of the campaign
 * @since 0.1.0
 */
public record CampaignReport(
        String name,
        List<RunResult> runs,
        long wallNanos,
        SortedMap<String, String> missingPoints,
        boolean isPart) {

    /** Copies the list and the map. */
    public CampaignReport {
        runs = List.copyOf(runs);
        missingPoints = Collections.unmodifiableSortedMap(new TreeMap<>(missingPoints));
    }

    /**
     * A report of all seeds, in which no point is missing.
     *
     * @param name the campaign's name
     * @param runs the results, in order
     * @param wallNanos machine time of the whole campaign
     */
    public CampaignReport(String name, List<RunResult> runs, long wallNanos) {
        this(name, runs, wallNanos, Collections.emptySortedMap(), false);
    }

    /** The same, as that of a shard. */
    CampaignReport asPart() {
        return new CampaignReport(name, runs, wallNanos, missingPoints, true);
    }

    /** How many runs passed. */
    public long passed() {
        return runs.stream().filter(RunResult::passed).count();
    }

    /** The runs that failed for a reason that is not known, in order. */
    public List<RunResult> failures() {
        return runs.stream().filter(run -> !run.passed() && !run.isKnownFind()).toList();
    }

    /** The runs that failed by known finds only, accepted or not, in order. */
    public List<RunResult> knownFinds() {
        return runs.stream().filter(RunResult::isKnownFind).toList();
    }

    /** The runs that failed by known finds only, of which not all are accepted, in order. */
    public List<RunResult> unacceptedFinds() {
        return runs.stream()
                .filter(run -> run.status() == RunResult.Status.KNOWN_FIND)
                .toList();
    }

    /** How many runs had no fault, though there were families that could have struck. */
    public long undisturbed() {
        return runs.stream()
                .map(RunResult::disturbance)
                .filter(disturbance -> disturbance.faults().isEmpty())
                .filter(disturbance -> !disturbance.silentFamilies().isEmpty())
                .count();
    }

    /** In how many runs each known find explains a failure, by its id. */
    public SortedMap<String, Long> findCounts() {
        SortedMap<String, Long> counts = new TreeMap<>();
        runs.stream()
                .flatMap(
                        run -> run.knownFinds().stream().map(KnownFindMatch::id).distinct())
                .forEach(id -> counts.merge(id, 1L, Long::sum));
        return counts;
    }

    /**
     * The runs that failed for a reason that is not known, by what was violated: the signature of
     * most runs first, and of each the run with the fewest steps first. A run with several
     * violations is with each of them.
     */
    public Map<Signature, List<RunResult>> failuresBySignature() {
        Map<Signature, List<RunResult>> groups = new LinkedHashMap<>();
        for (RunResult run : failures()) {
            for (Violation violation : run.violations()) {
                groups.computeIfAbsent(violation.signature(), any -> new ArrayList<>())
                        .add(run);
            }
        }
        Map<Signature, List<RunResult>> sorted = new LinkedHashMap<>();
        groups.entrySet().stream()
                .sorted(Comparator.comparingInt(group -> -group.getValue().size()))
                .forEach(group -> sorted.put(
                        group.getKey(),
                        group.getValue().stream()
                                .sorted(Comparator.comparingLong(RunResult::steps))
                                .toList()));
        return Collections.unmodifiableMap(sorted);
    }

    /** The files that the runs wrote, each once and sorted. */
    public List<WrittenFile> writtenFiles() {
        return runs.stream()
                .flatMap(run -> run.writtenFiles().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** Virtual time of all runs together in nanoseconds. */
    public long virtualNanos() {
        return runs.stream().mapToLong(RunResult::virtualNanos).sum();
    }

    /**
     * How often each kind of fault was applied in all runs, by kind; the ends of faults are kinds,
     * too.
     */
    public SortedMap<String, Long> faultCounts() {
        SortedMap<String, Long> counts = new TreeMap<>();
        for (RunResult run : runs) {
            run.faults().forEach(fault -> counts.merge(fault.kind(), 1L, Long::sum));
        }
        return counts;
    }

    /** In how many runs a fault family was on and applied nothing, by family. */
    public SortedMap<String, Long> silentFamilies() {
        SortedMap<String, Long> counts = new TreeMap<>();
        for (RunResult run : runs) {
            run.disturbance()
                    .silentFamilies()
                    .forEach(family -> counts.merge(family, 1L, Long::sum));
        }
        return counts;
    }

    /** What became of the buggify points that were reached, in the order of their names. */
    public List<PointSummary> points() {
        return reached().points();
    }

    /** What became of the properties that were stated, in the order of their messages. */
    public List<PropertySummary> properties() {
        return reached().properties();
    }

    /** One line: runs, passed, known finds if there are any, failed, runs/s, virtual:wall. */
    public String summary() {
        double seconds = Math.max(1, wallNanos) / 1e9;
        int known = knownFinds().size();
        return String.format(
                Locale.ROOT,
                "%s, %d passed, %s%d failed, %.1f runs/s, virtual:wall %.0f:1",
                Units.count(runs.size(), "run"),
                passed(),
                finds(known),
                failures().size(),
                runs.size() / seconds,
                virtualNanos() / (double) Math.max(1, wallNanos));
    }

    private String finds(int known) {
        if (known == 0) {
            return "";
        }
        int accepted = known - unacceptedFinds().size();
        return known + (known == 1 ? " known find" : " known finds")
                + (accepted == 0 ? "" : " (" + accepted + " accepted)") + ", ";
    }

    /** What its runs reached. */
    Reached reached() {
        return Reached.of(
                runs.size(),
                runs.stream().flatMap(run -> run.points().stream()),
                runs.stream().flatMap(run -> run.properties().stream()));
    }
}
