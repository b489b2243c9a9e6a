package dev.pekkosim.examples.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.SeedSequence;
import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimClusterTestKit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever was told that a counter was incremented finds it so, whatever happened to the nodes. */
class CounterSimulationTest {

    private final Campaign campaign = SimClusterTestKit.campaign("counter")
            .nodes(3)
            .body(cluster -> {
                cluster.startAll(CounterApp::guardian);
                long acknowledged = increment(cluster, 10);
                cluster.node("node-1").crashHost();
                acknowledged += increment(cluster, 10);
                cluster.partition(List.of("node-2"), List.of("node-3", "client-1"));
                acknowledged += increment(cluster, 10);
                cluster.heal();
                long value = cluster.ask(CounterApp.get(cluster.client(), "visits"));
                assertThat(value).isBetween(acknowledged, 30L);
            })
            .build();

    @Test
    void acknowledgedIncrements_areNeverLost() {
        for (int i = 0; i < 20; i++) {
            RunResult run = campaign.run(SeedSequence.seed(i));
            assertThat(run.passed()).as(run::report).isTrue();
        }
    }

    private static long increment(SimCluster cluster, int times) {
        return cluster.attempt(times, () -> CounterApp.increment(cluster.client(), "visits"))
                .ok();
    }
}
