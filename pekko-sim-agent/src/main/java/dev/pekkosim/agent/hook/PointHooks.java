// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the methods of {@code dev.pekkosim.buggify.Buggify} do within a run. Each takes the run
 * first, and a name last: a call without one gets the name of its place. Arguments are checked
 * here, since outside a run they are not.
 */
public final class PointHooks {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private PointHooks() {}

    /**
     * The run that the calling thread is part of; null for any other thread, and when the run is
     * over.
     */
    public static @Nullable SimPoints points() {
        return Thread.currentThread() instanceof SimThread t ? t.points() : null;
    }

    /** {@code Buggify.buggify(name)}. */
    public static boolean buggify(SimPoints points, @Nullable String name) {
        return points.fires(checked(name));
    }

    /** {@code Buggify.buggify(chance, name)}. */
    public static boolean buggify(
            SimPoints points, @Nullable Object chance, @Nullable String name) {
        String point = checked(name);
        String text = String.valueOf(chance);
        if (!isChance(text)) {
            throw new IllegalArgumentException("the chance of " + quoted(point)
                    + " must be between 0/1 and 1/1, but is " + text);
        }
        return points.fires(point, text);
    }

    /** {@code Buggify.rarely(name)}. */
    public static boolean rarely(SimPoints points, @Nullable String name) {
        return points.firesRarely(checked(name));
    }

    /** {@code Buggify.knob(usual, low, high, name)}. */
    public static int knob(SimPoints points, int usual, int low, int high, @Nullable String name) {
        return (int) knob(points, (long) usual, low, high, name);
    }

    /** {@code Buggify.knob(usual, low, high, name)}. */
    public static long knob(
            SimPoints points, long usual, long low, long high, @Nullable String name) {
        String point = checked(name);
        if (low > usual || usual > high) {
            throw new IllegalArgumentException("the knob " + quoted(point)
                    + " must have low <= usual <= high, but has low " + low + ", usual " + usual
                    + " and high " + high);
        }
        if (high - low < 0 || high - low == Long.MAX_VALUE) {
            throw new IllegalArgumentException("the knob " + quoted(point)
                    + " has too wide a range, from " + low + " to " + high
                    + "; there must be less than 2^63 values");
        }
        return points.knob(point, usual, low, high);
    }

    /** {@code Buggify.delay(max, name)}. */
    public static Duration delay(SimPoints points, @Nullable Duration max, @Nullable String name) {
        String point = checked(name);
        if (max == null || max.isNegative()) {
            throw new IllegalArgumentException("the longest delay of " + quoted(point)
                    + " must not be negative, but is " + max);
        }
        return Duration.ofNanos(points.delayNanos(point, nanos(max)));
    }

    /** {@code Buggify.choice(options, name)}. */
    public static @Nullable Object choice(
            SimPoints points, @Nullable List<?> options, @Nullable String name) {
        String point = checked(name);
        if (options == null || options.isEmpty()) {
            throw new IllegalArgumentException(
                    "the options of " + quoted(point) + " must not be empty, but are " + options);
        }
        return options.get(points.choice(point, options.size()));
    }

    private static String checked(@Nullable String name) {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("the name of a buggify point must not be blank, but"
                    + " is " + (name == null ? "null" : quoted(name)));
        }
        return name;
    }

    /** Whether a text is a ratio between 0 and 1, as {@code 1/4}. */
    private static boolean isChance(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return false;
        }
        try {
            int numerator = Integer.parseInt(text, 0, slash, 10);
            int denominator = Integer.parseInt(text, slash + 1, text.length(), 10);
            return numerator >= 0 && denominator > 0 && numerator <= denominator;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String quoted(String text) {
        return "'" + text + "'";
    }

    /** Nanoseconds; what is longer than fits, 292 years, is as long as fits. */
    static long nanos(Duration duration) {
        return duration.toSeconds() >= Long.MAX_VALUE / NANOS_PER_SECOND
                ? Long.MAX_VALUE
                : duration.toNanos();
    }
}
