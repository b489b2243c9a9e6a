// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.campaign;

import dev.pekkosim.engine.Internal;

/**
 * Machine time, for reports only: nothing in a run may depend on it.
 *
 * @hidden
 */
@Internal
public final class Stopwatch {

    private final long start = machineNanos();

    public long nanos() {
        return machineNanos() - start;
    }

    @SuppressForbidden("measures how long the machine took, outside every run")
    private static long machineNanos() {
        return System.nanoTime();
    }
}
