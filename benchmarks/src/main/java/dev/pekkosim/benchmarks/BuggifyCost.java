// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Measures what buggify points and properties cost when nothing makes them alive. */
@Command(
        name = "benchmarks/run buggify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpWidth = 80,
        description = {
            "Measures what a buggify point or a property adds to one turn of a loop, and",
            "how many bytes a turn allocates, without the agent and without a setting.",
            "Each figure comes from a JVM of its own, of which the least of ten iterations",
            "counts; of the rounds the median does. A difference is to the loop without",
            "anything in the same round: the median, the least and the greatest."
        })
final class BuggifyCost implements Callable<Integer> {

    private static final int FAILED = 5;
    private static final int UNSAFE_WARNS_SINCE = 24;
    private static final String BASE = "none";
    private static final String BYTES = "gc.alloc.rate.norm";

    /** What is measured, and what it is called. */
    private static final Map<String, String> ROWS = rows();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How many rounds; 5 unless set. One takes a minute and a half.")
    private int rounds = 5;

    private BuggifyCost() {}

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

    /**
     * Measures.
     *
     * @param arguments the options
     */
    public static void main(String[] arguments) {
        // Only one of these is started at a time by whoever reads the figures.
        System.setProperty("jmh.ignoreLock", "true");
        System.exit(new CommandLine(new BuggifyCost())
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    line.getErr().println("benchmarks/run: " + e.getMessage());
                    return FAILED;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws RunnerException {
        if (rounds < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--rounds must be at least 1, but is " + rounds);
        }
        System.out.printf(
                Locale.ROOT,
                "%d cores, Java %s, rounds: %d%n%n",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                rounds);
        table("compiled by C2", List.of());
        System.out.println();
        table("compiled by C1 alone", List.of("-XX:TieredStopAtLevel=1"));
        return 0;
    }

    private void table(String title, List<String> options) throws RunnerException {
        Map<String, List<Figures>> figures = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, String> row : ROWS.entrySet()) {
                System.err.printf(
                        Locale.ROOT,
                        "%s, round %d of %d: %s%n",
                        title,
                        round + 1,
                        rounds,
                        row.getValue());
                figures.computeIfAbsent(row.getKey(), unused -> new ArrayList<>())
                        .add(measure(row.getKey(), options));
            }
        }
        System.out.println(line(title, "time", "added", "min..max", "allocated"));
        List<Figures> base = of(figures, BASE);
        ROWS.forEach((method, label) -> System.out.println(line(label, of(figures, method), base)));
    }

    private static Figures measure(String method, List<String> options) throws RunnerException {
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
        return new Figures(
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

    private static List<Figures> of(Map<String, List<Figures>> figures, String method) {
        List<Figures> found = figures.get(method);
        if (found == null) {
            throw new IllegalStateException("nothing was measured of " + method);
        }
        return found;
    }

    private static String line(String label, List<Figures> figures, List<Figures> base) {
        double[] added = new double[figures.size()];
        for (int i = 0; i < added.length; i++) {
            added[i] = figures.get(i).nanos() - base.get(i).nanos();
        }
        DoubleStream nanos = figures.stream().mapToDouble(Figures::nanos);
        DoubleStream bytes = figures.stream().mapToDouble(Figures::bytes);
        boolean isBase = figures.equals(base);
        return line(
                label,
                time(Samples.median(nanos)),
                isBase ? "" : time(Samples.median(DoubleStream.of(added))),
                isBase
                        ? ""
                        : number(DoubleStream.of(added).min().orElseThrow())
                                + ".."
                                + number(DoubleStream.of(added).max().orElseThrow()),
                String.format(Locale.ROOT, "%.1f B", Samples.median(bytes)));
    }

    private static String line(String... cells) {
        return String.format(Locale.ROOT, "%-28s %10s %10s %14s %11s", (Object[]) cells);
    }

    private static String time(double nanos) {
        return number(nanos) + " ns";
    }

    /** With two decimals, and no sign if these are zero. */
    private static String number(double nanos) {
        return String.format(Locale.ROOT, "%.2f", Math.abs(nanos) < 0.005 ? 0.0 : nanos);
    }

    /**
     * One JVM.
     *
     * @param nanos of one turn of the loop, the least of the iterations
     * @param bytes that one turn allocates, likewise
     */
    private record Figures(double nanos, double bytes) {}
}
