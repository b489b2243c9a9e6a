// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.Internal;
import dev.pekkosim.testkit.finds.KnownFindMatch;
import org.jspecify.annotations.Nullable;

/**
 * A property or checker that did not hold in a run, or a rule of every run that was broken.
 *
 * @param failure what was noticed at the first time
 * @param signature what makes it the same as others
 * @param node the node in whose step it was noticed, or null if it was in none
 * @param times how often it was noticed in the run
 * @param find the known find whose mechanism explains it by evidence that this run gave, or null
 * @since 0.1.0
 */
public record Violation(
        Failure failure,
        Signature signature,
        @Nullable String node,
        long times,
        @Nullable KnownFindMatch find) {

    /**
     * What was noticed once.
     *
     * @param failure what was noticed
     * @param node the node in whose step it was, or null
     * @param find the known find that explains it, or null
     * @hidden
     */
    @Internal
    public static Violation of(
            Failure failure, @Nullable String node, @Nullable KnownFindMatch find) {
        return new Violation(failure, Signature.of(failure), node, 1, find);
    }

    /** The same, noticed once more. */
    Violation again() {
        return new Violation(failure, signature, node, times + 1, find);
    }
}
