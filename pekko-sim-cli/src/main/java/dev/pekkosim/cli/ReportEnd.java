// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli;

import dev.pekkosim.testkit.CampaignReport;
import java.io.IOException;

/**
 * The end of a campaign's report: what it came to as a whole.
 *
 * @param console where it is written
 * @param head what the campaign is
 * @param eachPoint whether each buggify point is listed, those in Pekko too
 */
record ReportEnd(Console console, CampaignHead head, boolean eachPoint) {

    /**
     * Prints it.
     *
     * @param report the runs
     * @param outcome what they came to beyond that
     */
    void print(CampaignReport report, CampaignOutcome outcome) {
        printUnlessEmpty(RunText.writtenFiles(report.writtenFiles()));
        printUnlessEmpty(RunText.faultCounts(report));
        printUnlessEmpty(ReplacedText.lines(outcome.replacedSettings()));
        printUnlessEmpty(
                RunText.points(outcome.points(), head.missingPoints().keySet(), eachPoint));
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
     * @param report the runs
     * @param outcome what they came to beyond that
     * @param interrupted whether the campaign ended by Ctrl-C
     * @return whether they are written
     */
    boolean write(
            ResultFile file, CampaignReport report, CampaignOutcome outcome, boolean interrupted) {
        try {
            file.write(JsonText.render(head, report, outcome, interrupted) + "\n");
            return true;
        } catch (IOException e) {
            console.complain("pekko-sim: the results could not be written to " + file.path() + ": "
                    + Losses.reason(e));
            return false;
        }
    }
}
