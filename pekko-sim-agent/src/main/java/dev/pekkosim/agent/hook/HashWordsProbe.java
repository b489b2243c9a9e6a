// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

/**
 * A thread that looks where the JVM keeps the four words from which it draws hash codes: each new
 * thread has the same three numbers in the last two of them and in the first.
 */
final class HashWordsProbe extends Thread {

    /** Where the third word is, from the first. */
    static final int Y = 8;

    private static final int FIRST_W = 273_326_509;
    private static final int FIRST_Y = 842_502_087;
    private static final int FIRST_Z = 0x8767;
    private static final int Z = 12;

    /**
     * The words stand within the first kilobytes of the JVM's structure of a thread, which is
     * larger than this.
     */
    private static final int SEARCHED_BYTES = 1_400;

    private final long structure;
    private int found = -1;

    private HashWordsProbe(long structure) {
        super(null, null, "pekko-sim-probe", 0, false);
        this.structure = structure;
    }

    /**
     * Finds the words.
     *
     * @param structure offset of the field of {@code Thread} that holds the address of the JVM's
     *     structure
     * @return where the words begin in the structure, or -1 if they were not found
     */
    static int find(long structure) {
        // Linking what the search calls asks for hash codes; it must not be the fresh thread that
        // does.
        search(Thread.currentThread(), structure);
        HashWordsProbe probe = new HashWordsProbe(structure);
        probe.start();
        try {
            probe.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
        return probe.found;
    }

    @Override
    public void run() {
        found = search(this, structure);
    }

    private static int search(Thread thread, long structure) {
        long start = RawMemory.getLong(thread, structure);
        for (int at = 0; at < SEARCHED_BYTES; at += Integer.BYTES) {
            if (RawMemory.getInt(start + at) == FIRST_W
                    && RawMemory.getInt(start + at + Y) == FIRST_Y
                    && RawMemory.getInt(start + at + Z) == FIRST_Z) {
                return at;
            }
        }
        return -1;
    }
}
