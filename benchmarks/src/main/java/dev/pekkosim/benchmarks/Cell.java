// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * A figure of a table.
 *
 * @param text what the table shows
 * @param values by name the numbers, which the JSON has
 */
record Cell(String text, Map<String, Number> values) {

    static final Cell EMPTY = new Cell("", Map.of());

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double BYTES_PER_MEGABYTE = 1e6;
    private static final int WIDE = 1000;
    private static final double PRECISION = 1e4;

    static Cell millis(String name, double nanos) {
        return number(name, nanos / NANOS_PER_MILLI);
    }

    static Cell micros(String name, double nanos) {
        return of(name, nanos / NANOS_PER_MICRO, "%.2f");
    }

    /** In the unit that suits it; the number is in nanoseconds. */
    static Cell time(String name, double nanos) {
        String text;
        if (nanos < NANOS_PER_MICRO) {
            text = String.format(Locale.ROOT, "%.1f ns", nanos);
        } else if (nanos < NANOS_PER_MILLI) {
            text = String.format(Locale.ROOT, "%.1f us", nanos / NANOS_PER_MICRO);
        } else {
            text = String.format(Locale.ROOT, "%.1f ms", nanos / NANOS_PER_MILLI);
        }
        return new Cell(text, Map.of(name, rounded(nanos)));
    }

    static Cell megabytes(String name, long bytes) {
        return number(name, bytes / BYTES_PER_MEGABYTE);
    }

    /** With one decimal, unless it is large. */
    static Cell number(String name, double value) {
        return of(name, value, Math.abs(value) < WIDE ? "%.1f" : "%,.0f");
    }

    static Cell count(String name, long value) {
        return new Cell(String.format(Locale.ROOT, "%,d", value), Map.of(name, value));
    }

    static Cell percent(String name, double share) {
        return of(name, share * 100, "%.1f %%");
    }

    /** As many to one. */
    static Cell toOne(String name, double ratio) {
        return of(name, ratio, "%,.0f:1");
    }

    /** The median of ratios. */
    static Cell ratio(double... ratios) {
        return of("ratio", Samples.median(Arrays.stream(ratios)), "%.2f");
    }

    /** The least and the greatest of ratios. */
    static Cell range(double... ratios) {
        return range("least", "greatest", ratios);
    }

    /** The least and the greatest of ratios, under these names. */
    static Cell range(String leastName, String greatestName, double... ratios) {
        return range("%.2f..%.2f", leastName, greatestName, ratios);
    }

    /** The least and the greatest of large ratios. */
    static Cell wholeRange(double... ratios) {
        return range("%,.0f..%,.0f", "least", "greatest", ratios);
    }

    private static Cell range(
            String format, String leastName, String greatestName, double... ratios) {
        double least = rounded(DoubleStream.of(ratios).min().orElseThrow());
        double greatest = rounded(DoubleStream.of(ratios).max().orElseThrow());
        return new Cell(
                String.format(Locale.ROOT, format, least, greatest),
                Map.of(leastName, least, greatestName, greatest));
    }

    static Cell of(String name, double value, String format) {
        double shown = rounded(value);
        return new Cell(String.format(Locale.ROOT, format, shown), Map.of(name, shown));
    }

    /** More digits would say more than was measured. */
    private static double rounded(double value) {
        return Math.round(value * PRECISION) / PRECISION + 0.0; // no -0.0
    }
}
