// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.finds;

import java.io.PrintStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Prints what programs do and show. Times are of UTC. */
final class Report {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    private static final String ROW = "%-8s  %-36s  %-8s  %-16s  %7s%n";

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    // ---- one find

    /** What is executed, before it is. */
    void introduce(About about) {
        out.printf("%s %s%n%n", about.id(), about.title());
        out.printf(
                "settings that differ from Pekko's defaults, beside addresses and seed nodes:%n");
        if (about.settings().isBlank()) {
            out.printf("  none%n");
        }
        about.settings().lines().forEach(line -> out.printf("  %s%n", line));
    }

    /** The title of what follows. */
    void begin(About about, boolean triggered) {
        out.printf(
                "%n%s: %s%n",
                triggered ? "the find" : "the control",
                triggered ? about.trigger() : about.control());
    }

    /** One thing that happened; it may be called while others are. */
    synchronized void show(Timeline.Entry entry) {
        out.println("  " + line(entry));
        out.flush();
    }

    /** One thing that happened, with its time and where. */
    static String line(Timeline.Entry entry) {
        return "%s  %-8s %s".formatted(TIME.format(entry.time()), entry.source(), entry.text());
    }

    /** The end of what {@link #show} showed, and the control. */
    void end(About about, Execution execution) {
        end(execution.find());
        begin(about, false);
        execution.shownOfControl().forEach(this::show);
        end(execution.control());
    }

    private void end(Trial trial) {
        trial.timeline().leftOut().forEach(sentence -> out.printf("  (%s)%n", sentence));
        out.printf("  verdict: %s%n", verdict(trial));
    }

    private static String verdict(Trial trial) {
        String what = trial.triggered() ? "the find" : "the control";
        return switch (trial.observation().kind()) {
            case EFFECT -> trial.triggered() ? "seen" : "the control shows the find, too";
            case HEALTHY -> what + " is healthy";
            case NEITHER -> what + " shows neither the effect nor health";
        };
    }

    /** All executions but the first, a line for each. */
    void further(List<Execution> executions) {
        out.println();
        for (int i = 1; i < executions.size(); i++) {
            for (Trial trial : executions.get(i).trials()) {
                out.printf(
                        "%s %d, %d s: %s%n",
                        trial.triggered() ? "find" : "control",
                        i + 1,
                        trial.duration().toSeconds(),
                        trial.observation().text());
            }
        }
    }

    // ---- the table

    void header() {
        out.printf(ROW, "id", "title", "seen", "control", "each");
    }

    void row(Tally tally) {
        out.printf(
                ROW,
                tally.about().id(),
                tally.about().title(),
                tally.seen() + " of " + tally.tried(),
                "healthy " + tally.healthyControls() + " of " + tally.tried(),
                tally.seconds() + " s");
        out.flush();
    }

    /** What was not as expected, each in a line. */
    void exceptions(Tally tally) {
        for (Execution execution : tally.executions()) {
            for (Trial trial : execution.trials()) {
                if (!trial.isAsExpected()) {
                    out.printf(
                            "          %s: %s%n",
                            trial.triggered() ? "find" : "control",
                            trial.observation().text());
                }
            }
        }
    }
}
