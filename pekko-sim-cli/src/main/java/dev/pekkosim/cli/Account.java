package dev.pekkosim.cli;

import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.CampaignReport;
import dev.pekkosim.testkit.PointSummary;
import java.util.List;

/**
 * What a campaign came to beyond its runs.
 *
 * @param unmet what must have happened and did not, a sentence each
 * @param points what became of the buggify points, reached or not
 */
record Account(List<String> unmet, List<PointSummary> points) {

    Account {
        unmet = List.copyOf(unmet);
        points = List.copyOf(points);
    }

    static Account of(Campaign campaign, CampaignReport report) {
        return new Account(campaign.unmet(report), campaign.points(report));
    }
}
