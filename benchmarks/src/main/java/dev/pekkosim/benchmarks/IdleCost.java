// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import dev.pekkosim.cli.spi.Benchmarks.Request;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.SimCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** What virtual time costs in which the application does nothing, by how many nodes there are. */
final class IdleCost implements Benchmark {

    private static final int ROUNDS = 5;

    /** By how many nodes there are, as long as is measured well. */
    private static final Map<Integer, Duration> NODES = nodes();

    private static Map<Integer, Duration> nodes() {
        Map<Integer, Duration> nodes = new LinkedHashMap<>();
        nodes.put(3, Duration.ofMinutes(20));
        nodes.put(5, Duration.ofMinutes(10));
        nodes.put(10, Duration.ofMinutes(4));
        nodes.put(30, Duration.ofMinutes(1));
        return nodes;
    }

    /** A cluster that idles, and what that has cost. */
    private static final class Idling {

        private final Duration duration;
        private final Runs runs;
        private final List<Cost> costs = new ArrayList<>();

        Idling(int nodes, Duration duration) {
            this.duration = duration;
            Campaign campaign = RunScenario.campaign("idle", nodes, this::body);
            runs = new Runs("idle, " + nodes + " nodes", campaign);
        }

        private void body(SimCluster cluster) {
            cluster.startAll(() -> Echo.guardian(() -> {}));
            Engine engine = Objects.requireNonNull(Engine.current());
            long steps = engine.steps();
            long start = Machine.nanos();
            CpuTimes before = CpuClock.THIS_JVM.now();
            cluster.sleep(duration);
            CpuTimes cpu = CpuClock.THIS_JVM.now().minus(before);
            costs.add(new Cost(
                    1, Machine.nanos() - start, cpu, engine.steps() - steps, duration.toNanos()));
        }
    }

    @Override
    public Figures measure(Request request, Consumer<String> progress) {
        int rounds = request.rounds().orElse(ROUNDS);
        Map<Integer, Idling> all = new LinkedHashMap<>();
        NODES.forEach((nodes, duration) -> all.put(nodes, new Idling(nodes, duration)));
        for (int round = 0; round <= rounds; round++) {
            for (Idling idling : all.values()) {
                idling.runs.measure(round, 1, progress);
            }
        }
        List<Table.Row> rows = new ArrayList<>();
        all.forEach((nodes, idling) -> rows.add(row(nodes, idling)));
        return new Figures(
                List.of(new Table(
                        "idle nodes",
                        List.of(
                                "virtual:app",
                                "min..max",
                                "virtual:wall",
                                "steps/s of a node",
                                "us/step"),
                        rows)),
                List.of(
                        rounds + " rounds after one that warms up; the median of them",
                        CpuClock.THIS_JVM.source()));
    }

    private static Table.Row row(int nodes, Idling idling) {
        List<Cost> costs = idling.costs.subList(1, idling.costs.size());
        double[] toApp = costs.stream()
                .mapToDouble(cost -> (double) cost.virtualNanos() / cost.cpu().app())
                .toArray();
        double[] toWall = costs.stream()
                .mapToDouble(cost -> (double) cost.virtualNanos() / cost.wallNanos())
                .toArray();
        Cost all = costs.stream().reduce(Cost.NONE, Cost::plus);
        double seconds = (double) all.virtualNanos() / Duration.ofSeconds(1).toNanos();
        return new Table.Row(
                nodes + " nodes, " + idling.duration.toSeconds() + " s",
                List.of(
                        Cell.toOne("virtualToApp", Samples.median(toApp)),
                        Cell.wholeRange(toApp),
                        Cell.toOne("virtualToWall", Samples.median(toWall)),
                        Cell.number("stepsPerSecondAndNode", all.steps() / seconds / nodes),
                        Cell.micros("appMicrosPerStep", all.appNanosPerStep())));
    }
}
