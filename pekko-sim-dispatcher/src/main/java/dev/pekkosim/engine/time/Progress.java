// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.time;

import dev.pekkosim.engine.Internal;

/**
 * How far a run has come: its virtual time and the number of its steps. Only the holder of the
 * baton moves it; any thread may read it.
 *
 * @hidden
 */
@Internal
public final class Progress {

    /**
     * Clock readings that a step has for nothing; each one after moves the clock, so that busy
     * loops end.
     */
    private static final int FREE_CLOCK_READINGS = 10_000;

    private static final long CLOCK_READING_NANOS = 1_000;

    // Only one thread writes; volatile is for readers.
    private volatile long steps;
    private volatile long now;
    private int clockReadings;

    /** Creates that of a run in which nothing has happened. */
    public Progress() {}

    /** How many steps have begun. */
    public long steps() {
        return steps;
    }

    /** Virtual nanoseconds since the start of the run. */
    public long now() {
        return now;
    }

    /** Counts one more step. */
    public void beginStep() {
        long number = steps + 1;
        steps = number;
        clockReadings = 0;
    }

    /**
     * Lets virtual time pass.
     *
     * @param nanos how long, not negative
     */
    public void pass(long nanos) {
        long later = now + nanos;
        now = later;
    }

    /**
     * Lets virtual time pass in which nothing happens.
     *
     * @param nanos until when, in nanoseconds since the start of the run, not in the past
     */
    public void jumpTo(long nanos) {
        now = nanos;
    }

    /** As {@link #now}, for simulated code, which may do nothing else until it changes. */
    public long readClock() {
        if (++clockReadings > FREE_CLOCK_READINGS) {
            pass(CLOCK_READING_NANOS);
        }
        return now;
    }
}
