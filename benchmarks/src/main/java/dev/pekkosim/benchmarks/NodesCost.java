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

    /** By how many nodes there are, how many runs take some seconds. */
    private static final Map<Integer, Integer> NODES = nodes();

    private static final int LEAST = 10;
    private static final int MOST = 100;
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final int ROUNDS = 2;

    private static Map<Integer, Integer> nodes() {
        Map<Integer, Integer> nodes = new LinkedHashMap<>();
        nodes.put(LEAST, 10);
        nodes.put(30, 3);
        nodes.put(60, 1);
        nodes.put(MOST, 1);
        return nodes;
    }

    private static void body(SimCluster cluster) {
        cluster.startAll(() -> Echo.guardian(() -> {}));
        cluster.sleep(IDLE);
    }

    @Override
    public Figures measure(Request request, Consumer<String> progress) {
        int rounds = request.rounds().orElse(ROUNDS);
        Map<Integer, Runs> runs = new LinkedHashMap<>();
        NODES.keySet()
                .forEach(nodes -> runs.put(
                        nodes,
                        new Runs(
                                nodes + " nodes",
                                RunScenario.campaign("nodes", nodes, NodesCost::body))));
        Map<Integer, List<Cost>> costs = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            for (Map.Entry<Integer, Runs> of : runs.entrySet()) {
                int nodes = of.getKey();
                if (round > 0) {
                    costs.computeIfAbsent(nodes, unused -> new ArrayList<>())
                            .add(measure(of.getValue(), nodes, progress));
                } else if (nodes < MOST) { // the others have compiled by then what there is
                    measure(of.getValue(), nodes, progress);
                }
            }
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
                        "a run: the cluster forms, " + IDLE.toSeconds() + " idle virtual seconds",
                        rounds + " rounds after one that warms up",
                        "ratio: a step against one at " + NODES.get(0) + " nodes in the same round",
                        CpuClock.THIS_JVM.source()));
    }

    private static Cost measure(Runs runs, int nodes, Consumer<String> progress) {
        return runs.measure(0, NODES.getOrDefault(nodes, 1), progress);
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
