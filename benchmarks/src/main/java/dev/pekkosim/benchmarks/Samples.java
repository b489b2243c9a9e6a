// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** Times of one thing in several variants, one of each variant per round. */
final class Samples {

    private final Map<Variant, List<Double>> nanos = new LinkedHashMap<>();

    void add(Variant variant, double time) {
        nanos.computeIfAbsent(variant, unused -> new ArrayList<>()).add(time);
    }

    /** The median, in nanoseconds. */
    double median(Variant variant) {
        return median(times(variant).stream().mapToDouble(time -> time));
    }

    /** How many times the base's time it took, in each round, sorted. */
    double[] ratios(Variant variant, Variant base) {
        List<Double> times = times(variant);
        List<Double> bases = times(base);
        double[] ratios = new double[times.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = times.get(i) / bases.get(i);
        }
        return DoubleStream.of(ratios).sorted().toArray();
    }

    private List<Double> times(Variant variant) {
        List<Double> times = nanos.get(variant);
        if (times == null) {
            throw new IllegalStateException("nothing was measured of " + variant);
        }
        return times;
    }

    static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
