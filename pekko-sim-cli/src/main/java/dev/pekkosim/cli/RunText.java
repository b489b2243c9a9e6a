// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli;

import dev.pekkosim.engine.WrittenFile;
import dev.pekkosim.testkit.CampaignReport;
import dev.pekkosim.testkit.FailureText;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.SeedSequence;
import dev.pekkosim.testkit.campaign.PointSummary;
import dev.pekkosim.testkit.results.ReplayCommands;
import dev.pekkosim.testkit.text.TextBlock;
import dev.pekkosim.testkit.text.Units;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.pekko.Version;
import org.jspecify.annotations.Nullable;

/**
 * How results are written: a table with one line per run, at most 80 columns wide, and a block
 * below each failed one.
 */
final class RunText {

    private static final String COLUMNS = "%-18s  %s  %-18s  %10s  %9s  %7s";
    private static final int FILES_SHOWN = 3;
    private static final int SEEDS_SHOWN = 3;

    private final Console console;
    private final boolean stacks;
    private final @Nullable String javaOptions;

    /**
     * Creates the writer.
     *
     * @param console tells the colours
     * @param stacks whether stack traces are written
     * @param javaOptions the value of {@code JAVA_OPTS}, or null
     */
    RunText(Console console, boolean stacks, @Nullable String javaOptions) {
        this.console = console;
        this.stacks = stacks;
        this.javaOptions = javaOptions;
    }

    /** A writer for this process. */
    static RunText of(PekkoSim parent, Console console) {
        return new RunText(console, parent.isVerbose(), System.getenv("JAVA_OPTS"));
    }

    static String header() {
        return String.format(
                Locale.ROOT, COLUMNS, "seed", "result", "hash", "steps", "virtual", "wall");
    }

    /** The line of one run. */
    String line(RunResult result) {
        return String.format(
                Locale.ROOT,
                COLUMNS,
                SeedSequence.format(result.seed()),
                resultOf(result),
                SeedSequence.format(result.hash()),
                Units.count(result.steps()),
                Units.virtual(result.virtualNanos()),
                Units.wall(result.wallNanos()));
    }

    private String resultOf(RunResult result) {
        if (result.passed()) {
            return console.good("passed");
        }
        return result.isKnownFind() ? "known " : console.bad("failed");
    }

    /**
     * The block below a failed run.
     *
     * @param result a failed run
     * @param options what was run
     */
    String block(RunResult result, RunOptions options) {
        return block(result, commands(options).apply(result));
    }

    /**
     * The block below a failed run.
     *
     * @param result a failed run
     * @param commands execute it again
     */
    String block(RunResult result, ReplayCommands commands) {
        String block = new FailureText(console::bad, stacks, console.width())
                .block(result, commands.replay());
        return commands.verify()
                .map(command -> block + "\n" + verifyRow(command))
                .orElse(block);
    }

    /** What executes a run again. */
    Function<RunResult, ReplayCommands> commands(RunOptions options) {
        return run -> options.commands(run, javaOptions);
    }

    /** The row with the command that finds where executions of a seed part. */
    String verifyRow(long seed, RunOptions options) {
        return verifyRow(options.verifyCommand(seed, javaOptions));
    }

    private static String verifyRow(String command) {
        TextBlock row = new TextBlock();
        row.command("verify", command);
        return row.toString();
    }

    /** The line that tells of written files; empty if there are none. */
    static String writtenFiles(List<WrittenFile> files) {
        if (files.isEmpty()) {
            return "";
        }
        StringJoiner shown = new StringJoiner(", ");
        files.stream().limit(FILES_SHOWN).forEach(file -> shown.add(file.toString()));
        int others = files.size() - FILES_SHOWN;
        return "wrote files: " + shown
                + (others > 0 ? " and " + others + " more" : "")
                + " (a later run sees what an earlier one wrote)";
    }

    /** The lines that count the faults of a campaign; empty if there were none. */
    static String faultCounts(CampaignReport report) {
        StringBuilder text = new StringBuilder();
        if (!report.faultCounts().isEmpty()) {
            text.append("faults: ").append(counts(report.faultCounts()));
        }
        if (!report.silentFamilies().isEmpty()) {
            text.append(text.isEmpty() ? "" : "\n")
                    .append("on and never fired, in so many runs: ")
                    .append(counts(report.silentFamilies()));
        }
        return text.toString();
    }

    /**
     * The lines that count the buggify points of a campaign and name those that its Pekko lacks;
     * empty if there is nothing to tell.
     *
     * @param points all of them
     * @param missing the names of those that the release of Pekko lacks
     * @param each whether the table has those in Pekko and those that were never reached, too
     */
    static String points(List<PointSummary> points, Set<String> missing, boolean each) {
        StringJoiner lines = new StringJoiner("\n");
        List<PointSummary> shown = points.stream()
                .filter(point -> each || (point.reachedRuns() > 0 && !point.isInPekko()))
                .toList();
        if (!shown.isEmpty()) {
            lines.add(Columns.row("point", "active", "reached", "fired"));
            shown.forEach(point -> lines.add(row(point)));
        }
        List<PointSummary> inPekko = points.stream()
                .filter(point -> point.isInPekko() && !missing.contains(point.name()))
                .toList();
        List<String> silent = inPekko.stream()
                .filter(point -> point.fired() == 0)
                .map(PointSummary::name)
                .toList();
        if (silent.size() < inPekko.size()) {
            lines.add(Columns.wrapped("points in Pekko: " + (inPekko.size() - silent.size())
                    + " of " + inPekko.size() + " fired"
                    + (silent.isEmpty() ? "" : "; never " + String.join(", ", silent))));
        }
        if (!missing.isEmpty()) {
            lines.add(Columns.wrapped("points that Pekko " + Version.current() + " lacks: "
                    + String.join(", ", missing)));
        }
        return lines.toString();
    }

    private static String row(PointSummary point) {
        return Columns.row(
                point.name(),
                Units.count(point.activeRuns()),
                Units.count(point.reached()),
                Units.count(point.fired()));
    }

    /** The lines that tell of known finds; empty if there are none. */
    static String finds(CampaignReport report) {
        if (report.findCounts().isEmpty()) {
            return "";
        }
        String counted = "known finds: " + counts(report.findCounts());
        Set<String> unaccepted = new TreeSet<>();
        report.unacceptedFinds()
                .forEach(run -> run.knownFinds().forEach(find -> unaccepted.add(find.id())));
        return unaccepted.isEmpty()
                ? counted + ", all accepted"
                : counted + "\n"
                        + Columns.wrapped("a known find is no success: fix it, work around it, or"
                                + " accept it with --allow-known-finds "
                                + String.join(",", unaccepted));
    }

    /** The failing seeds by what was violated; empty if none failed. */
    static String signatures(CampaignReport report) {
        StringJoiner lines = new StringJoiner("\n");
        report.failuresBySignature().forEach((signature, runs) -> {
            if (lines.length() == 0) {
                lines.add("failing seeds by what was violated, the fewest steps first:");
            }
            lines.add(Columns.wrapped(String.format(
                    Locale.ROOT, "%d x  %s: %s", runs.size(), signature, seeds(runs))));
        });
        return lines.toString();
    }

    private static String seeds(List<RunResult> runs) {
        StringJoiner seeds = new StringJoiner(", ");
        runs.stream()
                .limit(SEEDS_SHOWN)
                .forEach(run -> seeds.add(SeedSequence.format(run.seed()) + " ("
                        + Units.count(run.steps()) + " steps)"));
        int others = runs.size() - SEEDS_SHOWN;
        return seeds + (others > 0 ? " and " + others + " more" : "");
    }

    private static String counts(SortedMap<String, Long> counts) {
        StringJoiner all = new StringJoiner(", ");
        counts.forEach((name, count) -> all.add(name + " " + Units.count(count)));
        return all.toString();
    }
}
