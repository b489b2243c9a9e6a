// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import dev.pekkosim.cli.spi.Benchmarks.Request;
import dev.pekkosim.testkit.SimCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The cost of a step by how many nodes there are. */
final class NodesCost implements Benchmark {

    private static final List<Integer> NODES = List.of(10, 30, 60, 100);
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final int ROUNDS = 2;

    private static void body(SimCluster cluster) {
        cluster.startAll(() -> Echo.guardian(() -> {}));
        cluster.sleep(IDLE);
    }

    @Override
    public Figures measure(Request request, Consumer<String> progress) {
        int rounds = request.rounds().orElse(ROUNDS);
        Map<Integer, Runs> runs = new LinkedHashMap<>();
        NODES.forEach(nodes -> runs.put(
                nodes,
                new Runs(
                        "nodes, " + nodes + " of them",
                        RunScenario.campaign("nodes", nodes, NodesCost::body))));
        Runs least = runs.values().iterator().next();
        least.measure(0, 2, progress);
        Map<Integer, List<Cost>> costs = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            int first = round;
            runs.forEach((nodes, of) -> costs.computeIfAbsent(nodes, unused -> new ArrayList<>())
                    .add(of.measure(first, 1, progress)));
        }
        List<Table.Row> rows = new ArrayList<>();
        List<Cost> bases = costs.values().iterator().next();
        costs.forEach((nodes, of) -> rows.add(row(nodes, of, bases)));
        List<String> headings = new ArrayList<>(Cost.HEADINGS);
        headings.addAll(List.of("ratio", "min..max"));
        headings.remove("vm ms");
        return new Figures(
                List.of(new Table("a run of", headings, rows)),
                List.of(
                        "a run: the cluster forms, " + IDLE.toSeconds() + " idle virtual seconds; "
                                + rounds + " rounds",
                        "ratio: a step against one at " + NODES.get(0) + " nodes in the same round",
                        CpuClock.THIS_JVM.source()));
    }

    private static Table.Row row(int nodes, List<Cost> costs, List<Cost> bases) {
        double[] ratios = new double[costs.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = costs.get(i).appNanosPerStep() / bases.get(i).appNanosPerStep();
        }
        List<Cell> cells =
                new ArrayList<>(costs.stream().reduce(Cost.NONE, Cost::plus).cells());
        cells.remove(Cost.HEADINGS.indexOf("vm ms"));
        cells.add(Cell.ratio(ratios));
        cells.add(Cell.range(ratios));
        return new Table.Row(nodes + " nodes", cells);
    }
}
