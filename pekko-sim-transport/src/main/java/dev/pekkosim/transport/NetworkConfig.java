// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport;

import com.typesafe.config.Config;
import dev.pekkosim.buggify.Ratio;
import dev.pekkosim.dispatcher.SettingReader;
import dev.pekkosim.transport.net.Bandwidth;
import dev.pekkosim.transport.net.LinkLatency;
import dev.pekkosim.transport.net.NetworkSettings;
import java.util.List;

/** Reads the section {@code pekko.sim.network}. */
final class NetworkConfig {

    private NetworkConfig() {}

    /**
     * Reads all of it, whatever of it is used.
     *
     * @throws IllegalArgumentException if a setting is wrong
     */
    static NetworkSettings read(Config config) {
        SettingReader network = new SettingReader(config, "pekko.sim.network");
        return new NetworkSettings(
                latency(network.below("latency")),
                new Bandwidth(network.largeBytes("bandwidth", 0)),
                network.bytes("send-window", 1),
                network.positiveDuration("retransmission-timeout").toNanos());
    }

    private static LinkLatency latency(SettingReader latency) {
        long base = latency.duration("base").toNanos();
        long jitter = latency.duration("jitter").toNanos();
        long mean = latency.positiveDuration("mean").toNanos();
        Ratio slow = Ratio.of(1, latency.count("slow-one-in", 1));
        latency.requireOrder("slow-from", "slow-to");
        String shape = latency.oneOf("shape", List.of("uniform", "exponential", "bimodal"));
        return switch (shape) {
            case "uniform" -> LinkLatency.uniform(base, jitter);
            case "exponential" -> LinkLatency.exponential(base, mean);
            default -> {
                latency.require(jitter > 0, "jitter", "must be longer than 0 in shape bimodal");
                latency.requireOrder("jitter", "slow-from");
                yield LinkLatency.bimodal(
                        base,
                        jitter,
                        slow,
                        latency.duration("slow-from").toNanos(),
                        latency.duration("slow-to").toNanos());
            }
        };
    }
}
