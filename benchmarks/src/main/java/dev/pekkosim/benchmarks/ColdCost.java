// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import dev.pekkosim.cli.spi.Benchmarks.Request;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What the first run of a JVM costs, from the start of the JVM. */
final class ColdCost implements Benchmark {

    private static final int ROUNDS = 5;

    /**
     * Main class of that JVM: executes one run and tells what this JVM has used.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        Cost.Meter meter = new Cost.Meter();
        new RunScenario(RunScenario.IDLE).split(0, meter);
        Cost cost = meter.stop();
        Cost all = new Cost(
                1, cost.wallNanos(), CpuClock.THIS_JVM.now(), cost.steps(), cost.virtualNanos());
        Answers.print(all.line());
        Answers.print(
                Integer.toString(ManagementFactory.getClassLoadingMXBean().getLoadedClassCount()));
        System.exit(0);
    }

    @Override
    public Figures measure(Request request, Consumer<String> progress) throws Exception {
        int rounds = request.rounds().orElse(ROUNDS);
        List<Table.Row> rows = new ArrayList<>();
        List<Cost> costs = new ArrayList<>();
        String classes = "";
        for (int round = 1; round <= rounds; round++) {
            progress.accept("cold, round " + round + " of " + rounds);
            long start = Machine.nanos();
            try (Fork fork = Fork.start(ColdCost.class, JvmOptions.OF_THIS_JVM, List.of())) {
                Cost run = Cost.parse(fork.answer(progress));
                classes = fork.answer(progress);
                costs.add(new Cost(
                        1, Machine.nanos() - start, run.cpu(), run.steps(), run.virtualNanos()));
            }
        }
        costs.sort(java.util.Comparator.comparingLong(Cost::wallNanos));
        rows.add(new Table.Row("least", costs.get(0).cells()));
        rows.add(new Table.Row("median", costs.get(costs.size() / 2).cells()));
        rows.add(new Table.Row("greatest", costs.get(costs.size() - 1).cells()));
        return new Figures(
                List.of(new Table("first run", Cost.HEADINGS, rows)),
                List.of(
                        rounds + " JVMs; from the start of the JVM to the end of the run",
                        "the JVM has loaded " + classes + " classes then",
                        CpuClock.THIS_JVM.source()));
    }
}
