// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

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
    Map<Row, Samples<Variant>> measure(int rounds, Consumer<String> progress) throws Exception {
        Map<Row, Samples<Variant>> all = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Row row : rows) {
                progress.accept(String.format(
                        Locale.ROOT, "%s, round %d of %d: %s", id, round + 1, rounds, row.label()));
                Samples<Variant> samples = all.computeIfAbsent(row, unused -> new Samples<>());
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
            Collections.reverse(order);
        }
        return order;
    }

    /** The section's table. */
    Table table(Map<Row, Samples<Variant>> measured) {
        List<Table.Row> lines = new ArrayList<>();
        measured.forEach((row, samples) ->
                row.variants().forEach(variant -> lines.add(line(row, samples, variant))));
        return new Table(title, List.of(baseTitle, otherTitle, "ratio", "min..max"), lines);
    }

    private Table.Row line(Row row, Samples<Variant> samples, Variant variant) {
        boolean isFirst = variant.equals(row.variants().get(0));
        String what = isFirst && !base.equals(Variant.WITHOUT)
                ? row.label() + ", " + variant.off() + " off"
                : variant.label(row.label());
        Cell baseTime = Cell.time("baseNanos", samples.median(base));
        double[] ratios = samples.ratios(variant, base);
        return new Table.Row(
                what,
                List.of(
                        isFirst ? baseTime : new Cell("", baseTime.values()),
                        Cell.time("nanos", samples.median(variant)),
                        Cell.ratio(ratios),
                        Cell.range(ratios)));
    }
}
