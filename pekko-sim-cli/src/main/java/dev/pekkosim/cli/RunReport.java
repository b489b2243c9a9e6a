// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli;

import dev.pekkosim.testkit.CampaignReport;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.text.Units;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
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
    private final int planned;
    private final Function<CampaignReport, CampaignOutcome> outcome;
    private final SortedMap<String, String> missingPoints;
    private final boolean eachPoint;
    private final @Nullable ResultFile json;
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
     * @param planned how many runs there will be
     * @param outcome tells what the campaign came to beyond its runs
     * @param missingPoints the points that the release of Pekko lacks
     * @param eachPoint whether each buggify point is listed, those in Pekko too
     * @param json takes the results too, or null
     */
    RunReport(
            Console console,
            RunText text,
            RunOptions options,
            int planned,
            Function<CampaignReport, CampaignOutcome> outcome,
            SortedMap<String, String> missingPoints,
            boolean eachPoint,
            @Nullable ResultFile json) {
        this.console = console;
        this.text = text;
        this.options = options;
        this.planned = planned;
        this.outcome = outcome;
        this.missingPoints = missingPoints;
        this.eachPoint = eachPoint;
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
        if (!closed) {
            closed = true;
            CampaignReport report = soFar();
            printUnlessEmpty(RunText.writtenFiles(report.writtenFiles()));
            printUnlessEmpty(RunText.faultCounts(report));
            CampaignOutcome all = outcome.apply(report);
            printUnlessEmpty(ReplacedText.lines(all.replacedSettings()));
            printUnlessEmpty(RunText.points(all.points(), missingPoints.keySet(), eachPoint));
            printUnlessEmpty(PropertyText.table(all.properties()));
            all.unreachedPoints()
                    .forEach(point -> console.print(Columns.wrapped("never reached: " + point)));
            unmet = all.unmet();
            unmet.forEach(missed -> console.print(Columns.wrapped("unmet: " + missed)));
            if (report.runs().size() > 1) {
                printUnlessEmpty(RunText.signatures(report));
            }
            printUnlessEmpty(RunText.finds(report));
            console.print(report.summary());
            if (json != null) {
                write(json, JsonText.render(options, report, all) + "\n");
            }
        }
    }

    private void write(ResultFile file, String text) {
        try {
            file.write(text);
        } catch (IOException e) {
            isJsonLost = true;
            console.complain("pekko-sim: the results could not be written to " + file.path() + ": "
                    + Losses.reason(e));
        }
    }

    /** Whether the file for the results could not be written. */
    synchronized boolean isJsonLost() {
        return isJsonLost;
    }

    private void printUnlessEmpty(String lines) {
        if (!lines.isEmpty()) {
            console.print(lines);
        }
    }

    /** As {@link #close()}, before the campaign is over. */
    synchronized void interrupt() {
        if (!closed) {
            console.print("interrupted after " + results.size() + " of " + planned + " runs");
            close();
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
                options.workload(), results, System.nanoTime() - start, missingPoints, false);
    }

    private String progress() {
        CampaignReport report = soFar();
        return String.format(
                Locale.ROOT,
                "%d of %d runs, %d failed, %s",
                results.size(),
                planned,
                report.failures().size(),
                Units.wall(report.wallNanos()));
    }
}
