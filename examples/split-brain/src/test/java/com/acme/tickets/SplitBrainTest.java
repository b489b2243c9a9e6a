package com.acme.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.junit.Nodes;
import dev.pekkosim.junit.SimTest;
import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A cluster that is cut in two has one office at any time. */
class SplitBrainTest {

    private static final int SECONDS = 60;

    @SimTest
    @Nodes(name = "office", count = 3, roles = "office")
    @Nodes(name = "counter", count = 2, roles = "counter")
    void officeOfTheMinority_hasEnded_whenThatOfTheMajorityBegins(SimCluster cluster) {
        cluster.startAll(TicketsApp::guardian);
        assertThat(sellers(cluster, 1)).containsExactly("office-1");

        cluster.partition(
                List.of("office-1", "counter-1"), List.of("office-2", "office-3", "counter-2"));
        assertThat(sellers(cluster, SECONDS)).containsExactly("office-1", "office-2");

        cluster.heal();
        assertThat(sellers(cluster, 1)).containsExactly("office-2");
    }

    /**
     * Buys at each counter, again and again, and tells who sold, in order: a seller that sells
     * after another one has begun to is there again.
     */
    private static List<String> sellers(SimCluster cluster, int seconds) {
        List<String> sellers = new ArrayList<>();
        Duration end = cluster.virtualTime().plusSeconds(seconds);
        while (cluster.virtualTime().compareTo(end) < 0) {
            for (SimNode counter : cluster.nodes("counter").nodes()) {
                String seller = counter.hasSystem() ? buy(cluster, counter) : "";
                if (!seller.isEmpty() && !isLast(sellers, seller)) {
                    sellers.add(seller);
                }
            }
            cluster.sleep(Duration.ofMillis(100));
        }
        return sellers;
    }

    /** Who sold; empty if nobody did in time. */
    private static String buy(SimCluster cluster, SimNode counter) {
        return cluster.ask(TicketsApp.buy(counter.system())
                .handle((ticket, late) -> ticket == null ? "" : ticket.node()));
    }

    private static boolean isLast(List<String> sellers, String seller) {
        return !sellers.isEmpty() && sellers.get(sellers.size() - 1).equals(seller);
    }
}
