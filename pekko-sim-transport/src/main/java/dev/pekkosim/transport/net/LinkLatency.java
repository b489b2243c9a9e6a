// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport.net;

import dev.pekkosim.buggify.Ratio;
import dev.pekkosim.engine.decision.DecisionStream;

/**
 * How long a frame is under way on a link: a fixed part and a drawn part.
 *
 * @param baseNanos fixed part in virtual nanoseconds, not negative
 * @param shape how the drawn part is distributed
 * @since 0.1.0
 */
public record LinkLatency(long baseNanos, LatencyShape shape) {

    /** A link within a data centre: 100 µs and up to 1 ms. */
    public static final LinkLatency DEFAULT = uniform(100_000, 1_000_000);

    /** Checks that the fixed part is not negative. */
    public LinkLatency {
        if (baseNanos < 0) {
            throw new IllegalArgumentException(
                    "latency must not be negative, but is " + baseNanos + " ns");
        }
    }

    /**
     * Always the same, so that nothing is drawn.
     *
     * @param nanos virtual nanoseconds, not negative
     */
    public static LinkLatency fixed(long nanos) {
        return new LinkLatency(nanos, new LatencyShape.Fixed());
    }

    /**
     * A fixed part and up to a drawn part.
     *
     * @param baseNanos fixed part in virtual nanoseconds, not negative
     * @param mostNanos largest drawn part in virtual nanoseconds, not negative; 0 draws nothing
     */
    public static LinkLatency uniform(long baseNanos, long mostNanos) {
        return mostNanos == 0
                ? fixed(baseNanos)
                : new LinkLatency(baseNanos, new LatencyShape.Uniform(mostNanos));
    }

    /**
     * A fixed part and an exponentially distributed one.
     *
     * @param baseNanos fixed part in virtual nanoseconds, not negative
     * @param meanNanos mean of the drawn part in virtual nanoseconds, positive
     */
    public static LinkLatency exponential(long baseNanos, long meanNanos) {
        return new LinkLatency(baseNanos, new LatencyShape.Exponential(meanNanos));
    }

    /**
     * Mostly fast, with a slow tail.
     *
     * @param baseNanos fixed part in virtual nanoseconds, not negative
     * @param mostNanos largest drawn part of a fast frame, positive
     * @param slow how many frames are slow
     * @param slowFromNanos least drawn part of a slow frame
     * @param slowToNanos largest drawn part of a slow frame
     */
    public static LinkLatency bimodal(
            long baseNanos, long mostNanos, Ratio slow, long slowFromNanos, long slowToNanos) {
        return new LinkLatency(
                baseNanos, new LatencyShape.Bimodal(mostNanos, slow, slowFromNanos, slowToNanos));
    }

    long draw(DecisionStream draws) {
        return baseNanos + shape.draw(draws);
    }
}
