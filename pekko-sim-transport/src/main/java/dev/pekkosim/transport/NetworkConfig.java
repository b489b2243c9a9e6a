package dev.pekkosim.transport;

import com.typesafe.config.Config;
import dev.pekkosim.buggify.Ratio;
import dev.pekkosim.transport.net.Bandwidth;
import dev.pekkosim.transport.net.LinkLatency;
import dev.pekkosim.transport.net.NetworkSettings;

/** Reads the section {@code pekko.sim.network}. */
final class NetworkConfig {

    private NetworkConfig() {}

    static NetworkSettings read(Config config) {
        Config network = config.getConfig("pekko.sim.network");
        LinkLatency latency = latency(network.getConfig("latency"));
        return new NetworkSettings(
                latency,
                new Bandwidth(network.getBytes("bandwidth")),
                Math.toIntExact(network.getBytes("send-window")),
                network.getDuration("retransmission-timeout").toNanos());
    }

    private static LinkLatency latency(Config latency) {
        long base = nanos(latency, "base");
        String shape = latency.getString("shape");
        return switch (shape) {
            case "uniform" -> LinkLatency.uniform(base, nanos(latency, "jitter"));
            case "exponential" -> LinkLatency.exponential(base, nanos(latency, "mean"));
            case "bimodal" ->
                LinkLatency.bimodal(
                        base,
                        nanos(latency, "jitter"),
                        Ratio.of(1, latency.getInt("slow-one-in")),
                        nanos(latency, "slow-from"),
                        nanos(latency, "slow-to"));
            default ->
                throw new IllegalArgumentException(
                        "pekko.sim.network.latency.shape must be uniform, exponential or"
                                + " bimodal, but is '" + shape + "'");
        };
    }

    private static long nanos(Config config, String key) {
        return config.getDuration(key).toNanos();
    }
}
