// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * Times of one thing in several variants, one of each variant per round.
 *
 * @param <V> what the variants are
 */
final class Samples<V> {

    private final Map<V, List<Double>> nanos = new LinkedHashMap<>();

    void add(V variant, double time) {
        nanos.computeIfAbsent(variant, unused -> new ArrayList<>()).add(time);
    }

    /** The median, in nanoseconds. */
    double median(V variant) {
        return median(times(variant).stream().mapToDouble(time -> time));
    }

    /** How many times the base's time it took, in each round, sorted. */
    double[] ratios(V variant, V base) {
        List<Double> times = times(variant);
        List<Double> bases = times(base);
        double[] ratios = new double[times.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = times.get(i) / bases.get(i);
        }
        return DoubleStream.of(ratios).sorted().toArray();
    }

    private List<Double> times(V variant) {
        List<Double> times = nanos.get(variant);
        if (times == null) {
            throw new IllegalStateException("nothing was measured of " + variant);
        }
        return times;
    }

    static double median(double[] values) {
        return median(Arrays.stream(values));
    }

    static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The value below or at which that share of the values lies. */
    static double percentile(double[] sorted, int percent) {
        int rank = (percent * sorted.length + 99) / 100;
        return sorted[Math.max(0, rank - 1)];
    }
}
