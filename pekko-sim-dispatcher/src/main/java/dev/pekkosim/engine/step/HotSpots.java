package dev.pekkosim.engine.step;

import dev.pekkosim.engine.Internal;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Counts the last steps before a limit by what they work on, to name the hottest actors.
 *
 * @hidden
 */
@Internal
public final class HotSpots {

    /** How many steps are counted. */
    public static final int SAMPLE = 1_000;

    private static final int SHOWN = 5;

    private final Map<String, Integer> counts = new TreeMap<>();
    private int size;

    /** Creates those of a run, which are none. */
    public HotSpots() {}

    /**
     * Counts a step.
     *
     * @param step the step
     */
    public void add(Step step) {
        size++;
        counts.merge(step.owner() + " " + step.work(), 1, Integer::sum);
    }

    /** How many steps were counted. */
    public int size() {
        return size;
    }

    @Override
    public String toString() {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(SHOWN)
                .map(e -> e.getKey() + " (" + e.getValue() + " of the last " + size + " steps)")
                .collect(Collectors.joining(", "));
    }
}
