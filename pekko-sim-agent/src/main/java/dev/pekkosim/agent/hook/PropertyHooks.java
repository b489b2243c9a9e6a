// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the methods of {@code dev.pekkosim.buggify.Property} do within a run. Each takes the run
 * first, and the name of the method last; one without details gives null for them.
 */
public final class PropertyHooks {

    private PropertyHooks() {}

    /** {@code Property.always(condition, message, details)} and its like. */
    public static void state(
            SimPoints points,
            boolean condition,
            @Nullable String message,
            @Nullable Object @Nullable [] details,
            String kind) {
        points.state(kind, condition, known(message), details);
    }

    /** {@code Property.reachable(message, details)}. */
    public static void reachable(
            SimPoints points,
            @Nullable String message,
            @Nullable Object @Nullable [] details,
            String kind) {
        points.state(kind, true, known(message), details);
    }

    /** {@code Property.unreachable(message, details)}. */
    public static void unreachable(
            SimPoints points,
            @Nullable String message,
            @Nullable Object @Nullable [] details,
            String kind) {
        points.state(kind, false, known(message), details);
    }

    /** {@code Property.alwaysLessThan(left, right, message, details)} and its like. */
    public static void compare(
            SimPoints points,
            long left,
            long right,
            @Nullable String message,
            @Nullable Object @Nullable [] details,
            String kind) {
        points.compare(kind, left, right, known(message), details);
    }

    /** {@code Property.alwaysLessThan(left, right, message, details)} and its like. */
    public static void compare(
            SimPoints points,
            double left,
            double right,
            @Nullable String message,
            @Nullable Object @Nullable [] details,
            String kind) {
        points.compare(kind, left, right, known(message), details);
    }

    /** {@code Property.sometimesAll(conditions, message, details)} and its like. */
    public static void stateOver(
            SimPoints points,
            @Nullable Map<String, Boolean> conditions,
            @Nullable String message,
            @Nullable Object @Nullable [] details,
            String kind) {
        points.stateOver(kind, conditions, known(message), details);
    }

    /** {@code Property.sometimesEach(value, message, details)}. */
    public static void stateEach(
            SimPoints points,
            @Nullable Object value,
            @Nullable String message,
            @Nullable Object @Nullable [] details,
            String kind) {
        points.stateEach(value, known(message), details);
    }

    /** {@code Property.eventually(within, condition, message, details)}. */
    public static void eventually(
            SimPoints points,
            @Nullable Duration within,
            @Nullable BooleanSupplier condition,
            @Nullable String message,
            @Nullable Object @Nullable [] details,
            String kind) {
        String property = known(message);
        if (within == null || within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException("the time within which '" + property
                    + "' becomes true must be positive, but is " + within);
        }
        if (condition == null) {
            throw new IllegalArgumentException(
                    "the condition of '" + property + "' must not be null");
        }
        points.eventually(PointHooks.nanos(within), condition, property, details);
    }

    /** {@code Property.setupComplete(details)}. */
    public static void setupComplete(
            SimPoints points, @Nullable Object @Nullable [] details, String kind) {
        points.setupComplete(details);
    }

    /** {@code Property.event(name, details)}. */
    public static void event(
            SimPoints points,
            @Nullable String name,
            @Nullable Object @Nullable [] details,
            String kind) {
        points.event(known(name), details);
    }

    /**
     * A property never throws because of its message: one that is no constant was refused before.
     */
    private static String known(@Nullable String message) {
        return String.valueOf((Object) message);
    }
}
