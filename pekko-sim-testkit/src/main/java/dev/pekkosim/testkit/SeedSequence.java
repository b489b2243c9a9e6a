// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import dev.pekkosim.testkit.cluster.SimSetupException;
import dev.pekkosim.testkit.text.Hex;

/**
 * The seeds of a campaign, and how seeds are written and read.
 *
 * @since 0.1.0
 */
public final class SeedSequence {

    private SeedSequence() {}

    /**
     * A seed of the fixed sequence that campaigns with a count use: the same on every machine.
     *
     * @param index from 0
     */
    public static long seed(long index) {
        return mix((index + 1) * 0x9e3779b97f4a7c15L);
    }

    /** The finishing mix of SplitMix64: each bit of the result depends on each bit of the value. */
    static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /**
     * Writes a seed.
     *
     * @param seed any seed
     * @return {@code 0x} and 16 hexadecimal digits
     */
    public static String format(long seed) {
        return Hex.of(seed);
    }

    /**
     * Reads a seed.
     *
     * @param text hexadecimal after {@code 0x}, or decimal
     * @throws SimSetupException if it is no 64-bit number
     */
    public static long parse(String text) {
        try {
            return text.startsWith("0x") || text.startsWith("0X")
                    ? Long.parseUnsignedLong(text.substring(2), 16)
                    : text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw new SimSetupException(
                    "seed must be a 64-bit number, decimal or hexadecimal after 0x, but is '" + text
                            + "'");
        }
    }
}
