package dev.pekkosim.testkit;

import dev.pekkosim.dispatcher.SimSystems;
import dev.pekkosim.engine.Incarnation;
import dev.pekkosim.engine.StepKind;
import dev.pekkosim.engine.StepObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The recorded events of a part of a run, one line each, which are the same in every execution of
 * the seed. Two traces of one seed differ only if the run is not deterministic; {@link #compare}
 * then finds the first line that differs.
 */
public final class Trace implements StepObserver {

    /** How many lines before a difference are shown. */
    public static final int CONTEXT = 10;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final long firstStep;
    private final long lastStep;
    private final int mostLines;
    private final List<String> lines = new ArrayList<>();
    private long step;

    /**
     * Creates an empty trace.
     *
     * @param firstStep the first step that is recorded
     * @param lastStep the last step that is recorded
     * @param mostLines how many lines are recorded at most; those after are dropped
     */
    public Trace(long firstStep, long lastStep, int mostLines) {
        this.firstStep = firstStep;
        this.lastStep = lastStep;
        this.mostLines = mostLines;
    }

    @Override
    public void onStep(
            long number,
            long virtualNanos,
            Incarnation owner,
            StepKind kind,
            Object work,
            long hash) {
        step = number;
        if (isRecorded()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%d  %d.%09d s  %s  %s  %s  hash %s",
                    number,
                    virtualNanos / NANOS_PER_SECOND,
                    virtualNanos % NANOS_PER_SECOND,
                    owner,
                    kind.name().toLowerCase(Locale.ROOT),
                    SimSystems.describe(work),
                    SeedSequence.format(hash)));
        }
    }

    @Override
    public void onEvent(Object what, long hash) {
        if (isRecorded()) {
            lines.add(step + "  - " + what + "  hash " + SeedSequence.format(hash));
        }
    }

    /**
     * Takes in the end of the run.
     *
     * @param hash the hash of the whole run
     */
    public void end(long hash) {
        if (isRecorded()) {
            lines.add(step + "  end of the run  hash " + SeedSequence.format(hash));
        }
    }

    private boolean isRecorded() {
        return step >= firstStep && step <= lastStep && lines.size() < mostLines;
    }

    /**
     * The lines: number of the step, virtual time, node, kind, what it works on, and the hash after
     * it.
     */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /**
     * Finds the first difference.
     *
     * @param left the lines of one execution
     * @param right the lines of another execution of the same seed
     * @return empty if they are the same
     */
    public static Optional<Difference> compare(List<String> left, List<String> right) {
        int shorter = Math.min(left.size(), right.size());
        int index = 0;
        while (index < shorter && left.get(index).equals(right.get(index))) {
            index++;
        }
        if (index == left.size() && index == right.size()) {
            return Optional.empty();
        }
        return Optional.of(new Difference(
                index,
                left.subList(Math.max(0, index - CONTEXT), index),
                index < left.size() ? left.get(index) : null,
                index < right.size() ? right.get(index) : null));
    }

    /**
     * Where two executions of one seed part.
     *
     * @param index the number of the line, from 0
     * @param before at most {@value #CONTEXT} lines before it, which both have
     * @param left what the one execution did next, or null if it had ended
     * @param right what the other execution did next, or null if it had ended
     */
    public record Difference(
            int index,
            List<String> before,
            @Nullable String left,
            @Nullable String right) {

        /** Copies the list. */
        public Difference {
            before = List.copyOf(before);
        }
    }
}
