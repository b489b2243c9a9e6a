// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine;

import dev.pekkosim.buggify.spi.AssertionKind;
import dev.pekkosim.buggify.spi.Comparison;
import dev.pekkosim.buggify.spi.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * The two numbers of a comparison that came closest to failing or, for a sometimes, to holding; as
 * a string {@code 998 and 1000}.
 *
 * @param left the left number
 * @param right the right number
 * @param nearness how close they came: the more, the closer
 * @since 0.1.0
 */
public record ClosestPair(Number left, Number right, double nearness) {

    /**
     * The pair of one evaluation. An always is interesting where it nearly fails, a sometimes where
     * it nearly holds; NaN is near to nothing.
     *
     * @param kind what is stated
     * @param comparison how the kind compares
     * @param numbers the two
     * @hidden
     */
    @Internal
    public static ClosestPair of(
            AssertionKind kind, Comparison comparison, Evidence.Numbers numbers) {
        double distance = numbers.left().doubleValue() - numbers.right().doubleValue();
        boolean isGreater = !comparison.isMaximized();
        double nearness = isGreater == kind.failsWhenFalse() ? -distance : distance;
        return new ClosestPair(
                numbers.left(),
                numbers.right(),
                Double.isNaN(nearness) ? Double.NEGATIVE_INFINITY : nearness);
    }

    /**
     * The closer one of two pairs of one property, and the first if none is.
     *
     * @param first null for none
     * @param second null for none
     */
    public static @Nullable ClosestPair closer(
            @Nullable ClosestPair first, @Nullable ClosestPair second) {
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        return second.nearness > first.nearness ? second : first;
    }

    @Override
    public String toString() {
        return left + " and " + right;
    }
}
