package com.acme.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.junit.SimTest;
import dev.pekkosim.testkit.SimCluster;
import org.junit.jupiter.api.Nested;

/** States what is wrong. */
class FailingTest {

    @SimTest(nodes = 2, seeds = 2)
    void countsTwice(SimCluster cluster) {
        cluster.startAll(CounterApp::guardian);
        assertThat(cluster.ask(CounterApp.increment(cluster.client(), "a"))).isEqualTo(2);
    }

    @Nested
    class Within {

        @SimTest(nodes = 2, seeds = 2)
        void countsTwice(SimCluster cluster) {
            FailingTest.this.countsTwice(cluster);
        }
    }
}
