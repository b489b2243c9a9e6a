// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.finds;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits in real time for what others do. */
final class Waiting {

    private static final long POLL_MILLIS = 5;

    private Waiting() {}

    /** Waits until a condition holds, but not longer than a time; whether it did. */
    static boolean within(Duration time, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            Thread.sleep(POLL_MILLIS);
        }
        return true;
    }
}
