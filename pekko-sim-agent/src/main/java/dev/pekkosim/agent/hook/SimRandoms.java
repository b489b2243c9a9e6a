// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

import java.security.SecureRandom;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Bounded numbers from the app-random stream, with algorithms of our own so that every JDK draws
 * the same. Multiply-shift with rejection: D. Lemire, "Fast Random Integer Generation in an
 * Interval", 2019.
 */
final class SimRandoms {

    private SimRandoms() {}

    /** The current carrier if {@code r} must not be asked itself, else null. */
    static @Nullable SimThread drawing(Random r) {
        if (r instanceof NodeRandom own) {
            return own.drawing();
        }
        return Thread.currentThread() instanceof SimThread t
                        && (r instanceof ThreadLocalRandom || r instanceof SecureRandom)
                ? t
                : null;
    }

    /** The node's generator if {@code r} must not be asked itself, else {@code r}. */
    static Random generator(Random r) {
        SimThread t = drawing(r);
        return t == null ? r : t.random();
    }

    static int nextInt(SimThread t, int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound must be positive");
        }
        return (int) below(t, bound);
    }

    static long nextLong(SimThread t, long origin, long bound) {
        if (origin >= bound) {
            throw new IllegalArgumentException("bound must be greater than origin");
        }
        long range = bound - origin;
        if (range > 0) {
            return origin + below(t, range);
        }
        long drawn = t.draw();
        while (drawn < origin || drawn >= bound) {
            drawn = t.draw();
        }
        return drawn;
    }

    static double nextDouble(SimThread t) {
        return (t.draw() >>> 11) * 0x1.0p-53;
    }

    static double nextDouble(SimThread t, double origin, double bound) {
        if (!(origin < bound && bound - origin < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("bound must be greater than origin");
        }
        double drawn = nextDouble(t) * (bound - origin) + origin;
        return drawn < bound ? drawn : Math.nextDown(bound);
    }

    static void nextBytes(SimThread t, byte[] bytes) {
        for (int i = 0; i < bytes.length; ) {
            long drawn = t.draw();
            for (int n = Math.min(bytes.length - i, Long.BYTES); n-- > 0; drawn >>= Byte.SIZE) {
                bytes[i++] = (byte) drawn;
            }
        }
    }

    private static long below(SimThread t, long bound) {
        long threshold = Long.remainderUnsigned(-bound, bound);
        while (true) {
            long drawn = t.draw();
            if (Long.compareUnsigned(drawn * bound, threshold) >= 0) {
                return Math.multiplyHigh(drawn, bound) + ((drawn >> 63) & bound);
            }
        }
    }
}
