package dev.pekkosim.cli;

import dev.pekkosim.testkit.SeedSequence;
import dev.pekkosim.testkit.StepHashes;
import dev.pekkosim.testkit.Trace;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds, by executing a seed again on two sides, the first event at which they part, and tells it.
 */
final class Divergence {

    private static final String ENDED = "(the run had ended)";

    private Divergence() {}

    /**
     * Executes a seed twice on each side: first to find the step, then to record what happens
     * around it.
     *
     * @param seed a seed whose executions differed
     * @param left one side
     * @param right the other side, which may be the same
     * @return the block of the report; empty if no difference was seen this time
     */
    static Optional<String> find(long seed, Side left, Side right) throws IOException {
        Optional<StepHashes.Span> span =
                StepHashes.firstDifference(left.stepHashes(seed), right.stepHashes(seed));
        if (span.isEmpty()) {
            return Optional.empty();
        }
        long first = Math.max(1, span.get().lastSame() - Trace.CONTEXT);
        long last = span.get().firstDifferent();
        Optional<Trace.Difference> difference =
                Trace.compare(left.trace(seed, first, last), right.trace(seed, first, last));
        return Optional.of(difference
                .map(found -> describe(found, left, right))
                .orElseGet(() -> unseen(last)));
    }

    private static String describe(Trace.Difference found, Side left, Side right) {
        TextBlock block = new TextBlock();
        block.row("before", found.before().isEmpty() ? "nothing" : lines(found.before()));
        block.row(left.name(), line(found.left()));
        block.row(right.name(), line(found.right()));
        return block.toString();
    }

    private static String lines(List<String> lines) {
        return String.join("\n", lines);
    }

    private static String line(@Nullable String line) {
        return line == null ? ENDED : line;
    }

    private static String unseen(long step) {
        TextBlock block = new TextBlock();
        block.row(
                "difference",
                "not later than step " + Units.count(step)
                        + ", but not seen when that part was recorded");
        return block.toString();
    }

    /** The executions of a seed that differ, as the head of the block. */
    static String head(long seed, List<Execution> executions, List<String> sides) {
        TextBlock block = new TextBlock();
        for (int i = 0; i < executions.size(); i++) {
            Execution execution = executions.get(i);
            block.row(
                    sides.get(i),
                    "hash " + SeedSequence.format(execution.hash()) + "  steps "
                            + Units.count(execution.steps()));
        }
        return SeedSequence.format(seed) + "  differs\n" + block;
    }
}
