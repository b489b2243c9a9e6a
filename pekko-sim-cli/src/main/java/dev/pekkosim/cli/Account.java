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
 * @param unreachedPoints those of the application that no run reached, with their places
 */
record Account(List<String> unmet, List<PointSummary> points, List<String> unreachedPoints) {

    Account {
        unmet = List.copyOf(unmet);
        points = List.copyOf(points);
        unreachedPoints = List.copyOf(unreachedPoints);
    }

    static Account of(Campaign campaign, CampaignReport report) {
        return new Account(
                campaign.unmet(report), campaign.points(report), campaign.unreachedPoints(report));
    }
}
