// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import dev.pekkosim.benchmarks.RunScenario.Split;
import dev.pekkosim.cli.spi.Benchmarks.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/** A warm run: what it costs, and its phases. */
final class RunCost implements Benchmark {

    private static final int WARM_UP = 50;
    private static final int RUNS = 100;
    private static final int NEARLY_ALL = 90;

    @Override
    public Figures measure(Request request, Consumer<String> progress) {
        int warmUp = request.warmUp().orElse(WARM_UP);
        int count = request.runs().orElse(RUNS);
        RunScenario scenario = new RunScenario(RunScenario.IDLE);
        scenario.runs().measure(0, warmUp, progress);
        List<Split> splits = new ArrayList<>();
        Cost.Meter meter = new Cost.Meter();
        for (int i = 0; i < count; i++) {
            progress.accept("run " + (i + 1) + " of " + count);
            splits.add(scenario.split(warmUp + i, meter));
        }
        Cost cost = meter.stop();
        String title = count + " runs after " + warmUp;
        return new Figures(
                List.of(
                        new Table(
                                title,
                                Cost.HEADINGS,
                                List.of(new Table.Row("a run", cost.cells()))),
                        phases(splits),
                        scenario.runs().shape(0)),
                List.of(
                        "a run: " + RunScenario.NODES + " nodes, " + RunScenario.ASKS + " asks of "
                                + RunScenario.ENTITIES + " sharded entities, "
                                + RunScenario.IDLE.toSeconds() + " idle virtual seconds",
                        CpuClock.THIS_JVM.source()));
    }

    private static Table phases(List<Split> splits) {
        return new Table(
                "wall ms of a run",
                List.of("median", "least", "90 %", "greatest"),
                List.of(
                        row("all", splits, Split::all),
                        row("  create", splits, Split::create),
                        row("  converge", splits, Split::converge),
                        row("  ask", splits, Split::ask),
                        row("  idle", splits, Split::idle),
                        row("  dispose", splits, Split::dispose)));
    }

    private static Table.Row row(String label, List<Split> splits, ToLongFunction<Split> phase) {
        double[] sorted =
                splits.stream().mapToLong(phase).asDoubleStream().sorted().toArray();
        return new Table.Row(
                label,
                List.of(
                        Cell.millis("medianMillis", Samples.percentile(sorted, 50)),
                        Cell.millis("leastMillis", sorted[0]),
                        Cell.millis("percentile90Millis", Samples.percentile(sorted, NEARLY_ALL)),
                        Cell.millis("greatestMillis", sorted[sorted.length - 1])));
    }
}
