// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/**
 * A system clock that shows the node's wall clock on a {@link SimThread} and the machine's
 * elsewhere.
 */
final class NodeClock extends Clock {

    private final Clock real;

    NodeClock(Clock real) {
        this.real = real;
    }

    @Override
    public ZoneId getZone() {
        return real.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new NodeClock(real.withZone(zone));
    }

    @Override
    public Instant instant() {
        return Thread.currentThread() instanceof SimThread t
                ? ClockHooks.instant(t.virtualEpochNanos())
                : real.instant();
    }

    @Override
    public long millis() {
        return Thread.currentThread() instanceof SimThread t
                ? Math.floorDiv(t.virtualEpochNanos(), 1_000_000L)
                : real.millis();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NodeClock that && real.equals(that.real);
    }

    @Override
    public int hashCode() {
        return real.hashCode();
    }

    @Override
    public String toString() {
        return real.toString();
    }
}
