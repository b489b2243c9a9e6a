// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What stands in for clocks. On a {@link SimThread} the clocks are those of the node whose step
 * runs.
 */
public final class ClockHooks {

    private ClockHooks() {}

    /** Replaces {@link System#nanoTime()}. */
    public static long nanoTime() {
        return Thread.currentThread() instanceof SimThread t
                ? t.virtualNanoTime()
                : System.nanoTime();
    }

    /** Replaces {@link System#currentTimeMillis()}. */
    public static long currentTimeMillis() {
        return Thread.currentThread() instanceof SimThread t
                ? Math.floorDiv(t.virtualEpochNanos(), 1_000_000L)
                : System.currentTimeMillis();
    }

    /** Replaces {@link Instant#now()}. */
    public static Instant instantNow() {
        return Thread.currentThread() instanceof SimThread t
                ? instant(t.virtualEpochNanos())
                : Instant.now();
    }

    /** Replaces {@link Clock#systemUTC()}. */
    public static Clock systemUtc() {
        return new NodeClock(Clock.systemUTC());
    }

    /** Replaces {@link Clock#systemDefaultZone()}. */
    public static Clock systemDefaultZone() {
        return new NodeClock(Clock.system(ZoneId.systemDefault()));
    }

    /** Replaces {@link Clock#system(ZoneId)}. */
    public static Clock system(ZoneId zone) {
        return new NodeClock(Clock.system(zone));
    }

    static Instant instant(long epochNanos) {
        return Instant.ofEpochSecond(
                Math.floorDiv(epochNanos, 1_000_000_000L),
                Math.floorMod(epochNanos, 1_000_000_000L));
    }

    /** Begins {@code Clock.currentInstant}, from which the JDK makes all its instants. */
    public static @Nullable Instant currentInstant() {
        return Thread.currentThread() instanceof SimThread t
                ? instant(t.virtualEpochNanos())
                : null;
    }
}
