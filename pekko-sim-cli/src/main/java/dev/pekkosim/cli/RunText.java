package dev.pekkosim.cli;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.WrittenFile;
import dev.pekkosim.testkit.CampaignReport;
import dev.pekkosim.testkit.cluster.Fault;
import dev.pekkosim.testkit.finds.KnownFindMatch;
import dev.pekkosim.testkit.campaign.PointSummary;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.SeedSequence;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.StringJoiner;
import org.apache.pekko.Version;
import org.jspecify.annotations.Nullable;

/**
 * How results are written: a table with one line per run, at most 80 columns wide, and a block
 * below each failed one.
 */
final class RunText {

    private static final String COLUMNS = "%-18s  %s  %-18s  %10s  %9s  %7s";
    private static final int FAULTS_SHOWN = 10;
    private static final int PENDING_SHOWN = 10;
    private static final int FILES_SHOWN = 3;

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
     * @param failure why it failed
     * @param options what was run
     */
    String block(RunResult result, Failure failure, RunOptions options) {
        String block = block(result, failure, options.replayCommand(result.seed(), javaOptions));
        return failure.kind() == Failure.Kind.NON_DETERMINISM
                ? block + "\n" + verifyRow(result.seed(), options)
                : block;
    }

    /** The row with the command that finds where executions of a seed part. */
    String verifyRow(long seed, RunOptions options) {
        TextBlock row = new TextBlock();
        row.row("verify", options.verifyCommand(seed, javaOptions));
        return row.toString();
    }

    String block(RunResult result, Failure failure, String replayCommand) {
        TextBlock block = new TextBlock();
        KnownFindMatch find = result.knownFind();
        if (find != null) {
            block.row("known find", find.id() + " " + find.title() + ", see docs/bugs.md");
            block.row("evidence", find.evidence());
        }
        block.row("property", console.bad(failure.property()));
        block.row("message", failure.message());
        block.row(
                "noticed",
                "in step " + Units.count(failure.step()) + ", at virtual "
                        + Units.instant(failure.virtualNanos()));
        if (!result.drawn().isEmpty()) {
            block.row("drawn", String.join("\n", result.drawn()));
        }
        block.row("faults", faults(result.faults()));
        if (!result.silentFamilies().isEmpty()) {
            block.row("not fired", String.join(", ", result.silentFamilies()));
        }
        if (!result.pending().isEmpty()) {
            block.row("pending", pending(result.pending()));
        }
        block.row("replay", replayCommand);
        Throwable cause = failure.cause();
        if (stacks && cause != null) {
            block.row("cause", stackOf(cause));
        }
        return block.toString();
    }

    private static String faults(List<Fault> faults) {
        if (faults.isEmpty()) {
            return "none";
        }
        int dropped = Math.max(0, faults.size() - FAULTS_SHOWN);
        StringBuilder text = new StringBuilder();
        text.append(faults.size()).append(" applied");
        if (dropped > 0) {
            text.append(", the last ").append(FAULTS_SHOWN).append(" of them");
        }
        for (Fault fault : faults.subList(dropped, faults.size())) {
            text.append(String.format(
                    Locale.ROOT,
                    "\n%11s  %s",
                    Units.instant(fault.virtualNanos()),
                    fault.description()));
        }
        return text.toString();
    }

    private static String pending(List<String> lines) {
        int others = lines.size() - PENDING_SHOWN;
        return others <= 0
                ? String.join("\n", lines)
                : String.join("\n", lines.subList(0, PENDING_SHOWN)) + "\nand " + others + " more";
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
     * The lines that count the buggify points of a campaign and name those that its Pekko lacks; empty if there is nothing to tell.
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

    private static String counts(SortedMap<String, Long> counts) {
        StringJoiner all = new StringJoiner(", ");
        counts.forEach((name, count) -> all.add(name + " " + Units.count(count)));
        return all.toString();
    }

    static String stackOf(Throwable cause) {
        StringWriter written = new StringWriter();
        cause.printStackTrace(new PrintWriter(written));
        return written.toString().replace("\t", "    ");
    }
}
