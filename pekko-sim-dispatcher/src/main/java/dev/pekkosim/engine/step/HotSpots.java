// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.step;

import dev.pekkosim.engine.Internal;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Counts names, to say which are the most frequent: of steps before a limit, of carriers that wait.
 *
 * @hidden
 */
@Internal
public final class HotSpots {

    /** How many are counted where there may be any number. */
    public static final int SAMPLE = 1_000;

    private static final int SHOWN = 5;

    private final Map<String, Integer> counts = new TreeMap<>();
    private final String before;
    private final String after;
    private int size;

    /**
     * Creates a count of nothing.
     *
     * @param before what stands before the number of all, such as {@code the last}; may be empty
     * @param after what stands after it, such as {@code steps}
     */
    public HotSpots(String before, String after) {
        this.before = before.isEmpty() ? "" : before + " ";
        this.after = after;
    }

    /**
     * Counts a name.
     *
     * @param name the name
     */
    public void add(String name) {
        size++;
        counts.merge(name, 1, Integer::sum);
    }

    /** How many were counted. */
    public int size() {
        return size;
    }

    @Override
    public String toString() {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(SHOWN)
                .map(e -> e.getKey() + " (" + e.getValue() + " of " + before + size + " " + after
                        + ")")
                .collect(Collectors.joining(", "));
    }
}
