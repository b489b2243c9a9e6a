// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli;

import dev.pekkosim.cli.BenchScenario.Measured;
import dev.pekkosim.cli.BenchScenario.Split;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToLongFunction;

/** What was measured, in a few lines. */
final class BenchText {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private final List<Measured> runs;
    private final int warmUp;

    /**
     * Creates the text.
     *
     * @param runs the measured runs, all passed, at least one
     * @param warmUp how many runs came before
     */
    BenchText(List<Measured> runs, int warmUp) {
        this.runs = runs;
        this.warmUp = warmUp;
    }

    @Override
    public String toString() {
        return String.join("\n", headline(), spread(), split(), steps(), machine());
    }

    private String headline() {
        return format(
                "median %.1f ms: %d nodes, %d sharded asks, %d idle virtual seconds",
                at(50, Measured::nanos),
                BenchScenario.NODES,
                BenchScenario.ASKS,
                BenchScenario.IDLE.toSeconds());
    }

    private String spread() {
        return format(
                "  runs     %d after %d warm-up; ms: min %.1f  p90 %.1f  max %.1f",
                runs.size(),
                warmUp,
                at(0, Measured::nanos),
                at(90, Measured::nanos),
                at(100, Measured::nanos));
    }

    private String split() {
        return format(
                "  median   ms: create %.1f  converge %.1f  ask %.1f  idle %.1f  dispose %.1f",
                part(Split::create),
                part(Split::converge),
                part(Split::ask),
                part(Split::idle),
                part(Split::dispose));
    }

    private String steps() {
        long steps = runs.stream().mapToLong(run -> run.result().steps()).sum();
        long nanos = runs.stream().mapToLong(Measured::nanos).sum();
        long virtual =
                runs.stream().mapToLong(run -> run.result().virtualNanos()).sum();
        return format(
                "  steps    %,d per run, %,.0f steps/s, virtual:wall %,.0f:1",
                steps / runs.size(), steps * NANOS_PER_SECOND / nanos, virtual / (double) nanos);
    }

    private static String machine() {
        return format(
                "  machine  %d cores, Java %s, %s",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                collector());
    }

    private static String collector() {
        List<String> names = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(GarbageCollectorMXBean::getName)
                .toList();
        if (names.contains("Copy")) {
            return "Serial GC";
        }
        return names.contains("PS Scavenge") ? "Parallel GC" : names.get(0);
    }

    private double part(ToLongFunction<Split> what) {
        return at(50, run -> what.applyAsLong(Objects.requireNonNull(run.split())));
    }

    /** A percentile in milliseconds: the value below or at which that share of the runs lies. */
    private double at(int percent, ToLongFunction<Measured> what) {
        long[] sorted = runs.stream().mapToLong(what).sorted().toArray();
        int rank = (percent * sorted.length + 99) / 100;
        return sorted[Math.max(0, rank - 1)] / NANOS_PER_MILLI;
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
