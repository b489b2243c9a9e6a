// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import dev.pekkosim.cli.spi.Benchmarks.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What a buggify point or a property adds to one turn of a loop, and how many bytes a turn
 * allocates, when nothing makes them alive. Each figure comes from a JVM of its own, without the
 * agent and without a setting, of which the least of ten iterations counts.
 */
final class BuggifyCost implements Benchmark {

    private static final int ROUNDS = 1;
    private static final int UNSAFE_WARNS_SINCE = 24;
    private static final String BASE = "none";
    private static final String BYTES = "gc.alloc.rate.norm";

    /** What is measured, and what it is called. */
    private static final Map<String, String> ROWS = rows();

    private static Map<String, String> rows() {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put(BASE, "nothing");
        rows.put("point", "buggify()");
        rows.put("namedPoint", "buggify(name)");
        rows.put("pointWithAChance", "buggify(chance, name)");
        rows.put("knob", "knob");
        rows.put("delay", "delay");
        rows.put("choice", "choice");
        rows.put("always", "always");
        rows.put("sometimes", "sometimes");
        rows.put("comparison", "alwaysLessThan");
        rows.put("eventually", "eventually");
        rows.put("alwaysWithDetail", "always, a detail");
        rows.put("alwaysWithBoxedDetail", "always, a boxed detail");
        rows.put("sometimesWithLazyDetail", "sometimes, a lazy detail");
        return rows;
    }

    @Override
    public Figures measure(Request request, Consumer<String> progress) throws RunnerException {
        // Only one of these is started at a time by whoever reads the figures.
        System.setProperty("jmh.ignoreLock", "true");
        int rounds = request.rounds().orElse(ROUNDS);
        return new Figures(
                List.of(
                        table("compiled by C2", rounds, List.of(), progress),
                        table(
                                "compiled by C1 alone",
                                rounds,
                                List.of("-XX:TieredStopAtLevel=1"),
                                progress)),
                List.of(rounds + " rounds; added: to the loop without anything in the same round"));
    }

    private static Table table(
            String title, int rounds, List<String> options, Consumer<String> progress)
            throws RunnerException {
        Map<String, List<Turn>> turns = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, String> row : ROWS.entrySet()) {
                progress.accept(String.format(
                        Locale.ROOT,
                        "%s, round %d of %d: %s",
                        title,
                        round + 1,
                        rounds,
                        row.getValue()));
                turns.computeIfAbsent(row.getKey(), unused -> new ArrayList<>())
                        .add(measure(row.getKey(), options));
            }
        }
        List<Turn> base = of(turns, BASE);
        List<Table.Row> rows = new ArrayList<>();
        ROWS.forEach((method, label) -> rows.add(line(label, of(turns, method), base)));
        return new Table(title, List.of("time", "added", "min..max", "allocated"), rows);
    }

    private static Turn measure(String method, List<String> options) throws RunnerException {
        String name = "^" + Pattern.quote(BuggifyBenchmark.class.getName() + "." + method) + "$";
        List<String> all = new ArrayList<>(options);
        all.add("-Xms256m");
        all.add("-Xmx256m");
        if (Runtime.version().feature() >= UNSAFE_WARNS_SINCE) {
            // JMH uses it, and each JVM would say so in four lines.
            all.add("--sun-misc-unsafe-memory-access=allow");
        }
        BenchmarkResult result = new Runner(new OptionsBuilder()
                        .include(name)
                        .forks(1)
                        .jvmArgs(all.toArray(new String[0]))
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run()
                .iterator()
                .next()
                .getBenchmarkResults()
                .iterator()
                .next();
        return new Turn(
                result.getIterationResults().stream()
                        .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
                        .min()
                        .orElseThrow(),
                result.getIterationResults().stream()
                        .mapToDouble(BuggifyCost::bytes)
                        .min()
                        .orElseThrow());
    }

    /** Per operation. */
    private static double bytes(IterationResult iteration) {
        for (String label : iteration.getSecondaryResults().keySet()) {
            if (label.endsWith(BYTES)) {
                return iteration.getSecondaryResults().get(label).getScore();
            }
        }
        throw new IllegalStateException("JMH tells no " + BYTES);
    }

    private static List<Turn> of(Map<String, List<Turn>> turns, String method) {
        List<Turn> found = turns.get(method);
        if (found == null) {
            throw new IllegalStateException("nothing was measured of " + method);
        }
        return found;
    }

    private static Table.Row line(String label, List<Turn> turns, List<Turn> base) {
        double[] added = new double[turns.size()];
        for (int i = 0; i < added.length; i++) {
            added[i] = turns.get(i).nanos() - base.get(i).nanos();
        }
        boolean isBase = turns.equals(base);
        return new Table.Row(
                label,
                List.of(
                        nanos("nanos", Samples.median(turns.stream().mapToDouble(Turn::nanos))),
                        isBase ? Cell.EMPTY : nanos("addedNanos", Samples.median(added)),
                        isBase ? Cell.EMPTY : Cell.range(added),
                        Cell.of(
                                "bytes",
                                Samples.median(turns.stream().mapToDouble(Turn::bytes)),
                                "%.1f B")));
    }

    private static Cell nanos(String name, double nanos) {
        return Cell.of(name, nanos, "%.2f ns");
    }

    /**
     * One JVM.
     *
     * @param nanos of one turn of the loop, the least of the iterations
     * @param bytes that one turn allocates, likewise
     */
    private record Turn(double nanos, double bytes) {}
}
