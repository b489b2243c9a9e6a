package com.acme.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.junit.SimTest;
import dev.pekkosim.testkit.SimCluster;
import java.util.List;

/** Whoever was told that a counter was incremented finds it so, whatever happened to the nodes. */
class CounterTest {

    @SimTest(nodes = 3)
    void acknowledgedIncrements_areNeverLost(SimCluster cluster) {
        cluster.startAll(CounterApp::guardian);
        long acknowledged = increment(cluster, 10);
        cluster.node("node-1").crashHost();
        acknowledged += increment(cluster, 10);
        cluster.partition(List.of("node-2"), List.of("node-3", "client-1"));
        acknowledged += increment(cluster, 10);
        cluster.heal();
        long value = cluster.ask(CounterApp.get(cluster.client(), "visits"));
        assertThat(value).isBetween(acknowledged, 30L);
    }

    private static long increment(SimCluster cluster, int times) {
        return cluster.attempt(times, () -> CounterApp.increment(cluster.client(), "visits"))
                .ok();
    }
}
