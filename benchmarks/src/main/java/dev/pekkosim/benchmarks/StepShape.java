// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.pekkosim.engine.step.Incarnation;
import dev.pekkosim.engine.step.StepKind;
import dev.pekkosim.engine.step.StepObserver;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a run consists of: its steps by kind, how often the baton went from carrier to carrier, and
 * what was allocated. It costs time, so such a run is not one that is measured.
 */
final class StepShape implements StepObserver {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final long[] NONE = {0};

    private final Map<StepKind, long[]> steps = new EnumMap<>(StepKind.class);
    private final List<Allocations> carriers = new ArrayList<>();
    private long handOvers;
    private Allocations last = new Allocations(Machine.thread());

    /** What one thread has allocated since it was first seen here. */
    private static final class Allocations {

        private final Thread thread;
        private long bytes;

        Allocations(Thread thread) {
            this.thread = thread;
        }
    }

    @Override
    public void onStep(
            long step,
            long virtualNanos,
            Incarnation owner,
            StepKind kind,
            Object work,
            long hash) {
        steps.computeIfAbsent(kind, unused -> new long[1])[0]++;
        Thread now = Machine.thread();
        if (last.thread != now) {
            last = carrier(now);
        }
        // A carrier is made for its run, so it begins at 0.
        last.bytes = THREADS.getCurrentThreadAllocatedBytes();
    }

    /** Not in a map: asking a thread for its hash would be part of the run. */
    private Allocations carrier(Thread thread) {
        for (int i = carriers.size() - 1; i >= 0; i--) {
            if (carriers.get(i).thread == thread) {
                return carriers.get(i);
            }
        }
        Allocations added = new Allocations(thread);
        carriers.add(added);
        return added;
    }

    @Override
    public void onEvent(Object what, long hash) {
        // what a step does is not looked at
    }

    @Override
    public void onHandOver() {
        handOvers++;
    }

    /** Of one run. */
    Table table(String title) {
        long all = steps.values().stream().mapToLong(count -> count[0]).sum();
        List<Table.Row> rows = new ArrayList<>();
        for (StepKind kind : StepKind.values()) {
            long some = steps.getOrDefault(kind, NONE)[0];
            rows.add(new Table.Row(
                    kind.name().toLowerCase(Locale.ROOT),
                    List.of(
                            Cell.count("steps", some),
                            Cell.percent("percent", (double) some / all))));
        }
        rows.add(new Table.Row(
                "all steps", List.of(Cell.count("steps", all), Cell.percent("percent", 1))));
        rows.add(new Table.Row(
                "hand-overs between carriers",
                List.of(
                        Cell.count("handOvers", handOvers),
                        Cell.percent("percent", (double) handOvers / all))));
        rows.add(new Table.Row(
                "allocated MB",
                List.of(Cell.megabytes("allocatedMegabytes", bytes()), Cell.EMPTY)));
        return new Table(title, List.of("count", "of steps"), rows);
    }

    private long bytes() {
        return carriers.stream().mapToLong(carrier -> carrier.bytes).sum();
    }
}
