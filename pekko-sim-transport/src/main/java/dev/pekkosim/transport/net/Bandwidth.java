// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport.net;

/**
 * How many bytes a link takes in a second; its connections share it. Models a slow or busy line.
 *
 * @param bytesPerSecond not negative; 0 for no bound
 * @since 0.1.0
 */
public record Bandwidth(long bytesPerSecond) {

    /** No bound: a frame takes no time to leave. */
    public static final Bandwidth UNBOUNDED = new Bandwidth(0);

    private static final long SECOND = 1_000_000_000L;

    /** Checks that it is not negative. */
    public Bandwidth {
        if (bytesPerSecond < 0) {
            throw new IllegalArgumentException("bandwidth must not be negative, but is "
                    + bytesPerSecond + " bytes/s (pekko.sim.network.bandwidth)");
        }
    }

    /** How long bytes take to leave, in virtual nanoseconds. */
    long nanos(int bytes) {
        return bytesPerSecond == 0 ? 0 : -Math.floorDiv(-bytes * SECOND, bytesPerSecond);
    }
}
