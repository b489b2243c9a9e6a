// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.buggify.spi;

/** What even a property must let pass: the JVM itself is at its end. */
final class Fatal {

    private Fatal() {}

    /**
     * Throws it again if the JVM itself is at its end, as without memory; a stack that overflowed
     * is not: a {@code toString} that calls itself does that.
     *
     * @param thrown what was caught
     */
    static void rethrow(Throwable thrown) {
        if (thrown instanceof VirtualMachineError error && !(error instanceof StackOverflowError)) {
            throw error;
        }
    }
}
