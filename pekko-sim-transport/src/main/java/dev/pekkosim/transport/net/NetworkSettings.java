// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport.net;

/**
 * How the network of a run behaves where no fault is injected.
 *
 * @param latency latency of every link that has none of its own
 * @param bandwidth bandwidth of every link that has none of its own
 * @param windowBytes bytes that a connection takes before its receiver consumed any, positive
 * @param retransmissionNanos how long a connection waits for the acknowledgement of what it sent
 *     over a cut or to a dead host before its sender sees it fail, positive; Linux gives up after
 *     about 924 s ({@code tcp_retries2})
 * @since 0.1.0
 */
public record NetworkSettings(
        LinkLatency latency, Bandwidth bandwidth, int windowBytes, long retransmissionNanos) {

    /** The same values as in {@code reference.conf}. */
    public static final NetworkSettings DEFAULT = new NetworkSettings(
            LinkLatency.DEFAULT, Bandwidth.UNBOUNDED, 256 * 1024, 924_000_000_000L);

    /** Checks the bounds. */
    public NetworkSettings {
        if (windowBytes <= 0) {
            throw new IllegalArgumentException("window must be positive, but is " + windowBytes
                    + " (pekko.sim.network.send-window)");
        }
        if (retransmissionNanos <= 0) {
            throw new IllegalArgumentException("retransmission timeout must be positive, but is "
                    + retransmissionNanos + " ns (pekko.sim.network.retransmission-timeout)");
        }
    }
}
