// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.buggify;

import dev.pekkosim.buggify.spi.AssertionKind;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Properties: statements in production code about what is always, sometimes or never the case.
 *
 * <pre>{@code
 * Property.always(balance >= 0, "a balance is never negative", "account", id, "balance", balance);
 * Property.sometimes(isRetry, "a transfer was tried again");
 * }</pre>
 *
 * <p><b>The message</b> is the identity of a property. It is a string constant, so that the
 * simulator finds it in the class file and can report a property that was never reached. Two places
 * with one message are one property.
 *
 * <p><b>Details</b> are keys and values in turn; keys are strings. A value is asked for its string
 * only when the details are told, which is seldom, and a {@link #lazily(Supplier)} one only then
 * for itself. Nothing about them can throw: a last key without a value has null, and a value that
 * throws is told as what it threw.
 *
 * <p><b>Within a run</b> of the simulator, whose agent rewrites the methods of this class, a failed
 * always or unreachable ends the run as failed. A campaign fails if a sometimes or a reachable was
 * met in none of its runs.
 *
 * <p><b>Outside a run</b> nothing happens unless {@linkplain dev.pekkosim.buggify something is
 * configured}. While nothing is, each method is one branch on a constant, which the JIT removes
 * together with the array of the details. A value that is made for the call, as a boxed number or a
 * lambda is, is removed by the JIT of JDK 25, not always by that of 17: in the innermost loop give
 * none.
 *
 * <p>No call outside a run ever throws, whatever it is given, but for an error of the JVM itself
 * such as the end of its memory. Within a run the same holds but for {@code eventually}, which
 * checks its arguments there, as the points of {@link Buggify} do, and asks its condition. All
 * methods may be called by any thread.
 *
 * <p>The kinds and what they mean are those of the Antithesis SDKs; {@code rarely},
 * {@code sometimesEach} and {@code eventually} are additions. A sometimes goes back to
 * FoundationDB's {@code TEST} and {@code CODE_PROBE} macros.
 *
 * @since 0.1.0
 */
public final class Property {

    // Nothing but the doors: what a statement is evaluated to is in spi.Evaluation, who is told of
    // it in PropertySinks. All doors are here, however many, since Scala finds static methods only
    // in the class that declares them, and not in a subclass.

    private static final @Nullable PropertySink SINK = PropertySinks.configured();

    static {
        // As in Buggify.
        Class<?>[] unused = {
            String.class, Duration.class, Map.class, BooleanSupplier.class, Supplier.class
        };
    }

    private Property() {}

    /**
     * A value of a detail that is made only when it is told. It lets a lambda be written among
     * {@code Object}s.
     *
     * @param value makes the value, once at most; what it throws is told in place of the value
     * @return {@code value} itself
     */
    public static Supplier<?> lazily(Supplier<?> value) {
        return value;
    }

    /**
     * States that a condition is true whenever execution comes here, and that it does come here at
     * least once in a campaign.
     *
     * @param condition what is stated
     * @param message the identity of the property; a constant
     */
    public static void always(boolean condition, String message) {
        if (SINK != null) {
            SINK.check(AssertionKind.ALWAYS, condition, message);
        }
    }

    /**
     * As {@link #always(boolean, String)}, with details.
     *
     * @param condition what is stated
     * @param message the identity of the property; a constant
     * @param details key, value, key, value …; see {@link Property}
     */
    public static void always(boolean condition, String message, @Nullable Object... details) {
        if (SINK != null) {
            SINK.check(AssertionKind.ALWAYS, condition, message, details);
        }
    }

    /**
     * States that a condition is true whenever execution comes here, if it ever does.
     *
     * @param condition what is stated
     * @param message the identity of the property; a constant
     */
    public static void alwaysOrUnreachable(boolean condition, String message) {
        if (SINK != null) {
            SINK.check(AssertionKind.ALWAYS_OR_UNREACHABLE, condition, message);
        }
    }

    /**
     * As {@link #alwaysOrUnreachable(boolean, String)}, with details.
     *
     * @param condition what is stated
     * @param message the identity of the property; a constant
     * @param details key, value, key, value …; see {@link Property}
     */
    public static void alwaysOrUnreachable(
            boolean condition, String message, @Nullable Object... details) {
        if (SINK != null) {
            SINK.check(AssertionKind.ALWAYS_OR_UNREACHABLE, condition, message, details);
        }
    }

    /**
     * States that a condition is true here at least once in a campaign. So a test knows that it has
     * come to the situation that it is there for.
     *
     * @param condition what is stated
     * @param message the identity of the property; a constant
     */
    public static void sometimes(boolean condition, String message) {
        if (SINK != null) {
            SINK.check(AssertionKind.SOMETIMES, condition, message);
        }
    }

    /**
     * As {@link #sometimes(boolean, String)}, with details.
     *
     * @param condition what is stated
     * @param message the identity of the property; a constant
     * @param details key, value, key, value …; see {@link Property}
     */
    public static void sometimes(boolean condition, String message, @Nullable Object... details) {
        if (SINK != null) {
            SINK.check(AssertionKind.SOMETIMES, condition, message, details);
        }
    }

    /**
     * As {@link #sometimes(boolean, String)}, but a campaign in which it is never true does not
     * fail.
     *
     * @param condition what is stated
     * @param message the identity of the property; a constant
     */
    public static void rarely(boolean condition, String message) {
        if (SINK != null) {
            SINK.check(AssertionKind.RARELY, condition, message);
        }
    }

    /**
     * As {@link #rarely(boolean, String)}, with details.
     *
     * @param condition what is stated
     * @param message the identity of the property; a constant
     * @param details key, value, key, value …; see {@link Property}
     */
    public static void rarely(boolean condition, String message, @Nullable Object... details) {
        if (SINK != null) {
            SINK.check(AssertionKind.RARELY, condition, message, details);
        }
    }

    /**
     * States that execution comes here at least once in a campaign.
     *
     * @param message the identity of the property; a constant
     */
    public static void reachable(String message) {
        if (SINK != null) {
            SINK.check(AssertionKind.REACHABLE, true, message);
        }
    }

    /**
     * As {@link #reachable(String)}, with details.
     *
     * @param message the identity of the property; a constant
     * @param details key, value, key, value …; see {@link Property}
     */
    public static void reachable(String message, @Nullable Object... details) {
        if (SINK != null) {
            SINK.check(AssertionKind.REACHABLE, true, message, details);
        }
    }

    /**
     * States that execution never comes here.
     *
     * @param message the identity of the property; a constant
     */
    public static void unreachable(String message) {
        if (SINK != null) {
            SINK.check(AssertionKind.UNREACHABLE, false, message);
        }
    }

    /**
     * As {@link #unreachable(String)}, with details.
     *
     * @param message the identity of the property; a constant
     * @param details key, value, key, value …; see {@link Property}
     */
    public static void unreachable(String message, @Nullable Object... details) {
        if (SINK != null) {
            SINK.check(AssertionKind.UNREACHABLE, false, message, details);
        }
    }

    /**
     * States that one number is greater than another whenever execution comes here.
     *
     * @param left the left number
     * @param right the right number
     * @param message the identity of the property; a constant
     */
    public static void alwaysGreaterThan(long left, long right, String message) {
        if (SINK != null) {
            SINK.compare(AssertionKind.ALWAYS_GREATER_THAN, left, right, message);
        }
    }

    /**
     * As {@link #alwaysGreaterThan(long, long, String)}, with details.
     *
     * @param left the left number
     * @param right the right number
     * @param message the identity of the property; a constant
     * @param details key, value, key, value …; see {@link Property}
     */
    public static void alwaysGreaterThan(
            long left, long right, String message, @Nullable Object... details) {
        if (SINK != null) {
            SINK.compare(AssertionKind.ALWAYS_GREATER_THAN, left, right, message, details);
        }
    }

    /**
     * States that one number is greater than another whenever execution comes here. Nothing
     * compares with NaN.
     *
     * @param left the left number
     * @param right the right number
     * @param message the identity of the property; a constant
     */
    public static void alwaysGreaterThan(double left, double right, String message) {
        if (SINK != null) {
            SINK.compare(AssertionKind.ALWAYS_GREATER_THAN, left, right, message);
        }
    }

    /**
     * As {@link #alwaysGreaterThan(double, double, String)}, with details.
     *
     * @param left the left number
     * @param right the right number
     * @param message the identity of the property; a constant
     * @param details key, value, key, value …; see {@link Property}
     */
    public static void alwaysGreaterThan(
            double left, double right, String message, @Nullable Object... details) {
        if (SINK != null) {
            SINK.compare(AssertionKind.ALWAYS_GREATER_THAN, left, right, message, details);
        }
    }

    /**
     * States that one number is greater than or equal to another whenever execution comes here.
     *
     * @param left the left number
     * @param right the right number
     * @param message the identity of the property; a constant
     */
    public static void alwaysGreaterThanOrEqualTo(long left, long right, String message) {
        if (SINK != null) {
            SINK.compare(AssertionKind.ALWAYS_GREATER_THAN_OR_EQUAL_TO, left, right, message);
        }
    }

    /**
     * As {@link #alwaysGreaterThanOrEqualTo(long, long, String)}, with details.
     *
     * @param left the left number
     * @param right the right number
     * @param message the identity of the property; a constant
     * @param details key, value, key, value …; see {@link Property}
     */
    public static void alwaysGreaterThanOrEqualTo(
            long left, long right, String message, @Nullable Object... details) {
        if (SINK != null) {
            SINK.compare(
                    AssertionKind.ALWAYS_GREATER_THAN_OR_EQUAL_TO, left, right, message, details);
        }
    }

    /**
     * States that one number is greater than or equal to another whenever execution comes here.
     * Nothing compares with NaN.
     *
     * @param left the left number
     * @param right the right number
     * @param message the identity of the property; a constant
     */
    public static void alwaysGreaterThanOrEqualTo(double left, double right, String message) {
        if (SINK != null) {
            SINK.compare(AssertionKind.ALWAYS_GREATER_THAN_OR_EQUAL_TO, left, right, message);
        }
    }

    /**
     * As {@link #alwaysGreaterThanOrEqualTo(double, double, String)}, with details.
     *
     * @param left the left number
     * @param right the right number
     * @param message the identity of the property; a constant
     * @param details key, value, key, value …; see {@link Property}
     */
    public static void alwaysGreaterThanOrEqualTo(
            double left, double right, String message, @Nullable Object... details) {
        if (SINK != null) {
            SINK.compare(
                    AssertionKind.ALWAYS_GREATER_THAN_OR_EQUAL_TO, left, right, message, details);
        }
    }

    /**
     * States that one number is less than another whenever execution comes here.
     *
     * @param left the left number
     * @param right the right number
     * @param message the identity of the property; a constant
     */
    public static void alwaysLessThan(long left, long right, String message) {
        if (SINK != null) {
            SINK.compare(AssertionKind.ALWAYS_LESS_THAN, left, right, message);
        }
    }

    /**
     * As {@link #alwaysLessThan(long, long, String)}, with details.
     *
     * @param left the left number
     * @param right the right number
     * @param message the identity of the property; a constant
     * @param details key, value, key, value …; see {@link Property}
     */
    public static void alwaysLessThan(
            long left, long right, String message, @Nullable Object... details) {
        if (SINK != null) {
            SINK.compare(AssertionKind.ALWAYS_LESS_THAN, left, right, message, details);
        }
    }

    /**
     * States that one number is less than another whenever execution comes here. Nothing compares
     * with NaN.
     *
     * @param left the left number
     * @param right the right number
     * @param message the identity of the property; a constant
     */
    public static void alwaysLessThan(double left, double right, String message) {
        if (SINK != null) {
            SINK.compare(AssertionKind.ALWAYS_LESS_THAN, left, right, message);
        }
    }

    /**
     * As {@link #alwaysLessThan(double, double, String)}, with details.
     *
     * @param left the left number
     * @param right the right number
     * @param message the identity of the property; a constant
     * @param details key, value, key, value …; see {@link Property}
     */
    public static void alwaysLessThan(
            double left, double right, String message, @Nullable Object... details) {
        if (SINK != null) {
            SINK.compare(AssertionKind.ALWAYS_LESS_THAN, left, right, message, details);
        }
    }

    /**
     * States that one number is less than or equal to another whenever execution comes here.
     *
     * @param left the left number
     * @param right the right number
     * @param message the identity of the property; a constant
     */
    public static void alwaysLessThanOrEqualTo(long left, long right, String message) {
        if (SINK != null) {
            SINK.compare(AssertionKind.ALWAYS_LESS_THAN_OR_EQUAL_TO, left, right, message);
        }
    }

    /**
     * As {@link #alwaysLessThanOrEqualTo(long, long, String)}, with details.
     *
     * @param left the left number
     * @param right the right number
     * @param message the identity of the property; a constant
     * @param details key, value, key, value …; see {@link Property}
     */
    public static void alwaysLessThanOrEqualTo(
            long left, long right, String message, @Nullable Object... details) {
        if (SINK != null) {
            SINK.compare(AssertionKind.ALWAYS_LESS_THAN_OR_EQUAL_TO, left, right, message, details);
        }
    }

    /**
     * States that one number is less than or equal to another whenever execution comes here.
     * Nothing compares with NaN.
     *
     * @param left the left number
     * @param right the right number
     * @param message the identity of the property; a constant
     */
    public static void alwaysLessThanOrEqualTo(double left, double right, String message) {
        if (SINK != null) {
            SINK.compare(AssertionKind.ALWAYS_LESS_THAN_OR_EQUAL_TO, left, right, message);
        }
    }

    /**
     * As {@link #alwaysLessThanOrEqualTo(double, double, String)}, with details.
     *
     * @param left the left number
     * @param right the right number
     * @param message the identity of the property; a constant
     * @param details key, value, key, value …; see {@link Property}
     */
    public static void alwaysLessThanOrEqualTo(
            double left, double right, String message, @Nullable Object... details) {
        if (SINK != null) {
            SINK.compare(AssertionKind.ALWAYS_LESS_THAN_OR_EQUAL_TO, left, right, message, details);
        }
    }

    /**
     * States that one number is greater than another here at least once in a campaign.
     *
     * @param left the left number
     * @param right the right number
     * @param message the identity of the property; a constant
     */
    public static void sometimesGreaterThan(long left, long right, String message) {
        if (SINK != null) {
            SINK.compare(AssertionKind.SOMETIMES_GREATER_THAN, left, right, message);
        }
    }

    /**
     * As {@link #sometimesGreaterThan(long, long, String)}, with details.
     *
     * @param left the left number
     * @param right the right number
     * @param message the identity of the property; a constant
     * @param details key, value, key, value …; see {@link Property}
     */
    public static void sometimesGreaterThan(
            long left, long right, String message, @Nullable Object... details) {
        if (SINK != null) {
            SINK.compare(AssertionKind.SOMETIMES_GREATER_THAN, left, right, message, details);
        }
    }

    /**
     * States that one number is greater than another here at least once in a campaign. Nothing
     * compares with NaN.
     *
     * @param left the left number
     * @param right the right number
     * @param message the identity of the property; a constant
     */
    public static void sometimesGreaterThan(double left, double right, String message) {
        if (SINK != null) {
            SINK.compare(AssertionKind.SOMETIMES_GREATER_THAN, left, right, message);
        }
    }

    /**
     * As {@link #sometimesGreaterThan(double, double, String)}, with details.
     *
     * @param left the left number
     * @param right the right number
     * @param message the identity of the property; a constant
     * @param details key, value, key, value …; see {@link Property}
     */
    public static void sometimesGreaterThan(
            double left, double right, String message, @Nullable Object... details) {
        if (SINK != null) {
            SINK.compare(AssertionKind.SOMETIMES_GREATER_THAN, left, right, message, details);
        }
    }

    /**
     * States that one number is greater than or equal to another here at least once in a campaign.
     *
     * @param left the left number
     * @param right the right number
     * @param message the identity of the property; a constant
     */
    public static void sometimesGreaterThanOrEqualTo(long left, long right, String message) {
        if (SINK != null) {
            SINK.compare(AssertionKind.SOMETIMES_GREATER_THAN_OR_EQUAL_TO, left, right, message);
        }
    }

    /**
     * As {@link #sometimesGreaterThanOrEqualTo(long, long, String)}, with details.
     *
     * @param left the left number
     * @param right the right number
     * @param message the identity of the property; a constant
     * @param details key, value, key, value …; see {@link Property}
     */
    public static void sometimesGreaterThanOrEqualTo(
            long left, long right, String message, @Nullable Object... details) {
        if (SINK != null) {
            SINK.compare(
                    AssertionKind.SOMETIMES_GREATER_THAN_OR_EQUAL_TO,
                    left,
                    right,
                    message,
                    details);
        }
    }

    /**
     * States that one number is greater than or equal to another here at least once in a campaign.
     * Nothing compares with NaN.
     *
     * @param left the left number
     * @param right the right number
     * @param message the identity of the property; a constant
     */
    public static void sometimesGreaterThanOrEqualTo(double left, double right, String message) {
        if (SINK != null) {
            SINK.compare(AssertionKind.SOMETIMES_GREATER_THAN_OR_EQUAL_TO, left, right, message);
        }
    }

    /**
     * As {@link #sometimesGreaterThanOrEqualTo(double, double, String)}, with details.
     *
     * @param left the left number
     * @param right the right number
     * @param message the identity of the property; a constant
     * @param details key, value, key, value …; see {@link Property}
     */
    public static void sometimesGreaterThanOrEqualTo(
            double left, double right, String message, @Nullable Object... details) {
        if (SINK != null) {
            SINK.compare(
                    AssertionKind.SOMETIMES_GREATER_THAN_OR_EQUAL_TO,
                    left,
                    right,
                    message,
                    details);
        }
    }

    /**
     * States that one number is less than another here at least once in a campaign.
     *
     * @param left the left number
     * @param right the right number
     * @param message the identity of the property; a constant
     */
    public static void sometimesLessThan(long left, long right, String message) {
        if (SINK != null) {
            SINK.compare(AssertionKind.SOMETIMES_LESS_THAN, left, right, message);
        }
    }

    /**
     * As {@link #sometimesLessThan(long, long, String)}, with details.
     *
     * @param left the left number
     * @param right the right number
     * @param message the identity of the property; a constant
     * @param details key, value, key, value …; see {@link Property}
     */
    public static void sometimesLessThan(
            long left, long right, String message, @Nullable Object... details) {
        if (SINK != null) {
            SINK.compare(AssertionKind.SOMETIMES_LESS_THAN, left, right, message, details);
        }
    }

    /**
     * States that one number is less than another here at least once in a campaign. Nothing
     * compares with NaN.
     *
     * @param left the left number
     * @param right the right number
     * @param message the identity of the property; a constant
     */
    public static void sometimesLessThan(double left, double right, String message) {
        if (SINK != null) {
            SINK.compare(AssertionKind.SOMETIMES_LESS_THAN, left, right, message);
        }
    }

    /**
     * As {@link #sometimesLessThan(double, double, String)}, with details.
     *
     * @param left the left number
     * @param right the right number
     * @param message the identity of the property; a constant
     * @param details key, value, key, value …; see {@link Property}
     */
    public static void sometimesLessThan(
            double left, double right, String message, @Nullable Object... details) {
        if (SINK != null) {
            SINK.compare(AssertionKind.SOMETIMES_LESS_THAN, left, right, message, details);
        }
    }

    /**
     * States that one number is less than or equal to another here at least once in a campaign.
     *
     * @param left the left number
     * @param right the right number
     * @param message the identity of the property; a constant
     */
    public static void sometimesLessThanOrEqualTo(long left, long right, String message) {
        if (SINK != null) {
            SINK.compare(AssertionKind.SOMETIMES_LESS_THAN_OR_EQUAL_TO, left, right, message);
        }
    }

    /**
     * As {@link #sometimesLessThanOrEqualTo(long, long, String)}, with details.
     *
     * @param left the left number
     * @param right the right number
     * @param message the identity of the property; a constant
     * @param details key, value, key, value …; see {@link Property}
     */
    public static void sometimesLessThanOrEqualTo(
            long left, long right, String message, @Nullable Object... details) {
        if (SINK != null) {
            SINK.compare(
                    AssertionKind.SOMETIMES_LESS_THAN_OR_EQUAL_TO, left, right, message, details);
        }
    }

    /**
     * States that one number is less than or equal to another here at least once in a campaign.
     * Nothing compares with NaN.
     *
     * @param left the left number
     * @param right the right number
     * @param message the identity of the property; a constant
     */
    public static void sometimesLessThanOrEqualTo(double left, double right, String message) {
        if (SINK != null) {
            SINK.compare(AssertionKind.SOMETIMES_LESS_THAN_OR_EQUAL_TO, left, right, message);
        }
    }

    /**
     * As {@link #sometimesLessThanOrEqualTo(double, double, String)}, with details.
     *
     * @param left the left number
     * @param right the right number
     * @param message the identity of the property; a constant
     * @param details key, value, key, value …; see {@link Property}
     */
    public static void sometimesLessThanOrEqualTo(
            double left, double right, String message, @Nullable Object... details) {
        if (SINK != null) {
            SINK.compare(
                    AssertionKind.SOMETIMES_LESS_THAN_OR_EQUAL_TO, left, right, message, details);
        }
    }

    /**
     * States that one or more of several conditions are true whenever execution comes here.
     *
     * @param conditions by name; one that is null is false
     * @param message the identity of the property; a constant
     */
    public static void alwaysSome(Map<String, Boolean> conditions, String message) {
        if (SINK != null) {
            SINK.over(AssertionKind.ALWAYS_SOME, conditions, message);
        }
    }

    /**
     * As {@link #alwaysSome(Map, String)}, with details.
     *
     * @param conditions by name; one that is null is false
     * @param message the identity of the property; a constant
     * @param details key, value, key, value …; see {@link Property}
     */
    public static void alwaysSome(
            Map<String, Boolean> conditions, String message, @Nullable Object... details) {
        if (SINK != null) {
            SINK.over(AssertionKind.ALWAYS_SOME, conditions, message, details);
        }
    }

    /**
     * States that several conditions are true here at once, at least once in a campaign. A report
     * lists those that were true at some time.
     *
     * @param conditions by name; one that is null is false
     * @param message the identity of the property; a constant
     */
    public static void sometimesAll(Map<String, Boolean> conditions, String message) {
        if (SINK != null) {
            SINK.over(AssertionKind.SOMETIMES_ALL, conditions, message);
        }
    }

    /**
     * As {@link #sometimesAll(Map, String)}, with details.
     *
     * @param conditions by name; one that is null is false
     * @param message the identity of the property; a constant
     * @param details key, value, key, value …; see {@link Property}
     */
    public static void sometimesAll(
            Map<String, Boolean> conditions, String message, @Nullable Object... details) {
        if (SINK != null) {
            SINK.over(AssertionKind.SOMETIMES_ALL, conditions, message, details);
        }
    }

    /**
     * Tells a value whose different values are outcomes of their own, such as the state of a
     * protocol: a report lists those that were seen. It should have few values.
     *
     * @param value what is seen; told apart by its string
     * @param message the identity of the property; a constant
     */
    public static void sometimesEach(@Nullable Object value, String message) {
        if (SINK != null) {
            SINK.see(value, message);
        }
    }

    /**
     * As {@link #sometimesEach(Object, String)}, with details.
     *
     * @param value what is seen; told apart by its string
     * @param message the identity of the property; a constant
     * @param details key, value, key, value …; see {@link Property}
     */
    public static void sometimesEach(
            @Nullable Object value, String message, @Nullable Object... details) {
        if (SINK != null) {
            SINK.see(value, message, details);
        }
    }

    /**
     * States that a condition becomes true within a time from each evaluation, which is virtual
     * time. Outside a run nothing happens, and the condition is never asked.
     *
     * <p>Within a run it is looked at at once and then 64 times until the time is over, at equal
     * distances: of 64 seconds, each second. One that is true only between two looks is missed, so
     * state what stays true. Nobody looks any more when the node has crashed or the run is over;
     * then it has neither held nor failed. A campaign demands that execution comes here at least
     * once.
     *
     * @param within how long it may take, positive
     * @param condition what is stated; asked again and again, so it must be cheap and change
     *     nothing; what it throws at the call is thrown on, and later it ends the run as failed
     * @param message the identity of the property; a constant
     * @throws IllegalArgumentException within a run, if {@code within} is null or not positive or
     *     the condition is null
     */
    public static void eventually(Duration within, BooleanSupplier condition, String message) {
        // Only a run has a clock that is worth waiting for.
    }

    /**
     * As {@link #eventually(Duration, BooleanSupplier, String)}, with details.
     *
     * @param within how long it may take, positive
     * @param condition what is stated; asked again and again, so it must be cheap and change
     *     nothing; what it throws at the call is thrown on, and later it ends the run as failed
     * @param message the identity of the property; a constant
     * @param details key, value, key, value …; see {@link Property}
     * @throws IllegalArgumentException within a run, if {@code within} is null or not positive or
     *     the condition is null
     */
    public static void eventually(
            Duration within,
            BooleanSupplier condition,
            String message,
            @Nullable Object... details) {
        // Only a run has a clock that is worth waiting for.
    }

    /** Tells that the system under test is ready: what comes before is no part of the test. */
    public static void setupComplete() {
        if (SINK != null) {
            SINK.setupComplete();
        }
    }

    /**
     * As {@link #setupComplete()}, with details.
     *
     * @param details key, value, key, value …; see {@link Property}
     */
    public static void setupComplete(@Nullable Object... details) {
        if (SINK != null) {
            SINK.setupComplete(details);
        }
    }

    /**
     * Tells that something happened that is worth knowing in a trace.
     *
     * @param name what happened; a constant
     */
    public static void event(String name) {
        if (SINK != null) {
            SINK.event(name);
        }
    }

    /**
     * As {@link #event(String)}, with details.
     *
     * @param name what happened; a constant
     * @param details key, value, key, value …; see {@link Property}
     */
    public static void event(String name, @Nullable Object... details) {
        if (SINK != null) {
            SINK.event(name, details);
        }
    }
}
