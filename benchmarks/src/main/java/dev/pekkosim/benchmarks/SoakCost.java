// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import dev.pekkosim.cli.spi.Benchmarks.Request;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** What many runs leave behind in one JVM: nothing, if all is well. */
final class SoakCost implements Benchmark {

    private static final int RUNS = 10_000;

    /** By then all that is loaded once is loaded. */
    private static final int FIRST_LOOK = 100;

    /** A finalizer or a cleaner needs more than one. */
    private static final int COLLECTIONS = 3;

    /**
     * What the JVM holds.
     *
     * @param heap bytes in use after collections
     * @param threads how many live
     * @param classes how many are loaded
     * @param metaspace bytes in use
     */
    private record Held(long heap, long threads, long classes, long metaspace) {

        static Held now() {
            for (int i = 0; i < COLLECTIONS; i++) {
                System.gc();
            }
            return new Held(
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
                    ManagementFactory.getMemoryPoolMXBeans().stream()
                            .filter(pool -> pool.getName().equals("Metaspace"))
                            .map(MemoryPoolMXBean::getUsage)
                            .mapToLong(usage -> usage.getUsed())
                            .sum());
        }

        Table.Row row(int runs) {
            return new Table.Row(
                    "after run " + String.format(java.util.Locale.ROOT, "%,d", runs),
                    List.of(
                            Cell.megabytes("heapMegabytes", heap),
                            Cell.count("threads", threads),
                            Cell.count("classes", classes),
                            Cell.megabytes("metaspaceMegabytes", metaspace)));
        }
    }

    @Override
    public Figures measure(Request request, Consumer<String> progress) {
        int count = request.runs().orElse(RUNS);
        int look = Math.min(FIRST_LOOK, Math.max(1, count / 2));
        Runs runs = new RunScenario(Duration.ZERO).runs();
        Consumer<String> told = line -> progress.accept(line + " of " + count);
        runs.measure(0, look, told);
        Held first = Held.now();
        Cost cost = runs.measure(look, Math.max(1, count - look), told);
        Held last = Held.now();
        return new Figures(
                List.of(
                        new Table(
                                "one JVM holds",
                                List.of("heap MB", "threads", "classes", "metaspace MB"),
                                List.of(first.row(look), last.row(look + cost.runs()))),
                        new Table(
                                "since the first look",
                                Cost.HEADINGS,
                                List.of(new Table.Row("a run", cost.cells())))),
                List.of(
                        "heap: in use after " + COLLECTIONS + " collections",
                        CpuClock.THIS_JVM.source()));
    }
}
