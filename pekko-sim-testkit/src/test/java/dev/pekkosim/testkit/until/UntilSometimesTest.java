package dev.pekkosim.testkit.until;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.buggify.Property;
import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.CampaignOptions;
import dev.pekkosim.testkit.CampaignReport;
import dev.pekkosim.testkit.SeedSequence;
import dev.pekkosim.testkit.TestRuns;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A campaign that ends with what it must reach. In a package of its own: all of it counts. */
class UntilSometimesTest {

    @Test
    void campaign_endsOnceAllSometimesAreReached() {
        AtomicInteger runs = new AtomicInteger();
        Campaign campaign = TestRuns.campaign(1, cluster -> {
            runs.incrementAndGet();
            Property.sometimes(cluster.seed() == SeedSequence.seed(6), "the seventh seed is run");
        });

        CampaignReport report =
                campaign.run(CampaignOptions.of(List.of()).untilSometimesReached(1_000));

        assertThat(report.runs()).hasSize(7);
        assertThat(runs).hasValue(7);
        assertThat(campaign.isPassed(report)).isTrue();
        assertThat(campaign.text(report)).isEqualTo("7 seeds: 7 passed, 0 failed");
    }
}
