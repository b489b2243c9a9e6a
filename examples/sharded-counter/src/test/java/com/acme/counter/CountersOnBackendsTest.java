package com.acme.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.junit.NodeNamed;
import dev.pekkosim.junit.Nodes;
import dev.pekkosim.junit.SimTest;
import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimNode;

/** Counters in a cluster of backends and frontends. */
class CountersOnBackendsTest {

    @SimTest(seeds = 3)
    @Nodes(name = "backend", count = 3, roles = "backend", config = "roles.conf")
    @Nodes(name = "frontend", count = 2, roles = "frontend", config = "roles.conf")
    void counters_liveOnBackends(SimCluster cluster, @NodeNamed("frontend-1") SimNode front) {
        cluster.startAll(CounterApp::guardian);
        cluster.ask(CounterApp.increment(front.system(), "visits"));
        cluster.node("backend-1").crashHost();
        cluster.heal();
        assertThat(cluster.ask(CounterApp.get(front.system(), "visits"))).isEqualTo(1);
        assertThat(cluster.entities(Counter.TYPE_KEY))
                .allSatisfy(counter -> assertThat(counter.node()).startsWith("backend"));
    }
}
