// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

/**
 * Reads from the first word of an object, which HotSpot calls its mark ({@code markWord.hpp}),
 * whether the JVM has given it a hash code.
 */
final class ObjectHeader {

    private static final int BITS = 31;
    private static final long MASK = (1L << BITS) - 1;

    /**
     * Neither locked nor moved nor biased towards a thread: the rest of the word may be a hash code
     * then.
     */
    private static final long STATE = 0b111;

    private static final long PLAIN = 0b001;
    private static final int PROBES = 8;

    /** By how many bits the number is shifted, or -1 if that was not found. */
    private static final int SHIFT = findShift();

    private ObjectHeader() {}

    /**
     * Whether the object surely has its number.
     *
     * @return false also if its header holds something else at the moment, as while it is locked
     */
    static boolean hasHashCode(Object object) {
        if (SHIFT < 0) {
            return false;
        }
        long mark = RawMemory.getLong(object, 0);
        return (mark & STATE) == PLAIN && (mark >>> SHIFT & MASK) != 0;
    }

    private static int findShift() {
        for (int shift = 3; shift <= Long.SIZE - BITS; shift++) {
            if (isShift(shift)) {
                return shift;
            }
        }
        return -1;
    }

    private static boolean isShift(int shift) {
        for (int i = 0; i < PROBES; i++) {
            Object probe = new Object();
            boolean isEmpty = (RawMemory.getLong(probe, 0) >>> shift & MASK) == 0;
            int hash = System.identityHashCode(probe);
            if (!isEmpty || (RawMemory.getLong(probe, 0) >>> shift & MASK) != hash) {
                return false;
            }
        }
        return true;
    }
}
