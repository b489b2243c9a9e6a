// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Rows that are measured in the same way and compared with the same base.
 *
 * @param id the word on the command line
 * @param title what is measured
 * @param base what all is compared with
 * @param baseTitle its column
 * @param otherTitle the column of what is compared
 * @param rows in the order of the table
 */
record Section(
        String id,
        String title,
        Variant base,
        String baseTitle,
        String otherTitle,
        List<Row> rows) {

    /**
     * One thing that is measured.
     *
     * @param label what it is called
     * @param probe measures it
     * @param variants what is compared with the base
     */
    record Row(String label, Probe probe, List<Variant> variants) {}

    /** Measures. */
    interface Probe {

        /** The time in nanoseconds of one operation, in a JVM of its own that is started so. */
        double nanos(Variant variant) throws Exception;
    }

    /** Measures all rows, in turn with their base, and in turn in one order and the other. */
    Map<Row, Samples> measure(int rounds, java.util.function.Consumer<String> progress)
            throws Exception {
        Map<Row, Samples> all = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Row row : rows) {
                progress.accept(String.format(
                        Locale.ROOT, "%s, round %d of %d: %s", id, round + 1, rounds, row.label()));
                Samples samples = all.computeIfAbsent(row, unused -> new Samples());
                for (Variant variant : order(row, round)) {
                    samples.add(variant, row.probe().nanos(variant));
                }
            }
        }
        return all;
    }

    private List<Variant> order(Row row, int round) {
        List<Variant> order = new ArrayList<>();
        order.add(base);
        order.addAll(row.variants());
        if (round % 2 == 1) {
            java.util.Collections.reverse(order);
        }
        return order;
    }

    /** The section's part of the table, in 80 columns. */
    String text(Map<Row, Samples> measured) {
        List<String> lines = new ArrayList<>();
        lines.add(line(title, baseTitle, otherTitle, "ratio", "min..max"));
        measured.forEach((row, samples) ->
                row.variants().forEach(variant -> lines.add(line(row, samples, variant))));
        return String.join("\n", lines);
    }

    private String line(Row row, Samples samples, Variant variant) {
        double[] ratios = samples.ratios(variant, base);
        boolean isFirst = variant.equals(row.variants().get(0));
        String what = isFirst && !base.equals(Variant.WITHOUT)
                ? row.label() + ", " + variant.off() + " off"
                : variant.label(row.label());
        return line(
                what,
                isFirst ? time(samples.median(base)) : "",
                time(samples.median(variant)),
                ratio(Samples.median(Arrays.stream(ratios))),
                ratio(ratios[0]) + ".." + ratio(ratios[ratios.length - 1]));
    }

    private static String line(String... cells) {
        return String.format(Locale.ROOT, "%-34s %10s %10s %7s  %s", (Object[]) cells)
                .stripTrailing();
    }

    private static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }

    private static String time(double nanos) {
        if (nanos < 1e3) {
            return String.format(Locale.ROOT, "%.1f ns", nanos);
        }
        return nanos < 1e6
                ? String.format(Locale.ROOT, "%.1f us", nanos / 1e3)
                : String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
    }
}
