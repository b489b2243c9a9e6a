package dev.pekkosim.transport.net;

import dev.pekkosim.engine.DecisionStream;

/**
 * How long a frame is under way on a link: a fixed part and a drawn part, uniformly distributed.
 *
 * @param baseNanos fixed part in virtual nanoseconds, not negative
 * @param jitterNanos largest drawn part in virtual nanoseconds, not negative; 0 draws nothing
 */
public record LinkLatency(long baseNanos, long jitterNanos) {

    /** A link within a data centre: 100 µs and up to 1 ms. */
    public static final LinkLatency DEFAULT = new LinkLatency(100_000, 1_000_000);

    /** Checks that neither part is negative. */
    public LinkLatency {
        if (baseNanos < 0 || jitterNanos < 0) {
            throw new IllegalArgumentException("latency must not be negative, but is " + baseNanos
                    + " ns + " + jitterNanos + " ns");
        }
    }

    long draw(DecisionStream draws) {
        return jitterNanos == 0 ? baseNanos : baseNanos + draws.between(0, jitterNanos);
    }
}
