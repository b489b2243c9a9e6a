// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.junit;

import dev.pekkosim.testkit.SeedSequence;

/**
 * What fixes a run.
 *
 * @param value any 64-bit number
 * @since 0.1.0
 */
public record Seed(long value) {

    /** Such as {@code 0x000000000000002a}. */
    @Override
    public String toString() {
        return SeedSequence.format(value);
    }
}
