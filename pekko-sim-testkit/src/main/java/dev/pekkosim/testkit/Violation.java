// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.finds.KnownFindMatch;
import org.jspecify.annotations.Nullable;

/**
 * A property or checker that did not hold in a run, or a rule of every run that was broken.
 *
 * @param failure what was noticed at the first time
 * @param times how often it was noticed in the run
 * @param find the known find whose mechanism explains it by evidence that this run gave, or null
 * @since 0.1.0
 */
public record Violation(
        Failure failure, long times, @Nullable KnownFindMatch find) {

    /** What makes it the same as others. */
    public Signature signature() {
        return Signature.of(failure);
    }

    /** The same, noticed once more. */
    Violation again() {
        return new Violation(failure, times + 1, find);
    }
}
