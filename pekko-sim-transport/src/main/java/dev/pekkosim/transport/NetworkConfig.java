package dev.pekkosim.transport;

import com.typesafe.config.Config;
import dev.pekkosim.transport.net.LinkLatency;
import dev.pekkosim.transport.net.NetworkSettings;

/** Reads the section {@code pekko.sim.network}. */
final class NetworkConfig {

    private NetworkConfig() {}

    static NetworkSettings read(Config config) {
        Config network = config.getConfig("pekko.sim.network");
        LinkLatency latency = new LinkLatency(
                network.getDuration("latency.base").toNanos(),
                network.getDuration("latency.jitter").toNanos());
        return new NetworkSettings(
                latency,
                Math.toIntExact(network.getBytes("send-window")),
                network.getDuration("retransmission-timeout").toNanos());
    }
}
