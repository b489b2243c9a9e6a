package com.acme.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.CampaignReport;
import dev.pekkosim.testkit.Chaos;
import dev.pekkosim.testkit.Iterations;
import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimClusterTestKit;
import dev.pekkosim.testkit.SimNode;
import dev.pekkosim.testkit.campaign.PointSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.Test;

/**
 * The properties of {@link OrderBook} hold whatever happens to the cluster, and its campaign
 * reaches what they were written for. How many seeds there are says {@code -Dorders.seeds}.
 */
class OrderBookTest {

    private static final int SEEDS = Integer.getInteger("orders.seeds", 20);
    private static final int ORDERS = 20;
    private static final String REFUSED = "an order was refused since the book was full";
    private static final Duration TRADING = Duration.ofMinutes(2);
    private static final Duration AFTERNOON = Duration.ofMinutes(3);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Test
    void everyTradeIsSettledOnce_andTheCampaignReachesEachBranch() {
        Campaign campaign = campaign("");
        CampaignReport report = run(campaign);

        assertThat(report.failures()).isEmpty();
        assertThat(campaign.unmet(report)).isEmpty();
        assertThat(campaign.unreachedPoints(report)).isEmpty();
    }

    /** With a limit of 100 orders only, no campaign of this size fills a book. */
    @Test
    void withoutThePointThatReachesABranch_theCampaignNamesIt() throws IOException {
        Campaign campaign = campaign("pekko.sim.buggify.point.\"book.most-orders\".activation = 0");

        assertThat(campaign.unmet(run(campaign)))
                .singleElement()
                .asString()
                .contains(REFUSED)
                .endsWith("(OrderBook.java:" + lineOf(REFUSED) + ")");
    }

    private static int lineOf(String message) throws IOException {
        List<String> lines =
                Files.readAllLines(Path.of("src/main/java/com/acme/orders/OrderBook.java"));
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(message)) {
                return i + 1;
            }
        }
        throw new AssertionError("OrderBook.java does not state '" + message + "'");
    }

    private static CampaignReport run(Campaign campaign) {
        CampaignReport report = campaign.run(Iterations.of(SEEDS).parallel(2));
        List<PointSummary> inPekko =
                campaign.points(report).stream().filter(PointSummary::isInPekko).toList();
        System.out.println(report.summary());
        System.out.println("points in Pekko that fired: " + names(inPekko, p -> p.fired() > 0));
        System.out.println("that were reached, and never fired: "
                + names(inPekko, p -> p.fired() == 0 && p.reached() > 0));
        System.out.println("that were never reached: " + names(inPekko, p -> p.reached() == 0));
        return report;
    }

    private static List<String> names(List<PointSummary> points, Predicate<PointSummary> which) {
        return points.stream().filter(which).map(PointSummary::name).toList();
    }

    private static Campaign campaign(String settings) {
        return SimClusterTestKit.campaign("orders")
                .nodes(3)
                .config(ConfigFactory.parseString(settings).withFallback(ConfigFactory.load()))
                .body(OrderBookTest::trade)
                .build();
    }

    /**
     * Sends every book that is found a batch of buys, and then a batch of sells, until the trading
     * ends; what is open then is settled.
     */
    private static void trade(SimCluster cluster) {
        cluster.startAll(OrderApp::guardian);
        cluster.chaos(Chaos.points());
        Duration end = cluster.virtualTime().plus(TRADING);
        for (int batch = 0; cluster.virtualTime().compareTo(end) < 0; batch++) {
            boolean isBuy = batch % 2 == 0;
            for (ActorRef<OrderBook.Command> book : books(cluster)) {
                for (int i = 0; i < ORDERS && isRunning(cluster); i++) {
                    place(cluster, book, batch + "-" + i, isBuy);
                }
            }
            cluster.sleep(Duration.ofSeconds(5));
        }
        cluster.heal();
        cluster.sleep(AFTERNOON);
    }

    /**
     * The books that the client knows; none if it does not say so in time, or ends before it can.
     */
    private static List<ActorRef<OrderBook.Command>> books(SimCluster cluster) {
        if (!isRunning(cluster)) {
            return List.of();
        }
        CompletableFuture<List<ActorRef<OrderBook.Command>>> books =
                OrderApp.books(cluster.client()).exceptionally(late -> List.of());
        cluster.await(PATIENCE, books::isDone);
        return books.getNow(List.of());
    }

    /** Not while each node is down, as after a cut that no side of it survived. */
    private static boolean isRunning(SimCluster cluster) {
        return cluster.nodes().stream().anyMatch(SimNode::hasSystem);
    }

    private static void place(
            SimCluster cluster, ActorRef<OrderBook.Command> book, String order, boolean isBuy) {
        CompletableFuture<Boolean> unused =
                OrderApp.place(cluster.client(), book, order, isBuy).exceptionally(late -> false);
    }
}
