// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.finds;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The way from one node to another: all connections that the first one opens to the second. Artery
 * sends on a connection in that direction only.
 */
final class Link {

    private final String name;
    private final Set<Relay> relays = new LinkedHashSet<>();
    private boolean held;
    private boolean refused;
    private Duration latency = Duration.ZERO;

    Link(String name) {
        this.name = name;
    }

    /**
     * Carries nothing, neither bytes nor the end of a connection, until {@link #release}; new
     * connections wait, too.
     */
    synchronized void hold() {
        held = true;
    }

    /** Carries in order what was held. */
    synchronized void release() {
        held = false;
        notifyAll();
    }

    /** Takes no new connection until {@link #accept}. */
    synchronized void refuse() {
        refused = true;
    }

    synchronized void accept() {
        refused = false;
    }

    /** Resets all connections at both ends; what was on its way is lost. */
    void reset() {
        relays().forEach(Relay::reset);
    }

    /** Delays what comes from now on. */
    synchronized void delay(Duration newLatency) {
        latency = newLatency;
    }

    /** Lets a connection through, unless it is refused. */
    synchronized boolean admit(Relay relay) {
        return !refused && relays.add(relay);
    }

    synchronized void forget(Relay relay) {
        relays.remove(relay);
    }

    /** When what comes now is due at the other end, by {@link System#nanoTime}. */
    synchronized long dueNanos() {
        return System.nanoTime() + latency.toNanos();
    }

    /** Waits until something is due and the link carries. */
    synchronized void awaitPassage(long dueNanos) throws InterruptedException {
        long left = dueNanos - System.nanoTime();
        while (held || left > 0) {
            if (held) {
                wait();
            } else {
                // A wait of 0 would be one without an end.
                wait(left / 1_000_000 + 1);
            }
            left = dueNanos - System.nanoTime();
        }
    }

    private synchronized List<Relay> relays() {
        return List.copyOf(relays);
    }

    @Override
    public String toString() {
        return name;
    }
}
