// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.text;

import dev.pekkosim.engine.Internal;

/**
 * How 64-bit numbers that are names, such as seeds and hashes, are written.
 *
 * @hidden
 */
@Internal
public final class Hex {

    private Hex() {}

    /** Writes one, such as {@code 0x000000000000002a}. */
    public static String of(long number) {
        String digits = Long.toHexString(number);
        return "0x" + "0".repeat(16 - digits.length()) + digits;
    }
}
