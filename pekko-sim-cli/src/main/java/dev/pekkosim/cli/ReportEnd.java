// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli;

import dev.pekkosim.testkit.CampaignReport;
import dev.pekkosim.testkit.results.CampaignOutcome;
import dev.pekkosim.testkit.results.CampaignResults;
import dev.pekkosim.testkit.text.Losses;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The end of a campaign's report: what it came to as a whole.
 *
 * @param console where it is written
 * @param eachPoint whether each buggify point is listed, those in Pekko too
 */
record ReportEnd(Console console, boolean eachPoint) {

    /** Prints it. */
    void print(CampaignResults results) {
        CampaignReport report = results.report();
        CampaignOutcome outcome = results.outcome();
        printUnlessEmpty(RunText.writtenFiles(report.writtenFiles()));
        printUnlessEmpty(RunText.faultCounts(report));
        printUnlessEmpty(ReplacedText.lines(outcome.replacedSettings()));
        printUnlessEmpty(RunText.points(
                outcome.points(), results.head().missingPoints().keySet(), eachPoint));
        printUnlessEmpty(PropertyText.table(outcome.properties()));
        outcome.unreachedPoints()
                .forEach(point -> console.print(Columns.wrapped("never reached: " + point)));
        outcome.unmet().forEach(missed -> console.print(Columns.wrapped("unmet: " + missed)));
        if (report.runs().size() > 1) {
            printUnlessEmpty(RunText.signatures(report));
        }
        printUnlessEmpty(RunText.finds(report));
        console.print(report.summary());
    }

    private void printUnlessEmpty(String lines) {
        if (!lines.isEmpty()) {
            console.print(lines);
        }
    }

    /**
     * Writes all results to a file, and complains if that cannot be.
     *
     * @param file takes them
     * @param results of the campaign
     * @return whether they are written
     */
    boolean write(Path file, CampaignResults results) {
        try {
            results.write(file);
            return true;
        } catch (IOException e) {
            console.complain("pekko-sim: the results could not be written to "
                    + file.toAbsolutePath() + ": " + Losses.reason(e));
            return false;
        }
    }
}
