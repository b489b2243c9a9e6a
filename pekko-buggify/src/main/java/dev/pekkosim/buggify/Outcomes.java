// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.buggify;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** How often each message was evaluated to true and to false; of a bounded number of messages. */
final class Outcomes {

    static final int MAX_MESSAGES = 10_000;

    private final Map<String, Tally> tallies = new ConcurrentHashMap<>();

    /**
     * Counts one.
     *
     * @return how often this message came to this condition now, from 1; 0 if there are too many
     *     messages to count it
     */
    long count(String message, boolean condition) {
        Tally tally = tallies.get(message);
        if (tally == null) {
            if (tallies.size() >= MAX_MESSAGES) {
                return 0;
            }
            tally = tallies.computeIfAbsent(message, unused -> new Tally());
        }
        return (condition ? tally.passes : tally.failures).incrementAndGet();
    }

    Map<String, PropertyCounts> snapshot() {
        Map<String, PropertyCounts> snapshot = new TreeMap<>();
        tallies.forEach((message, tally) -> snapshot.put(
                message, new PropertyCounts(tally.passes.get(), tally.failures.get())));
        return snapshot;
    }

    private static final class Tally {
        private final AtomicLong passes = new AtomicLong();
        private final AtomicLong failures = new AtomicLong();
    }
}
