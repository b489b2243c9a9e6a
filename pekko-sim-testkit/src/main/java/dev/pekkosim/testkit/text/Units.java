// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.text;

import dev.pekkosim.engine.Internal;
import java.time.Duration;
import java.util.Locale;

/**
 * How times and counts are written. Digits that are not shown are cut off, not rounded.
 *
 * @hidden
 */
@Internal
public final class Units {

    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long MILLIS_PER_SECOND = 1_000L;
    private static final long SECONDS_PER_MINUTE = 60L;
    private static final long SECONDS_PER_HOUR = 3_600L;

    private Units() {}

    /** A count with a comma between thousands. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A count of things, such as {@code 1 run} and {@code 2 runs}. */
    public static String count(long number, String thing) {
        return count(number) + " " + thing + (number == 1 ? "" : "s");
    }

    /** Virtual time with tenths of a second, or without from an hour on. */
    public static String virtual(long nanos) {
        long millis = nanos / NANOS_PER_MILLI;
        long seconds = millis / MILLIS_PER_SECOND;
        long tenths = millis % MILLIS_PER_SECOND / 100;
        if (seconds < SECONDS_PER_MINUTE) {
            return seconds + "." + tenths + "s";
        }
        if (seconds < SECONDS_PER_HOUR) {
            return String.format(
                    Locale.ROOT,
                    "%dm %02d.%ds",
                    seconds / SECONDS_PER_MINUTE,
                    seconds % SECONDS_PER_MINUTE,
                    tenths);
        }
        return hours(seconds);
    }

    /** Virtual time with thousandths of a second, for instants. */
    public static String instant(long nanos) {
        long millis = nanos / NANOS_PER_MILLI;
        long seconds = millis / MILLIS_PER_SECOND;
        long rest = millis % MILLIS_PER_SECOND;
        return seconds < SECONDS_PER_MINUTE
                ? String.format(Locale.ROOT, "%d.%03ds", seconds, rest)
                : String.format(
                        Locale.ROOT,
                        "%dm %02d.%03ds",
                        seconds / SECONDS_PER_MINUTE,
                        seconds % SECONDS_PER_MINUTE,
                        rest);
    }

    /** A bound of virtual time, in words. */
    public static String bound(Duration bound) {
        if (bound.toNanosPart() != 0) {
            return bound.toMillis() + " virtual ms";
        }
        return bound.toSeconds()
                + (bound.toSeconds() == 1 ? " virtual second" : " virtual seconds");
    }

    /** Machine time. */
    public static String wall(long nanos) {
        long millis = nanos / NANOS_PER_MILLI;
        long seconds = millis / MILLIS_PER_SECOND;
        if (seconds < 1) {
            return millis + " ms";
        }
        if (seconds < SECONDS_PER_MINUTE) {
            return seconds + "." + millis % MILLIS_PER_SECOND / 100 + " s";
        }
        return seconds < SECONDS_PER_HOUR
                ? String.format(
                        Locale.ROOT,
                        "%dm %02ds",
                        seconds / SECONDS_PER_MINUTE,
                        seconds % SECONDS_PER_MINUTE)
                : hours(seconds);
    }

    private static String hours(long seconds) {
        return String.format(
                Locale.ROOT,
                "%dh %02dm",
                seconds / SECONDS_PER_HOUR,
                seconds % SECONDS_PER_HOUR / SECONDS_PER_MINUTE);
    }
}
