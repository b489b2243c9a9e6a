// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.StackLine;
import dev.pekkosim.testkit.cluster.Fault;
import dev.pekkosim.testkit.cluster.ReplacedSetting;
import dev.pekkosim.testkit.finds.KnownFindMatch;
import dev.pekkosim.testkit.text.Fold;
import dev.pekkosim.testkit.text.PlainText;
import dev.pekkosim.testkit.text.Stacks;
import dev.pekkosim.testkit.text.StepColumns;
import dev.pekkosim.testkit.text.TextBlock;
import dev.pekkosim.testkit.text.Units;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * How a failed run is written: what was violated, what explains it, what was done to the cluster,
 * what was pending, and how to see it again.
 *
 * @param emphasis marks what failed, such as with a colour
 * @param stacks whether the stack trace of the first violation is written
 * @param width the most columns of a line
 * @hidden
 */
@Internal
public record FailureText(UnaryOperator<String> emphasis, boolean stacks, int width) {

    /** Plain text without stack traces. */
    public static final FailureText PLAIN = new FailureText(text -> text, false, Fold.USUAL_WIDTH);

    /** Whose frames tell nothing of the application. */
    private static final String OWN = "dev.pekkosim.testkit.";

    /** What can be read at one look. */
    private static final int MOST_LINES = 40;

    private static final int REPLACED_SHOWN = 3;

    /** The first with which all fits is taken. */
    private static final List<Amounts> AMOUNTS = List.of(
            new Amounts(10, 10, 10, 8, Integer.MAX_VALUE),
            new Amounts(5, 5, 5, 8, 20),
            new Amounts(3, 4, 4, 6, 12),
            new Amounts(2, 3, 3, 4, 8),
            new Amounts(1, 3, 2, 4, 6));

    /** How much is shown of what there may be much of. */
    private record Amounts(int violations, int faults, int others, int steps, int messageLines) {}

    /**
     * The report of a run that is not one of a command: its first line says all that fits in one,
     * and code replays it.
     */
    String report(RunResult result) {
        return report(
                result, Ending.of("campaign.run(" + SeedSequence.format(result.seed()) + "L)"));
    }

    /**
     * What stands at the end of a report.
     *
     * @param replays what replays the run, each a way by itself; a line each, however long
     * @param remarks sentences, by the key of their row
     * @param files what the run left, by the key of its row
     */
    public record Ending(
            List<String> replays, Map<String, String> remarks, Map<String, Path> files) {

        /** Keeps the order of the rows. */
        public Ending {
            replays = List.copyOf(replays);
            remarks = Collections.unmodifiableMap(new LinkedHashMap<>(remarks));
            files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
        }

        /** One with nothing but what replays the run. */
        public static Ending of(String replay) {
            return new Ending(List.of(replay), Map.of(), Map.of());
        }

        /**
         * The same, and what the application is not tested with.
         *
         * @param settings of the application, which no run has
         */
        public Ending replaced(List<ReplacedSetting> settings) {
            if (settings.isEmpty()) {
                return this;
            }
            Map<String, String> more = new LinkedHashMap<>();
            more.put(
                    "replaced",
                    some(
                            settings.stream().map(ReplacedSetting::toString).toList(),
                            REPLACED_SHOWN));
            more.putAll(remarks);
            return new Ending(replays, more, files);
        }
    }

    /**
     * The report of a run that is not one of a command: its first line says all that fits in one.
     *
     * @param result the run
     * @param ending what stands at its end
     */
    public String report(RunResult result, Ending ending) {
        String seed = "seed " + SeedSequence.format(result.seed());
        Failure failure = result.failure();
        if (failure == null) {
            return seed + " passed in " + Units.count(result.steps()) + " steps, "
                    + Units.virtual(result.virtualNanos()) + " of virtual time";
        }
        return seed + (result.isKnownFind() ? " shows known finds" : " failed") + " in step "
                + Units.count(failure.step()) + ", at virtual "
                + Units.instant(failure.virtualNanos()) + ": " + PlainText.line(failure.property())
                + "\n"
                + block(result, ending);
    }

    /**
     * The block of rows on a failed run.
     *
     * @param result a failed run
     * @param replays what replays it, each a way by itself
     */
    public String block(RunResult result, List<String> replays) {
        return block(result, new Ending(replays, Map.of(), Map.of()));
    }

    private String block(RunResult result, Ending ending) {
        String block = "";
        for (Amounts amounts : AMOUNTS) {
            block = block(result, ending, amounts);
            if (block.lines().count() < MOST_LINES) {
                break;
            }
        }
        Throwable cause = result.violations().get(0).failure().cause();
        if (!stacks || cause == null) {
            return block;
        }
        TextBlock stack = new TextBlock(width);
        stack.row("cause", Stacks.of(cause));
        return block + "\n" + stack;
    }

    private String block(RunResult result, Ending ending, Amounts amounts) {
        TextBlock block = new TextBlock(width);
        for (KnownFindMatch find : result.knownFinds()) {
            block.row("known find", find.id() + " " + find.title() + ", see docs/bugs");
            block.row("evidence", find.evidence());
        }
        List<Violation> violations = result.violations();
        first(block, violations.get(0), amounts);
        if (!result.lastSteps().isEmpty()) {
            block.table("last steps", new StepColumns(result.lastSteps(), width, amounts.steps()));
        }
        if (violations.size() > 1) {
            block.row(
                    "also", others(violations.subList(1, violations.size()), amounts.violations()));
        }
        if (!result.isKnownFind()) {
            partly(violations).ifPresent(text -> block.row("partly", text));
        }
        disturbance(block, result.disturbance(), amounts);
        if (!result.pending().isEmpty()) {
            block.row("pending", some(result.pending(), amounts.others()));
        }
        block.commands("replay", ending.replays());
        ending.remarks().forEach(block::row);
        ending.files().forEach((key, file) -> block.command(key, file.toString()));
        return block.toString();
    }

    private static void disturbance(
            TextBlock block, RunResult.Disturbance disturbance, Amounts amounts) {
        if (!disturbance.drawn().isEmpty()) {
            block.row("drawn", some(disturbance.drawn(), 2 * amounts.others()));
        }
        block.row("faults", faults(disturbance.faults(), amounts.faults()));
        if (!disturbance.silentFamilies().isEmpty()) {
            block.row("not fired", String.join(", ", disturbance.silentFamilies()));
        }
    }

    private void first(TextBlock block, Violation violation, Amounts amounts) {
        Failure failure = violation.failure();
        block.row("property", failure.property(), emphasis);
        block.row("message", start(failure.message(), amounts.messageLines()));
        thrownAt(failure).ifPresent(place -> block.row("thrown at", place));
        block.row("noticed", noticed(violation));
    }

    private static String start(String text, int lines) {
        List<String> all = text.lines().toList();
        return all.size() <= lines
                ? text
                : String.join("\n", all.subList(0, lines)) + "\nand "
                        + Units.count(all.size() - lines) + " more lines";
    }

    /** The line of the application that threw, unless the message has it. */
    private static Optional<String> thrownAt(Failure failure) {
        Throwable cause = failure.cause();
        return cause == null
                ? Optional.empty()
                : Arrays.stream(cause.getStackTrace())
                        .filter(Signature::isOfTheApplication)
                        .filter(frame -> !frame.getClassName().startsWith(OWN))
                        .filter(frame -> !failure.message()
                                .contains(frame.getFileName() + ":" + frame.getLineNumber()))
                        .findFirst()
                        .map(StackLine::of);
    }

    private static String noticed(Violation violation) {
        Failure failure = violation.failure();
        return "in step " + Units.count(failure.step()) + ", at virtual "
                + Units.instant(failure.virtualNanos())
                + (violation.node() == null ? "" : ", on " + violation.node())
                + (violation.times() == 1
                        ? ""
                        : ", " + Units.count(violation.times()) + " times in all");
    }

    private static String others(List<Violation> violations, int shown) {
        return some(
                violations.stream()
                        .map(violation -> violation.failure().property() + ": "
                                + violation.failure().message() + "\n  " + noticed(violation))
                        .toList(),
                shown);
    }

    /** Known finds that explain some of what was violated: a hint, no more. */
    private static Optional<String> partly(List<Violation> violations) {
        List<String> explained = violations.stream()
                .flatMap(violation -> Optional.ofNullable(violation.find()).stream()
                        .map(find -> find.id() + " " + find.title() + " explains '"
                                + violation.failure().property() + "': " + find.evidence()))
                .toList();
        return explained.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join("\n", explained)
                        + "\nbut nothing known explains all that was violated");
    }

    private static String faults(List<Fault> faults, int shown) {
        if (faults.isEmpty()) {
            return "none";
        }
        int dropped = Math.max(0, faults.size() - shown);
        return Units.count(faults.size()) + " applied"
                + (dropped > 0 ? ", the last " + shown + " of them" : "")
                + faults.subList(dropped, faults.size()).stream()
                        .map(fault -> String.format(
                                Locale.ROOT,
                                "\n%11s  %s",
                                Units.instant(fault.virtualNanos()),
                                fault.description()))
                        .collect(Collectors.joining());
    }

    private static String some(List<String> lines, int shown) {
        int others = lines.size() - shown;
        return others <= 0
                ? String.join("\n", lines)
                : String.join("\n", lines.subList(0, shown)) + "\nand " + others + " more";
    }
}
