// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.divergence;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.testkit.divergence.DivergenceText.Parting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The report on a seed whose executions differ: the first event at which they part. It is found by
 * executing the seed again, on both sides, first to see between which steps they part, and then to
 * record what happens there. A run that is not deterministic may part elsewhere each time, so this
 * is done a few times with what the last time showed; when it is not caught, the report says what
 * was seen.
 *
 * @hidden
 */
@Internal
public final class Divergence {

    /** How many times the seed is executed again on each side. */
    static final int TRIES = 6;

    /**
     * Steps that are recorded before the last one with equal hashes: not all that differs shows in
     * the hash at once.
     */
    private static final long CONTEXT_STEPS = 100;

    /** Steps that are recorded together when the executions part at several places. */
    private static final long MOST_STEPS = 5_000;

    private final boolean found;
    private final String text;

    private Divergence(boolean found, String text) {
        this.found = found;
        this.text = text;
    }

    /**
     * Executes a seed again until the first event that differs is caught.
     *
     * @param seed a seed whose executions differed
     * @param left one side
     * @param right the other side, which may be the same place
     * @throws IOException if a side cannot be reached
     */
    public static Divergence search(long seed, Side left, Side right) throws IOException {
        List<StepHashes.Span> spans = new ArrayList<>();
        List<Long> leftHashes = new ArrayList<>();
        List<Long> rightHashes = new ArrayList<>();
        long first = Long.MAX_VALUE;
        long last = 0;
        for (int i = 0; i < TRIES; i++) {
            Recording ofLeft = left.record(seed, first, last);
            Recording ofRight = right.record(seed, first, last);
            leftHashes.add(ofLeft.hash());
            rightHashes.add(ofRight.hash());
            Optional<StepHashes.Span> parted =
                    StepHashes.firstDifference(ofLeft.hashes(), ofRight.hashes());
            if (parted.isEmpty()) {
                continue;
            }
            StepHashes.Span span = parted.get();
            Parting parting = parting(ofLeft, ofRight, span);
            if (parting != null) {
                return new Divergence(true, new DivergenceText(left, right).found(parting));
            }
            spans.add(span);
            long from = Math.max(1, span.lastSame() - CONTEXT_STEPS);
            boolean isNear =
                    Math.max(last, span.firstDifferent()) - Math.min(first, from) <= MOST_STEPS;
            first = isNear ? Math.min(first, from) : from;
            last = isNear ? Math.max(last, span.firstDifferent()) : span.firstDifferent();
        }
        return new Divergence(
                false, new DivergenceText(left, right).missed(leftHashes, rightHashes, spans));
    }

    /** The first events that differ, or null if they were not recorded. */
    private static @Nullable Parting parting(
            Recording left, Recording right, StepHashes.Span span) {
        if (!left.covers(span.lastSame(), span.firstDifferent())
                || !right.covers(span.lastSame(), span.firstDifferent())) {
            return null;
        }
        long start = Math.max(left.dropped(), right.dropped());
        List<RecordedEvent> ofLeft = left.events();
        List<RecordedEvent> ofRight = right.events();
        long index = start;
        while (index - left.dropped() < ofLeft.size()
                && index - right.dropped() < ofRight.size()
                && at(ofLeft, index - left.dropped())
                        .isSame(at(ofRight, index - right.dropped()))) {
            index++;
        }
        int leftIndex = (int) (index - left.dropped());
        int rightIndex = (int) (index - right.dropped());
        boolean partedEarlier = index == start && start > 0;
        boolean isSame = leftIndex == ofLeft.size() && rightIndex == ofRight.size();
        return partedEarlier || isSame ? null : new Parting(left, leftIndex, right, rightIndex);
    }

    private static RecordedEvent at(List<RecordedEvent> events, long index) {
        return events.get((int) index);
    }

    /** Whether the first event that differs was caught. */
    public boolean isFound() {
        return found;
    }

    /** The report: indented lines without an end of line after the last. */
    @Override
    public String toString() {
        return text;
    }
}
