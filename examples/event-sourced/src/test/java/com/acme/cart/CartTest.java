package com.acme.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.pekkosim.junit.SimTest;
import dev.pekkosim.testkit.OperationCounts;
import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimNode;
import java.time.Duration;

/** What was acknowledged is recovered, from snapshots and events, by whoever is left. */
class CartTest {

    @SimTest(nodes = 3)
    void cart_survivesTheLossOfAllNodes(SimCluster cluster) {
        cluster.startAll(CartApp::guardian);
        for (int i = 0; i < 12; i++) {
            cluster.ask(CartApp.add(cluster.client(), "anna", i % 2 == 0 ? "apple" : "pear"));
        }
        cluster.nodes().forEach(SimNode::crashHost);
        cluster.heal();
        assertThat(cluster.ask(CartApp.content(cluster.client(), "anna")))
                .containsOnly(entry("apple", 6), entry("pear", 6));
    }

    @SimTest(nodes = 3)
    void acknowledgedItems_areRecovered(SimCluster cluster) {
        cluster.startAll(CartApp::guardian);
        cluster.chaos();
        OperationCounts added = cluster.attempt(
                40, Duration.ofSeconds(1), () -> CartApp.add(cluster.client(), "anna", "apple"));
        cluster.heal();
        int apples =
                cluster.ask(CartApp.content(cluster.client(), "anna")).getOrDefault("apple", 0);
        assertThat(apples).isBetween((int) added.ok(), (int) (added.ok() + added.unknown()));
    }
}
