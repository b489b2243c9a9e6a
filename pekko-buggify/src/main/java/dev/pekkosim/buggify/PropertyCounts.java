// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.buggify;

import java.util.Map;

/**
 * How often one property was evaluated in production, counted when {@code pekko.buggify.properties}
 * is {@code count}.
 *
 * @param passes how often it was true, or reachable was reached
 * @param failures how often it was false, or unreachable was reached; for sometimes and its like
 *     this is no failure of the property
 * @since 0.1.0
 */
public record PropertyCounts(long passes, long failures) {

    static final Outcomes COUNTED = new Outcomes();

    /**
     * What was counted so far in this JVM: messages, in their order as strings, and their counts.
     * It is a copy. It is empty if nothing is counted; at most 10,000 messages are.
     */
    public static Map<String, PropertyCounts> snapshot() {
        return COUNTED.snapshot();
    }
}
