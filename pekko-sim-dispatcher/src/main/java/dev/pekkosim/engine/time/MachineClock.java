// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.time;

import dev.pekkosim.engine.Internal;

/**
 * The clocks of one machine, which survive its processes. Without faults they show the virtual time
 * of the run. The wall clock may be off by an offset, which a jump changes; the machine's
 * oscillator may run too fast or too slow, which shows in both clocks and in the machine's timers.
 * All methods take the virtual time of the run, so that the clock itself draws and asks nothing.
 *
 * <p>Models what NTP leaves or does: hosts that are seconds apart, oscillators that are off by
 * parts per million, and wall clocks that are stepped, also backwards. The monotonic clock is never
 * stepped and never goes back, as {@code System.nanoTime} promises.
 *
 * @hidden
 */
@Internal
public final class MachineClock {

    /** The wall clock of every node at the start of a run: 2026-01-01T00:00:00Z. */
    public static final long EPOCH_NANOS = 1_767_225_600L * 1_000_000_000L;

    /** The largest drift either way, a hundred times what a broken oscillator has. */
    public static final int MOST_DRIFT_PPM = 100_000;

    private static final long MILLION = 1_000_000;

    private long offsetNanos;
    private int driftPpm;
    private long driftingSince;
    private long driftedNanos;

    /**
     * Moves the wall clock; again and again adds up. Models a host without NTP, or a step of NTP.
     *
     * @param nanos how far, negative for back
     */
    public void jump(long nanos) {
        offsetNanos += nanos;
    }

    /**
     * Lets the oscillator run too fast or too slow from now on. Timers that are set keep their
     * deadline.
     *
     * @param now virtual nanoseconds since the start of the run
     * @param ppm parts per million that it is too fast, negative for too slow, at most
     *     {@link #MOST_DRIFT_PPM} either way
     */
    public void drift(long now, int ppm) {
        checkDrift(ppm);
        driftedNanos += drifted(now - driftingSince);
        driftingSince = now;
        driftPpm = ppm;
    }

    /**
     * Refuses a drift that no machine has.
     *
     * @param ppm parts per million
     */
    public static void checkDrift(int ppm) {
        if (Math.abs((long) ppm) > MOST_DRIFT_PPM) {
            throw new IllegalArgumentException("drift must be between -" + MOST_DRIFT_PPM + " and "
                    + MOST_DRIFT_PPM + " ppm, but is " + ppm);
        }
    }

    /**
     * Sets the wall clock right and ends the drift.
     *
     * @param now virtual nanoseconds since the start of the run
     */
    public void synchronize(long now) {
        drift(now, 0);
        offsetNanos = -driftedNanos;
    }

    /**
     * Whether the wall clock is right and stays so.
     *
     * @param now virtual nanoseconds since the start of the run
     */
    public boolean isRight(long now) {
        return driftPpm == 0 && epochNanos(now) == EPOCH_NANOS + now;
    }

    /** Parts per million that the oscillator is too fast. */
    public int driftPpm() {
        return driftPpm;
    }

    /**
     * What {@code System.nanoTime} shows.
     *
     * @param now virtual nanoseconds since the start of the run
     */
    public long monotonicNanos(long now) {
        return now + driftedNanos + drifted(now - driftingSince);
    }

    /**
     * What the wall clock shows, in nanoseconds since 1970.
     *
     * @param now virtual nanoseconds since the start of the run
     */
    public long epochNanos(long now) {
        return EPOCH_NANOS + offsetNanos + monotonicNanos(now);
    }

    /**
     * How long it takes, in virtual time, until this machine has counted a delay.
     *
     * @param nanos the delay, not negative
     */
    public long virtualDelay(long nanos) {
        if (driftPpm == 0 || nanos <= 0) {
            return nanos;
        }
        long rate = MILLION + driftPpm;
        long whole = nanos / rate;
        long rest = nanos % rate;
        return whole * MILLION + (rest * MILLION + rate - 1) / rate;
    }

    private long drifted(long nanos) {
        return driftPpm == 0
                ? 0
                : nanos / MILLION * driftPpm + nanos % MILLION * driftPpm / MILLION;
    }
}
