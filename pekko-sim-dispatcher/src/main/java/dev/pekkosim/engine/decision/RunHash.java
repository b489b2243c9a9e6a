// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.decision;

import dev.pekkosim.engine.Internal;

/**
 * The rolling 64-bit hash of a run: it takes in every step and every drawn decision, in order. Two
 * executions of one seed must end with the same value. Multiply and fold, after wyhash's mixing.
 *
 * @hidden
 */
@Internal
public final class RunHash {

    private long value = 0x243f6a8885a308d3L;

    /** Creates the hash of a run in which nothing has happened. */
    public RunHash() {}

    /**
     * Takes in one number.
     *
     * @param x any 64 bits
     */
    public void mix(long x) {
        long a = value ^ x;
        value = a * 0x9e3779b97f4a7c15L ^ Math.multiplyHigh(a, 0xd1342543de82ef95L);
    }

    /** The hash of all that was taken in so far. */
    public long value() {
        return value;
    }
}
