// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli;

import dev.pekkosim.testkit.CampaignReport;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.results.CampaignHead;
import dev.pekkosim.testkit.results.CampaignOutcome;
import dev.pekkosim.testkit.results.CampaignResults;
import dev.pekkosim.testkit.text.Units;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The report of a campaign as it grows: prints each result as it comes, and closes once, at the end
 * or when the command is interrupted, whichever is first. What comes after that is dropped.
 */
final class RunReport {

    private final Console console;
    private final RunText text;
    private final RunOptions options;
    private final CampaignHead head;
    private final Function<CampaignReport, CampaignOutcome> outcome;
    private final ReportEnd end;
    private final @Nullable Path json;
    private final long start = System.nanoTime();
    private final List<RunResult> results = new ArrayList<>();
    private boolean closed;
    private boolean isJsonLost;
    private List<String> unmet = List.of();

    /**
     * Begins the report.
     *
     * @param console where it is written
     * @param text how it is written
     * @param options what is run
     * @param head what that is as a campaign
     * @param outcome tells what the campaign came to beyond its runs
     * @param eachPoint whether each buggify point is listed, those in Pekko too
     * @param json takes the results too, or null
     */
    RunReport(
            Console console,
            RunText text,
            RunOptions options,
            CampaignHead head,
            Function<CampaignReport, CampaignOutcome> outcome,
            boolean eachPoint,
            @Nullable Path json) {
        this.console = console;
        this.text = text;
        this.options = options;
        this.head = head;
        this.outcome = outcome;
        this.end = new ReportEnd(console, eachPoint);
        this.json = json;
        console.progress(progress());
    }

    /** Prints a result. */
    synchronized void add(RunResult result) {
        if (closed) {
            return;
        }
        if (results.isEmpty()) {
            console.print(RunText.header());
        }
        results.add(result);
        console.print(text.line(result));
        if (!result.passed()) {
            console.print(text.block(result, options));
        }
        console.progress(progress());
    }

    /** Prints the closing line and writes the JSON file. */
    synchronized void close() {
        close(false);
    }

    private void close(boolean interrupted) {
        if (!closed) {
            closed = true;
            CampaignReport report = soFar();
            CampaignResults all = CampaignResults.of(
                    head, report, outcome.apply(report), interrupted, text.commands(options));
            unmet = all.outcome().unmet();
            end.print(all);
            isJsonLost = json != null && !end.write(json, all);
        }
    }

    /** Whether the file for the results could not be written. */
    synchronized boolean isJsonLost() {
        return isJsonLost;
    }

    /** As {@link #close()}, before the campaign is over. */
    synchronized void interrupt() {
        if (!closed) {
            console.print("interrupted after " + results.size() + " of "
                    + Units.count(head.planned(), "run"));
            close(true);
        }
    }

    /** What must have happened and did not; known once it is closed. */
    synchronized List<String> unmet() {
        return unmet;
    }

    /** The results so far. */
    synchronized List<RunResult> results() {
        return List.copyOf(results);
    }

    private CampaignReport soFar() {
        return new CampaignReport(
                head.campaign(),
                results,
                System.nanoTime() - start,
                head.missingPoints(),
                head.shard().isPresent());
    }

    private String progress() {
        CampaignReport report = soFar();
        return String.format(
                Locale.ROOT,
                "%d of %s, %d failed, %s",
                results.size(),
                Units.count(head.planned(), "run"),
                report.failures().size(),
                Units.wall(report.wallNanos()));
    }
}
