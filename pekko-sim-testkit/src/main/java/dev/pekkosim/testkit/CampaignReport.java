package dev.pekkosim.testkit;

import java.util.List;
import java.util.Locale;

/**
 * What a campaign came to.
 *
 * @param name the campaign's name
 * @param runs the results, in order
 * @param wallNanos machine time of the whole campaign
 */
public record CampaignReport(String name, List<RunResult> runs, long wallNanos) {

    /** Copies the list. */
    public CampaignReport {
        runs = List.copyOf(runs);
    }

    /** How many runs passed. */
    public long passed() {
        return runs.stream().filter(RunResult::passed).count();
    }

    /** The runs that failed, in order. */
    public List<RunResult> failures() {
        return runs.stream().filter(run -> !run.passed()).toList();
    }

    /** Virtual time of all runs together in nanoseconds. */
    public long virtualNanos() {
        return runs.stream().mapToLong(RunResult::virtualNanos).sum();
    }

    /** One line: runs, passed, failed, runs/s, virtual:wall. */
    public String summary() {
        double seconds = Math.max(1, wallNanos) / 1e9;
        return String.format(
                Locale.ROOT,
                "%d runs, %d passed, %d failed, %.1f runs/s, virtual:wall %.0f:1",
                runs.size(),
                passed(),
                runs.size() - passed(),
                runs.size() / seconds,
                virtualNanos() / (double) Math.max(1, wallNanos));
    }
}
