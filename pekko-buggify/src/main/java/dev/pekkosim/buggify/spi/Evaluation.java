// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.buggify.spi;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a property was evaluated to, and from what. The ways to make one are the rules of the kinds:
 * production and the simulator come to the same.
 *
 * @param kind what the property states
 * @param condition what it was evaluated to; {@code true} for reachable, {@code false} for
 *     unreachable
 * @param evidence what the condition follows from, for the kinds that have such
 * @since 0.1.0
 */
public record Evaluation(
        AssertionKind kind, boolean condition, @Nullable Evidence evidence) {

    private static final Set<AssertionKind> OVER_CONDITIONS =
            Set.of(AssertionKind.ALWAYS_SOME, AssertionKind.SOMETIMES_ALL);

    /**
     * That of a property with a condition.
     *
     * @param kind what it states
     * @param condition whether it is so
     */
    public static Evaluation of(AssertionKind kind, boolean condition) {
        return new Evaluation(kind, condition, null);
    }

    /**
     * That of a numeric property, exactly.
     *
     * @param kind one with a {@link AssertionKind#comparison()}
     * @param left the left number
     * @param right the right number
     */
    public static Evaluation comparing(AssertionKind kind, long left, long right) {
        return new Evaluation(
                kind, comparison(kind).holds(left, right), new Evidence.Numbers(left, right));
    }

    /**
     * That of a numeric property; nothing compares with NaN.
     *
     * @param kind one with a {@link AssertionKind#comparison()}
     * @param left the left number
     * @param right the right number
     */
    public static Evaluation comparing(AssertionKind kind, double left, double right) {
        return new Evaluation(
                kind, comparison(kind).holds(left, right), new Evidence.Numbers(left, right));
    }

    private static Comparison comparison(AssertionKind kind) {
        return kind.comparison()
                .orElseThrow(() -> new IllegalArgumentException(
                        "kind must be one that compares numbers, but is " + kind.method()));
    }

    /**
     * That of a property over several conditions.
     *
     * @param kind {@link AssertionKind#ALWAYS_SOME} or {@link AssertionKind#SOMETIMES_ALL}
     * @param conditions by name; see {@link Evidence.Conditions#of}
     */
    public static Evaluation over(AssertionKind kind, @Nullable Map<String, Boolean> conditions) {
        if (!OVER_CONDITIONS.contains(kind)) {
            throw new IllegalArgumentException(
                    "kind must be one of several conditions, but is " + kind.method());
        }
        Evidence.Conditions evidence = Evidence.Conditions.of(conditions);
        boolean holds =
                kind == AssertionKind.ALWAYS_SOME ? evidence.isAnyTrue() : evidence.areAllTrue();
        return new Evaluation(kind, holds, evidence);
    }

    /**
     * That of a value that was seen, which is all that {@link AssertionKind#SOMETIMES_EACH} asks.
     *
     * @param value what was seen; asked for its string only when it is needed
     */
    public static Evaluation seeing(@Nullable Object value) {
        return new Evaluation(AssertionKind.SOMETIMES_EACH, true, new Evidence.Outcome(value));
    }

    /** Whether it is by itself a failure of its property. */
    public boolean isFailure() {
        return !condition && kind.failsWhenFalse();
    }
}
