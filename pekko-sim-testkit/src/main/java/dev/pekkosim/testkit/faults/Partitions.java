// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.faults;

import dev.pekkosim.engine.decision.DecisionStream;
import dev.pekkosim.testkit.cluster.OngoingFault;
import dev.pekkosim.testkit.spi.FaultContext;
import dev.pekkosim.testkit.spi.RecurringFault;
import dev.pekkosim.testkit.spi.TargetCluster;
import dev.pekkosim.testkit.spi.TargetNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts links between nodes in a drawn shape, clients among them, and repairs what was cut. */
final class Partitions extends RecurringFault {

    private final List<PartitionShape> shapes;

    Partitions(String name, Pace pace, List<PartitionShape> shapes) {
        super(name, pace);
        this.shapes = shapes;
    }

    @Override
    protected @Nullable Runnable strike(FaultContext context) {
        TargetCluster cluster = context.cluster();
        DecisionStream draws = context.decisions();
        List<String> names =
                new ArrayList<>(cluster.nodes().stream().map(TargetNode::name).toList());
        if (names.size() < 2) {
            return null;
        }
        draws.shuffle(names);
        PartitionShape shape = shapes.size() == 1 ? shapes.get(0) : draws.pick(shapes);
        List<OngoingFault> cuts = switch (shape) {
            case HALVES -> halves(cluster, names, drawSize(draws, names.size()));
            case ISOLATED -> halves(cluster, names, 1);
            case BRIDGE -> bridge(cluster, names, draws);
            case RING -> ring(cluster, names);
            case ONE_WAY -> oneWay(cluster, names, drawSize(draws, names.size()));
            case GROUP -> group(cluster, names, draws);
        };
        return () -> cuts.forEach(OngoingFault::end);
    }

    /** How many of all are on the first side. */
    private static int drawSize(DecisionStream draws, int all) {
        return 1 + draws.index(all - 1);
    }

    private static List<OngoingFault> halves(TargetCluster cluster, List<String> names, int size) {
        return List.of(
                cluster.partition(names.subList(0, size), names.subList(size, names.size())));
    }

    private static List<OngoingFault> oneWay(TargetCluster cluster, List<String> names, int size) {
        return List.of(cluster.networkFaults()
                .partitionOneWay(names.subList(0, size), names.subList(size, names.size())));
    }

    /** The last one reaches both sides. */
    private static List<OngoingFault> bridge(
            TargetCluster cluster, List<String> names, DecisionStream draws) {
        List<String> sides = names.subList(0, names.size() - 1);
        return sides.size() < 2
                ? halves(cluster, names, 1)
                : halves(cluster, sides, drawSize(draws, sides.size()));
    }

    private static List<OngoingFault> ring(TargetCluster cluster, List<String> names) {
        List<OngoingFault> cuts = new ArrayList<>();
        int size = names.size();
        for (int i = 0; i < size; i++) {
            List<String> notReached = new ArrayList<>();
            for (int j = i + 2; j < size; j++) {
                if ((j + 1) % size != i) {
                    notReached.add(names.get(j));
                }
            }
            if (!notReached.isEmpty()) {
                cuts.add(cluster.partition(List.of(names.get(i)), notReached));
            }
        }
        return cuts.isEmpty() ? halves(cluster, names, 1) : cuts;
    }

    private static List<OngoingFault> group(
            TargetCluster cluster, List<String> names, DecisionStream draws) {
        List<List<String>> groups = List.copyOf(cluster.groups().values());
        List<String> one = groups.isEmpty() ? List.of() : draws.pick(groups);
        List<String> others = names.stream().filter(name -> !one.contains(name)).toList();
        return one.isEmpty() || others.isEmpty()
                ? halves(cluster, names, drawSize(draws, names.size()))
                : List.of(cluster.partition(one, others));
    }
}
