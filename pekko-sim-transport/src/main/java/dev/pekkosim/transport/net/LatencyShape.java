// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport.net;

import dev.pekkosim.buggify.Ratio;
import dev.pekkosim.engine.decision.DecisionStream;

/**
 * How the drawn part of a latency is distributed. All times are virtual nanoseconds.
 *
 * @since 0.1.0
 */
public sealed interface LatencyShape {

    /**
     * Draws one.
     *
     * @param draws where from
     * @return nanoseconds, not negative
     */
    long draw(DecisionStream draws);

    /** Nothing is drawn. */
    record Fixed() implements LatencyShape {

        @Override
        public long draw(DecisionStream draws) {
            return 0;
        }
    }

    /**
     * Anything up to a bound is as likely: a link with some jitter.
     *
     * @param mostNanos the bound, positive
     */
    record Uniform(long mostNanos) implements LatencyShape {

        /** Checks the bound. */
        public Uniform {
            requirePositive("bound", mostNanos);
        }

        @Override
        public long draw(DecisionStream draws) {
            return draws.between(0, mostNanos);
        }
    }

    /**
     * Short as a rule, and sometimes many times the mean: queues in switches and hosts.
     *
     * <p>Drawn by comparing uniform numbers only (von Neumann, "Various techniques used in
     * connection with random digits", 1951), so that no floating point decides.
     *
     * @param meanNanos the mean, positive
     */
    record Exponential(long meanNanos) implements LatencyShape {

        /** More than this many means are not drawn. */
        private static final int MOST_MEANS = 32;

        /** Checks the mean. */
        public Exponential {
            requirePositive("mean", meanNanos);
        }

        @Override
        public long draw(DecisionStream draws) {
            for (int whole = 0; whole < MOST_MEANS; whole++) {
                long first = draws.nextLong();
                long last = first;
                boolean isOdd = true;
                for (long next = draws.nextLong();
                        Long.compareUnsigned(next, last) < 0;
                        next = draws.nextLong()) {
                    last = next;
                    isOdd = !isOdd;
                }
                if (isOdd) {
                    return meanNanos * whole + partOfMean(first);
                }
            }
            return meanNanos * MOST_MEANS;
        }

        private long partOfMean(long unsigned) {
            return Math.multiplyHigh(unsigned, meanNanos) + ((unsigned >> 63) & meanNanos);
        }
    }

    /**
     * Fast as a rule, and slow for a share of the frames: a retransmission, a pause of a machine
     * between, a second route.
     *
     * @param mostNanos the bound of a fast one, positive
     * @param slow how many are slow
     * @param slowFromNanos the least of a slow one, at least the bound of a fast one
     * @param slowToNanos the bound of a slow one, not less
     */
    record Bimodal(long mostNanos, Ratio slow, long slowFromNanos, long slowToNanos)
            implements LatencyShape {

        /** Checks the bounds. */
        public Bimodal {
            requirePositive("bound", mostNanos);
            if (slowFromNanos < mostNanos || slowToNanos < slowFromNanos) {
                throw new IllegalArgumentException(
                        "slow latencies must not be below fast ones, but fast are up to "
                                + mostNanos + " ns, slow from " + slowFromNanos + " to "
                                + slowToNanos + " ns");
            }
        }

        @Override
        public long draw(DecisionStream draws) {
            return draws.chance(slow)
                    ? draws.between(slowFromNanos, slowToNanos)
                    : draws.between(0, mostNanos);
        }
    }

    private static void requirePositive(String what, long nanos) {
        if (nanos <= 0) {
            throw new IllegalArgumentException(
                    "the " + what + " of a latency must be positive, but is " + nanos + " ns");
        }
    }
}
