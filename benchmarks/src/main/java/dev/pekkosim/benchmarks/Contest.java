// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Loads that two JVMs are given in turn: one that simulates, and one without the agent in which
 * Pekko does it by itself.
 */
final class Contest {

    private final List<Load> loads;
    private final Class<?> main;
    private final String theirs;

    /**
     * Creates one.
     *
     * @param main main class of both, which takes the name of its side and answers indices of loads
     *     with what these have cost
     * @param theirs what Pekko's side is called
     * @param loads the loads
     */
    Contest(Class<?> main, String theirs, List<Load> loads) {
        this.main = main;
        this.theirs = theirs;
        this.loads = loads;
    }

    /** What one side has taken for one load. */
    record Taken(double app, double wall) {

        static Taken of(Cost cost) {
            return new Taken(cost.cpu().app(), cost.wallNanos());
        }
    }

    /** Both sides in turn, in one order and the other. */
    Figures measure(int rounds, int warmUp, Consumer<String> progress) throws IOException {
        Map<Load, List<Taken>> simulated = new LinkedHashMap<>();
        Map<Load, List<Taken>> real = new LinkedHashMap<>();
        List<String> options = JvmOptions.OF_THIS_JVM;
        try (Fork ours = Fork.start(main, options, List.of(Sides.SIMULATED));
                Fork pekkos =
                        Fork.start(main, JvmOptions.withoutAgent(options), List.of(Sides.REAL))) {
            for (int round = -warmUp; round < rounds; round++) {
                for (Load load : loads) {
                    progress.accept(load.label() + ", round " + (round + 1) + " of " + rounds);
                    for (int turn = 0; turn < 2; turn++) {
                        boolean isOurs = turn == (round & 1);
                        Fork side = isOurs ? ours : pekkos;
                        Taken taken = Taken.of(Cost.parse(
                                side.ask(Integer.toString(loads.indexOf(load)), progress)));
                        if (round >= 0) {
                            (isOurs ? simulated : real)
                                    .computeIfAbsent(load, unused -> new ArrayList<>())
                                    .add(taken);
                        }
                    }
                }
            }
        }
        return figures(rounds, simulated, real);
    }

    Figures figures(int rounds, Map<Load, List<Taken>> simulated, Map<Load, List<Taken>> real) {
        List<Table.Row> rows = new ArrayList<>();
        simulated.forEach((load, ours) -> rows.add(row(load, ours, times(real, load))));
        return new Figures(
                List.of(new Table(
                        "app us a message",
                        List.of(theirs, "ours", "ratio", "min..max", "wall", "min..max"),
                        rows)),
                List.of(
                        rounds + " rounds in turn; ratio: " + theirs
                                + " to ours, above 1 ours takes less",
                        CpuClock.THIS_JVM.source()));
    }

    private static List<Taken> times(Map<Load, List<Taken>> all, Load load) {
        return all.getOrDefault(load, List.of());
    }

    private static Table.Row row(Load load, List<Taken> ours, List<Taken> theirs) {
        double[] app = new double[ours.size()];
        double[] wall = new double[ours.size()];
        for (int i = 0; i < app.length; i++) {
            app[i] = theirs.get(i).app() / ours.get(i).app();
            wall[i] = theirs.get(i).wall() / ours.get(i).wall();
        }
        return new Table.Row(
                load.label(),
                List.of(
                        Cell.micros("theirMicros", perMessage(load, theirs)),
                        Cell.micros("ourMicros", perMessage(load, ours)),
                        Cell.ratio(app),
                        Cell.range(app),
                        Cell.of("wallRatio", Samples.median(Arrays.stream(wall)), "%.2f"),
                        Cell.range("wallLeast", "wallGreatest", wall)));
    }

    private static double perMessage(Load load, List<Taken> taken) {
        return Samples.median(taken.stream().mapToDouble(Taken::app)) / load.messages();
    }
}
