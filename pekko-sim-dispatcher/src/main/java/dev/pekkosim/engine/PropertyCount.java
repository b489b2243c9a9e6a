// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one property in a run. An {@code eventually} that was stated and not resolved when
 * the run ended has neither passed nor failed.
 *
 * @param message its identity
 * @param kind the name of the method of {@code Property} that states it, such as {@code sometimes}
 * @param passes how many times it was stated and held
 * @param failures how many times it was stated and did not hold
 * @param closest for a comparison, the two numbers that came closest to failing or, for a sometimes
 *     that never held, to holding
 * @param outcomes for {@code sometimesEach} the values that occurred, sorted; for
 *     {@code sometimesAll} the conditions that held at some time
 * @since 0.1.0
 */
public record PropertyCount(
        String message,
        String kind,
        long passes,
        long failures,
        @Nullable ClosestPair closest,
        List<String> outcomes) {

    /** Copies the list. */
    public PropertyCount {
        outcomes = List.copyOf(outcomes);
    }
}
