// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import dev.pekkosim.cli.spi.Benchmarks.Request;
import dev.pekkosim.testkit.Chaos;
import dev.pekkosim.workloads.bank.BankCampaign;
import dev.pekkosim.workloads.bank.BankOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The bank, 1,000 operations under crashes and cuts: a short campaign, of which each run is one of
 * a cold JVM, and a long one. Both are of one JVM, which is made for it.
 */
final class BankCost implements Benchmark {

    private static final int NODES = 5;
    private static final int OPERATIONS = 1_000;
    private static final int SHORT = 10;
    private static final int WARM_UP = 100;
    private static final int RUNS = 10;

    /** The runs, also for who measures other things of them. */
    static Runs runs() {
        return Runs.underChaos(
                "bank",
                BankCampaign.of(
                        NODES, BankOptions.DEFAULT.count(OPERATIONS), Chaos.crashPartition()));
    }

    /**
     * Main class of that JVM: executes runs and tells what they have cost.
     *
     * @param arguments by pairs the index of the first run, and how many there are
     */
    public static void main(String[] arguments) {
        Runs runs = runs();
        for (int i = 0; i < arguments.length; i += 2) {
            int first = Integer.parseInt(arguments[i]);
            int count = Integer.parseInt(arguments[i + 1]);
            Answers.print(runs.measure(first, count, Answers::printProgress).line());
        }
        Answers.print(Integer.toString(runs.failed()));
        System.exit(0);
    }

    @Override
    public Figures measure(Request request, Consumer<String> progress) throws Exception {
        int count = request.runs().orElse(RUNS);
        int[][] parts = {{0, SHORT}, {SHORT, WARM_UP - SHORT}, {WARM_UP, count}};
        List<String> arguments = new ArrayList<>();
        for (int[] part : parts) {
            arguments.add(Integer.toString(part[0]));
            arguments.add(Integer.toString(part[1]));
        }
        List<Table.Row> rows = new ArrayList<>();
        int failed;
        try (Fork fork = Fork.start(BankCost.class, JvmOptions.OF_THIS_JVM, arguments)) {
            for (int[] part : parts) {
                String label = "runs " + (part[0] + 1) + " to " + (part[0] + part[1]);
                rows.add(new Table.Row(label, Cost.parse(fork.answer(progress)).cells()));
            }
            failed = Integer.parseInt(fork.answer(progress));
        }
        return new Figures(
                List.of(new Table("a run of the bank", Cost.HEADINGS, rows), runs().shape(0)),
                List.of(
                        NODES + " nodes, " + OPERATIONS + " operations, crashes and cuts",
                        Runs.note(failed),
                        CpuClock.THIS_JVM.source()));
    }
}
