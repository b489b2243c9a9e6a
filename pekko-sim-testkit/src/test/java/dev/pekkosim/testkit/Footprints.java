package dev.pekkosim.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * Footprints of one JVM that repeats something. The rule: of each figure, the median of the last
 * fifth of the samples is not above that of the second fifth by more than a margin. In the first
 * fifth caches fill and classes load.
 */
final class Footprints {

    /** Most rows of the table. */
    private static final int ROWS = 10;

    private static final int FEWEST = 5;
    private static final long KILOBYTE = 1024;

    private static final List<Figure> FIGURES = List.of(
            new Figure("heap KB", 512 * KILOBYTE, KILOBYTE, Footprint::heapBytes),
            new Figure("threads", 0, 1, Footprint::threads),
            new Figure("classes", 100, 1, Footprint::classes),
            new Figure("metaspace KB", 4096 * KILOBYTE, KILOBYTE, Footprint::metaspaceBytes),
            new Figure("files", 0, 1, Footprint::files));

    /**
     * One of the figures.
     *
     * @param label heads its column
     * @param margin growth that is no leak: what the JVM does for itself, such as the work of its
     *     compiler
     * @param unit in which it is shown
     * @param of reads it
     */
    private record Figure(String label, long margin, long unit, ToLongFunction<Footprint> of) {}

    private final String repeated;
    private final List<Integer> after = new ArrayList<>();
    private final List<Footprint> samples = new ArrayList<>();

    /**
     * Creates an empty series.
     *
     * @param repeated what is repeated, in the plural
     */
    Footprints(String repeated) {
        this.repeated = repeated;
    }

    /**
     * Takes a sample.
     *
     * @param repetitions how many there were so far
     */
    void add(int repetitions, Footprint sample) {
        after.add(repetitions);
        samples.add(sample);
    }

    /** What grows, a sentence for each figure that does. */
    List<String> growth() {
        if (samples.size() < FEWEST) {
            throw new IllegalStateException(
                    "at least " + FEWEST + " samples are needed, but there are " + samples.size());
        }
        List<String> found = new ArrayList<>();
        for (Figure figure : FIGURES) {
            int size = samples.size();
            long early = least(figure, size / FEWEST, size / 2);
            long late = least(figure, 3 * size / FEWEST, size);
            if (late - early > figure.margin) {
                found.add(String.format(
                        Locale.ROOT,
                        "%s: from %,d to %,d, which is more than %,d above",
                        figure.label,
                        early / figure.unit,
                        late / figure.unit,
                        figure.margin / figure.unit));
            }
        }
        return found;
    }

    /**
     * What the last run had is sometimes garbage only after the next one, so the least of several
     * samples counts.
     */
    private long least(Figure figure, int from, int to) {
        return samples.subList(from, to).stream().mapToLong(figure.of).min().orElseThrow();
    }

    /** The figures, a row for each of some samples. */
    @Override
    public String toString() {
        StringBuilder table = new StringBuilder(String.format("%10s", repeated));
        for (Figure figure : FIGURES) {
            table.append(String.format("%14s", figure.label));
        }
        int rows = Math.min(ROWS, samples.size());
        for (int row = 1; row <= rows; row++) {
            int at = row * samples.size() / rows - 1;
            table.append(String.format(Locale.ROOT, "%n%,10d", after.get(at)));
            for (Figure figure : FIGURES) {
                long value = figure.of.applyAsLong(samples.get(at)) / figure.unit;
                table.append(String.format(Locale.ROOT, "%,14d", value));
            }
        }
        return table.toString();
    }
}
