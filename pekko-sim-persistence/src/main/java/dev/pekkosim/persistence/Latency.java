// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.persistence;

import dev.pekkosim.dispatcher.SettingReader;
import dev.pekkosim.engine.decision.DecisionStream;
import java.time.Duration;

/**
 * How long one way between a node and a store takes.
 *
 * @param base the shortest time, not negative
 * @param jitter it takes up to this much longer, not negative
 */
record Latency(Duration base, Duration jitter) {

    Latency {
        if (base.isNegative() || jitter.isNegative()) {
            throw new IllegalArgumentException(
                    "latency must not be negative, but is base = " + base + ", jitter = " + jitter);
        }
    }

    /**
     * Reads the keys {@code latency.base} and {@code latency.jitter} of a plugin.
     *
     * @param plugin the plugin's section
     * @throws IllegalArgumentException if one is wrong
     */
    static Latency read(SettingReader plugin) {
        SettingReader latency = plugin.below("latency");
        return new Latency(latency.duration("base"), latency.duration("jitter"));
    }

    long draw(DecisionStream stream) {
        return base.toNanos() + (jitter.isZero() ? 0 : stream.between(0, jitter.toNanos()));
    }
}
