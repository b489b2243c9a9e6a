package dev.pekkosim.testkit.faults;

import static dev.pekkosim.testkit.faults.Strikes.PACE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimNode;
import dev.pekkosim.testkit.faults.Attrition.Weights;
import dev.pekkosim.testkit.spi.FaultFamily;
import dev.pekkosim.testkit.spi.RecurringFault.Pace;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Which servers families take down, and that they start again. */
class ServerFamiliesTest {

    private static final Duration LONG = Duration.ofMinutes(4);

    @Test
    void attrition_takesOneServer_untilTheOutageIsOver() {
        assertThat(struck(
                        new Attrition("attrition", PACE, Weights.CRASHES),
                        node -> !node.isRunning()))
                .containsExactly("[node-1]", "[node-2]", "[node-3]", "[node-4]");
    }

    @Test
    void attrition_goesDownInAllWays() {
        assertThat(Strikes.faults(new Attrition("attrition", PACE, Weights.MIXED), LONG))
                .anyMatch(fault -> fault.matches("crash .* \\(process\\)"))
                .anyMatch(fault -> fault.matches("crash .* \\(host\\)"))
                .anyMatch(fault -> fault.startsWith("leave "));
    }

    /** The outage is over before the server has left. */
    @Test
    void attrition_whenAServerLeaves_startsItWhenItHas() {
        Pace pace = Pace.ofMillis(20_000, 20_000, 10, 10);
        List<String> faults =
                Strikes.faults(new Attrition("attrition", pace, new Weights(0, 0, 1)), LONG);
        assertThat(faults).hasSizeGreaterThan(10);
        for (int i = 0; i + 1 < faults.size(); i += 2) {
            assertThat(faults.get(i)).startsWith("leave ");
            assertThat(faults.get(i + 1)).isEqualTo(faults.get(i).replace("leave", "restart"));
        }
    }

    @Test
    void pauses_stopOneServer_untilTheyAreOver() {
        assertThat(struck(new Pauses("pauses", PACE), SimNode::isPaused))
                .containsExactly("[node-1]", "[node-2]", "[node-3]", "[node-4]");
    }

    @Test
    void pauses_endNoPauseOfALaterLife() {
        Strikes.watch(
                new Pauses("pauses", PACE),
                cluster -> {
                    SimNode victim = paused(cluster);
                    victim.crashHost();
                    victim.restart();
                    victim.pause();
                },
                cluster -> paused(cluster).resume());
    }

    @Test
    void pauses_thatAreOverEarly_endOnce() {
        Strikes.watch(
                new Pauses("pauses", PACE),
                cluster -> paused(cluster).resume(),
                cluster -> assertThat(cluster.nodes()).noneMatch(SimNode::isPaused));
    }

    private static SimNode paused(SimCluster cluster) {
        List<SimNode> paused =
                cluster.nodes().stream().filter(SimNode::isPaused).toList();
        assertThat(paused).hasSize(1);
        return paused.get(0);
    }

    @Test
    void attritionAndGroupFailures_endNoOutageOfALaterLife() {
        for (FaultFamily family : List.of(
                new Attrition("attrition", PACE, Weights.CRASHES),
                new GroupFailures("groups", PACE))) {
            Strikes.watch(
                    family,
                    cluster -> down(cluster).forEach(victim -> {
                        victim.restart();
                        victim.crashHost();
                    }),
                    cluster -> {
                        assertThat(down(cluster)).isNotEmpty();
                        down(cluster).forEach(SimNode::restart);
                    });
        }
    }

    private static List<SimNode> down(SimCluster cluster) {
        return cluster.nodes().stream().filter(node -> !node.isRunning()).toList();
    }

    @Test
    void groupFailures_takeAllServersOfAGroup_butNoClient() {
        assertThat(struck(new GroupFailures("groups", PACE), node -> !node.isRunning()))
                .containsExactly("[node-1, node-2]", "[node-3]");
    }

    @Test
    void outages_takeAllServers_butNoClient() {
        assertThat(struck(new Outages("outages", PACE), node -> !node.isRunning()))
                .containsExactly("[node-1, node-2, node-3, node-4]");
    }

    @Test
    void rollingRestarts_killOneServerAfterAnother_andBeginAgain() {
        assertThat(Strikes.faults(new Rolling("rolling", PACE, false), LONG))
                .startsWith(
                        "crash node-1 (process)",
                        "restart node-1",
                        "crash node-2 (process)",
                        "restart node-2",
                        "crash node-3 (process)",
                        "restart node-3",
                        "crash node-4 (process)",
                        "restart node-4",
                        "crash node-1 (process)",
                        "restart node-1");
    }

    /** The outage is over before the server has left. */
    @Test
    void rollingLeaves_shutDownOneServerAfterAnother_andBeginAgain() {
        Pace pace = Pace.ofMillis(10_000, 10_000, 10, 10);
        assertThat(Strikes.faults(new Rolling("rolling", pace, true), LONG))
                .startsWith(
                        "leave node-1",
                        "restart node-1",
                        "leave node-2",
                        "restart node-2",
                        "leave node-3",
                        "restart node-3",
                        "leave node-4",
                        "restart node-4",
                        "leave node-1",
                        "restart node-1");
    }

    /**
     * The sets of nodes that were concerned between a strike and its end; after its end none is.
     */
    private static Set<String> struck(FaultFamily family, Predicate<SimNode> concerned) {
        Set<String> struck = new TreeSet<>();
        Strikes.watch(
                family,
                cluster -> struck.add(nodes(cluster, concerned)),
                cluster -> assertThat(nodes(cluster, concerned)).isEqualTo("[]"));
        return struck;
    }

    private static String nodes(SimCluster cluster, Predicate<SimNode> which) {
        return cluster.nodes().stream().filter(which).toList().toString();
    }
}
