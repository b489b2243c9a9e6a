// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.results;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.CampaignReport;
import dev.pekkosim.testkit.campaign.PointSummary;
import dev.pekkosim.testkit.campaign.PropertySummary;
import dev.pekkosim.testkit.cluster.ReplacedSetting;
import java.util.List;
import java.util.Set;

/**
 * What a campaign came to beyond its runs.
 *
 * @param unmet what must have happened and did not, a sentence each
 * @param points what became of the buggify points, reached or not
 * @param properties what became of the properties, stated or not
 * @param unreachedPoints those of the application that no run reached, with their places
 * @param replacedSettings the settings of the application that no run had
 * @param required the messages of the properties that must happen
 * @param contractRuns from how many runs on they must; 0 for never
 * @hidden
 */
@Internal
public record CampaignOutcome(
        List<String> unmet,
        List<PointSummary> points,
        List<PropertySummary> properties,
        List<String> unreachedPoints,
        List<ReplacedSetting> replacedSettings,
        Set<String> required,
        int contractRuns) {

    /** Copies the lists. */
    public CampaignOutcome {
        unmet = List.copyOf(unmet);
        points = List.copyOf(points);
        properties = List.copyOf(properties);
        unreachedPoints = List.copyOf(unreachedPoints);
        replacedSettings = List.copyOf(replacedSettings);
        required = Set.copyOf(required);
    }

    /**
     * That of a campaign whose runs were executed in this JVM.
     *
     * @param campaign the campaign
     * @param report its runs
     */
    public static CampaignOutcome of(Campaign campaign, CampaignReport report) {
        return new CampaignOutcome(
                campaign.unmet(report),
                campaign.points(report),
                campaign.properties(report),
                campaign.unreachedPoints(report),
                campaign.replacedSettings(),
                campaign.requiredProperties(report),
                campaign.contractRuns());
    }
}
