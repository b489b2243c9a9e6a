// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import dev.pekkosim.cli.spi.Benchmarks.Request;
import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.Chaos;
import dev.pekkosim.testkit.SimClusterTestKit;
import dev.pekkosim.workloads.bank.BankOptions;
import dev.pekkosim.workloads.bank.BankWorkload;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Ten virtual minutes of five nodes with the bank, under what each seed draws. */
final class SwarmCost implements Benchmark {

    private static final int NODES = 5;
    private static final int OPERATIONS = 1_000;
    private static final Duration CHAOS = Duration.ofMinutes(10);
    private static final int WARM_UP = 3;
    private static final int RUNS = 10;

    private static Campaign campaign() {
        return SimClusterTestKit.campaign("swarm")
                .drawKnobs()
                .nodes(NODES)
                .clients(1)
                .config("bank")
                .body(cluster -> {
                    BankWorkload bank =
                            BankWorkload.with(unused -> BankOptions.DEFAULT.count(OPERATIONS));
                    cluster.startAll(bank::guardian);
                    cluster.run(bank);
                    cluster.chaos(Chaos.swarm());
                    cluster.sleep(CHAOS);
                    cluster.heal();
                    cluster.awaitDone(bank);
                    cluster.check(bank.moneyConserved());
                })
                .build();
    }

    @Override
    public Figures measure(Request request, Consumer<String> progress) {
        int count = request.runs().orElse(RUNS);
        Runs runs = Runs.underChaos("swarm", campaign());
        runs.measure(0, WARM_UP, progress);
        Cost cost = runs.measure(WARM_UP, count, progress);
        String title = count + " runs after " + WARM_UP;
        return new Figures(
                List.of(
                        new Table(
                                title,
                                Cost.HEADINGS,
                                List.of(new Table.Row("a run", cost.cells()))),
                        runs.shape(WARM_UP)),
                List.of(
                        CHAOS.toMinutes() + " virtual minutes of " + NODES
                                + " nodes under chaos swarm",
                        "a run had "
                                + cost.virtualNanos()
                                        / count
                                        / Duration.ofSeconds(1).toNanos()
                                + " virtual seconds in all",
                        Runs.note(runs.failed()),
                        CpuClock.THIS_JVM.source()));
    }
}
