package com.acme.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.junit.SimCampaign;
import dev.pekkosim.junit.SimTest;
import dev.pekkosim.testkit.SimCluster;
import org.junit.jupiter.api.Test;

/** Several tests of a cluster, and one without, which JUnit executes at once. */
class ParallelTest {

    @SimTest(nodes = 3, seeds = 4)
    void first(SimCluster cluster) {
        body(cluster);
    }

    @SimTest(nodes = 2, seeds = 4)
    void second(SimCluster cluster) {
        body(cluster);
    }

    @SimCampaign(nodes = 3, seeds = 4, parallel = 2)
    void third(SimCluster cluster) {
        body(cluster);
    }

    @Test
    void plain() throws Exception {
        long start = System.nanoTime();
        Thread.sleep(20);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(20_000_000);
    }

    private static void body(SimCluster cluster) {
        cluster.startAll(CounterApp::guardian);
        cluster.chaos();
        cluster.attempt(20, () -> CounterApp.increment(cluster.client(), "visits"));
        cluster.heal();
        long value = cluster.ask(CounterApp.get(cluster.client(), "visits"));
        assertThat(value).isBetween(0L, 20L);
    }
}
