// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport.net;

/** Numbers for the run's hash that tell connections apart and are the same in every JVM. */
final class ConnectionLabels {

    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    private ConnectionLabels() {}

    static long of(String from, String to, long... numbers) {
        long label = from.hashCode() * SPREAD + to.hashCode();
        for (long number : numbers) {
            label = label * SPREAD + number;
        }
        return label;
    }
}
