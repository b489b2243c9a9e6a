// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.buggify.spi;

/**
 * How a numeric property compares its left with its right. A comparison with NaN never holds.
 *
 * @since 0.1.0
 */
public enum Comparison {
    /** Left is greater than right. */
    GREATER_THAN,
    /** Left is greater than right, or equal to it. */
    GREATER_THAN_OR_EQUAL_TO,
    /** Left is less than right. */
    LESS_THAN,
    /** Left is less than right, or equal to it. */
    LESS_THAN_OR_EQUAL_TO;

    /**
     * Whether it holds, exactly.
     *
     * @param left the left number
     * @param right the right number
     */
    public boolean holds(long left, long right) {
        return switch (this) {
            case GREATER_THAN -> left > right;
            case GREATER_THAN_OR_EQUAL_TO -> left >= right;
            case LESS_THAN -> left < right;
            case LESS_THAN_OR_EQUAL_TO -> left <= right;
        };
    }

    /**
     * Whether it holds; not if one of the numbers is NaN.
     *
     * @param left the left number
     * @param right the right number
     */
    public boolean holds(double left, double right) {
        return switch (this) {
            case GREATER_THAN -> left > right;
            case GREATER_THAN_OR_EQUAL_TO -> left >= right;
            case LESS_THAN -> left < right;
            case LESS_THAN_OR_EQUAL_TO -> left <= right;
        };
    }

    /**
     * The direction of {@code left - right} that guidance asks for: {@code true} for the less-than
     * kinds, {@code false} for the greater-than kinds, as Antithesis' SDK for Java 1.4.4 has it.
     */
    public boolean isMaximized() {
        return this == LESS_THAN || this == LESS_THAN_OR_EQUAL_TO;
    }
}
