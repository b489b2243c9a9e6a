// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.divergence;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.step.Incarnation;
import dev.pekkosim.engine.step.StepKind;
import dev.pekkosim.engine.step.StepObserver;
import dev.pekkosim.testkit.text.Hex;
import dev.pekkosim.testkit.text.Units;
import java.util.List;
import java.util.Optional;

/**
 * A run's hash at a few steps, short enough for a text file: it tells about where a later execution
 * of the same seed goes another way, since the code is another by then.
 *
 * @hidden
 */
@Internal
public final class Fingerprint implements StepObserver {

    private static final int HASHES = 64;

    private final StepHashes hashes;

    /** One that takes in the steps of a run. */
    public Fingerprint() {
        this(new StepHashes(HASHES));
    }

    private Fingerprint(StepHashes hashes) {
        this.hashes = hashes;
    }

    @Override
    public void onStep(
            long step,
            long virtualNanos,
            Incarnation owner,
            StepKind kind,
            Object work,
            long hash) {
        hashes.add(step, hash);
    }

    @Override
    public void onEvent(Object what, long hash) {
        hashes.onEvent(what, hash);
    }

    /**
     * Takes in the end of the run.
     *
     * @param hash the hash of the whole run
     */
    public void end(long hash) {
        hashes.end(hash);
    }

    /**
     * Finds about where another execution leaves this one.
     *
     * @param other another execution of the same seed; both may become coarser
     * @return such as {@code at step 1 of 7} or {@code between steps 128 and 256 of 9,011}, of
     *     those that this one has; empty if they are the same
     */
    public Optional<String> parting(Fingerprint other) {
        return StepHashes.firstDifference(hashes, other.hashes)
                .map(span -> (span.firstDifferent() - span.lastSame() <= 1
                                ? "at step " + Units.count(span.firstDifferent())
                                : "between steps " + Units.count(span.lastSame()) + " and "
                                        + Units.count(span.firstDifferent()))
                        + " of " + Units.count(hashes.steps()));
    }

    /** As texts, for {@link #of} to read. */
    public List<String> texts() {
        return hashes.texts(Hex::of);
    }

    /**
     * Reads one that was written.
     *
     * @param texts as of {@link #texts}
     * @throws IllegalArgumentException if they are none
     */
    public static Fingerprint of(List<String> texts) {
        return new Fingerprint(StepHashes.of(texts));
    }
}
