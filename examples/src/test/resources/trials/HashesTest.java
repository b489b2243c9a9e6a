package com.acme.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.CampaignOptions;
import dev.pekkosim.testkit.CampaignReport;
import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimClusterTestKit;
import org.junit.jupiter.api.Test;

/** Tells which runs its seeds are. */
class HashesTest {

    @Test
    void hashes() {
        Campaign campaign = SimClusterTestKit.campaign("counter")
                .nodes(3)
                .body(HashesTest::body)
                .build();
        CampaignReport report = campaign.run(CampaignOptions.of());
        assertThat(report.runs()).hasSize(20);
        report.runs()
                .forEach(run -> System.out.printf("seed %x hash %x%n", run.seed(), run.hash()));
    }

    private static void body(SimCluster cluster) {
        cluster.startAll(CounterApp::guardian);
        cluster.chaos();
        cluster.attempt(30, () -> CounterApp.increment(cluster.client(), "visits"));
        cluster.heal();
        cluster.ask(CounterApp.get(cluster.client(), "visits"));
    }
}
