package dev.pekkosim.testkit.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** From how many nodes each of five is cut off, in each shape. */
class PartitionsTest {

    private static final String ONE_AND_FOUR = "[1, 1, 1, 1, 4]";
    private static final String TWO_AND_THREE = "[2, 2, 2, 3, 3]";
    private static final String RING = "[2, 2, 2, 2, 2]";

    private final Set<String> cutOffFromMost = new TreeSet<>();

    @Test
    void halves_areOfAllSizes() {
        assertThat(seen(PartitionShape.HALVES))
                .containsExactlyInAnyOrder(ONE_AND_FOUR, TWO_AND_THREE);
        assertThat(cutOffFromMost).hasSizeGreaterThan(10);
    }

    @Test
    void isolated_isEachNodeInTurn() {
        assertThat(seen(PartitionShape.ISOLATED)).containsExactly(ONE_AND_FOUR);
        assertThat(cutOffFromMost)
                .containsExactly("[client-1]", "[node-1]", "[node-2]", "[node-3]", "[node-4]");
    }

    @Test
    void bridge_leavesOneNodeThatReachesAll() {
        assertThat(seen(PartitionShape.BRIDGE))
                .containsExactlyInAnyOrder("[0, 1, 1, 1, 3]", "[0, 2, 2, 2, 2]");
    }

    @Test
    void ring_leavesEachTwoNeighbours() {
        assertThat(seen(PartitionShape.RING)).containsExactly(RING);
    }

    @Test
    void oneWay_cutsNoWayBack() {
        assertThat(seen(PartitionShape.ONE_WAY))
                .containsExactlyInAnyOrder(
                        "[0, 0, 0, 0, 4]", "[0, 0, 0, 3, 3]", "[0, 0, 2, 2, 2]", "[0, 1, 1, 1, 1]");
    }

    @Test
    void group_isCutOffAsAWhole() {
        assertThat(seen(PartitionShape.GROUP)).containsExactly(TWO_AND_THREE);
        assertThat(cutOffFromMost).containsExactly("[node-1, node-2]", "[node-3, client-1]");
    }

    @Test
    void allShapes_areDrawn() {
        assertThat(seen(PartitionShape.values()))
                .contains(ONE_AND_FOUR, TWO_AND_THREE, RING, "[0, 0, 0, 0, 4]", "[0, 2, 2, 2, 2]");
        assertThat(cutOffFromMost).contains("[node-3, client-1]");
    }

    private Set<String> seen(PartitionShape... shapes) {
        Set<String> seen = new TreeSet<>();
        Strikes.watchMachines(
                new Partitions("partitions", Strikes.PACE, List.of(shapes)),
                cluster -> {
                    List<SimNode> nodes = cluster.nodes();
                    seen.add(nodes.stream()
                            .map(node -> cutsFrom(cluster, node))
                            .sorted()
                            .toList()
                            .toString());
                    long most = nodes.stream()
                            .mapToLong(node -> cutsFrom(cluster, node))
                            .max()
                            .orElseThrow();
                    cutOffFromMost.add(nodes.stream()
                            .filter(node -> cutsFrom(cluster, node) == most)
                            .toList()
                            .toString());
                },
                cluster -> assertThat(cluster.network().cuts()).isEmpty());
        return seen;
    }

    /** How many others do not hear a node. */
    private static long cutsFrom(SimCluster cluster, SimNode node) {
        return cluster.nodes().stream()
                .filter(other -> other != node
                        && cluster.network().link(node.name(), other.name()).isCut())
                .count();
    }
}
