// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import dev.pekkosim.cli.spi.Benchmarks.Request;
import dev.pekkosim.testkit.Iterations;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** How much sooner a long campaign is done when it may use all cores. */
final class ParallelCost implements Benchmark {

    private static final int WARM_UP = 40;
    private static final int RUNS = 12;
    private static final int ROUNDS = 2;

    @Override
    public Figures measure(Request request, Consumer<String> progress) {
        int count = request.runs().orElse(RUNS);
        int rounds = request.rounds().orElse(ROUNDS);
        int most = Machine.cores();
        Runs bank = BankCost.runs();
        progress.accept("parallel, " + WARM_UP + " runs before");
        measure(bank, WARM_UP, most);
        List<Cost> single = new ArrayList<>();
        List<Cost> parallel = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (int turn = 0; turn < 2; turn++) {
                boolean isSingle = turn == round % 2; // in one order and the other
                progress.accept("parallel, round " + (round + 1) + " of " + rounds);
                (isSingle ? single : parallel).add(measure(bank, count, isSingle ? 1 : most));
            }
        }
        double[] ratios = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            ratios[i] = (double) single.get(i).wallNanos() / parallel.get(i).wallNanos();
        }
        List<String> headings = new ArrayList<>(Cost.HEADINGS);
        headings.addAll(List.of("ratio", "min..max"));
        headings.remove("us/step");
        return new Figures(
                List.of(new Table(
                        "a run of the bank",
                        headings,
                        List.of(
                                row("--parallel 1", single, Cell.EMPTY, Cell.EMPTY),
                                row(
                                        "--parallel " + most,
                                        parallel,
                                        Cell.ratio(ratios),
                                        Cell.range(ratios))))),
                List.of(
                        count + " runs in a round, " + rounds + " rounds, after " + WARM_UP
                                + " runs; ratio: of the wall times",
                        Runs.note(bank.failed()),
                        CpuClock.THIS_JVM.source()));
    }

    private static Cost measure(Runs bank, int count, int parallel) {
        Cost.Meter meter = new Cost.Meter();
        bank.campaign()
                .execute(Iterations.of(count).parallel(parallel))
                .runs()
                .forEach(run -> meter.add(bank.judged(run)));
        return meter.stop();
    }

    private static Table.Row row(String label, List<Cost> costs, Cell ratio, Cell range) {
        List<Cell> cells =
                new ArrayList<>(costs.stream().reduce(Cost.NONE, Cost::plus).cells());
        cells.remove(Cost.HEADINGS.indexOf("us/step"));
        cells.add(ratio);
        cells.add(range);
        return new Table.Row(label, cells);
    }
}
