// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.results;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.testkit.CampaignOptions;
import dev.pekkosim.testkit.campaign.GivenSettings;
import dev.pekkosim.testkit.campaign.Shard;
import dev.pekkosim.testkit.campaign.Versions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a campaign is, whatever it comes to.
 *
 * @param campaign its name: that of a workload, of a test method, or of a campaign
 * @param parameters what else fixes what a seed means, by name
 * @param seeds how many seeds it has, those of other shards, too
 * @param shard the part of them that is run, if it is one
 * @param settings what was set as options of the JVM for Pekko or the simulator, by key
 * @param versions of what runs are made of
 * @param missingPoints the points that the release of Pekko lacks, each with a sentence
 * @hidden
 */
@Internal
public record CampaignHead(
        String campaign,
        Map<String, String> parameters,
        int seeds,
        Optional<Shard> shard,
        SortedMap<String, String> settings,
        Versions versions,
        SortedMap<String, String> missingPoints) {

    /** Copies the maps. */
    public CampaignHead {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
        missingPoints = Collections.unmodifiableSortedMap(new TreeMap<>(missingPoints));
    }

    /**
     * That of a campaign in this JVM.
     *
     * @param campaign its name
     * @param parameters what else fixes what a seed means, by name
     * @param options which seeds it runs
     * @param missingPoints the points that the release of Pekko lacks, each with a sentence
     */
    public static CampaignHead ofThisJvm(
            String campaign,
            Map<String, String> parameters,
            CampaignOptions options,
            SortedMap<String, String> missingPoints) {
        return new CampaignHead(
                campaign,
                parameters,
                options.allSeeds(),
                options.shard(),
                new TreeMap<>(GivenSettings.ofThisJvm()),
                Versions.ofThisJvm(),
                missingPoints);
    }

    /** How many of the seeds are run. */
    public int planned() {
        return shard.map(part -> part.size(seeds)).orElse(seeds);
    }

    /** What must be the same in all shards of a campaign, by what it is called. */
    Map<String, String> identity() {
        Map<String, String> identity = new LinkedHashMap<>();
        identity.put("campaign", campaign);
        identity.putAll(parameters);
        identity.put("seeds", Integer.toString(seeds));
        identity.put("shards", shard.map(part -> Integer.toString(part.count())).orElse("1"));
        identity.put("settings", GivenSettings.text(settings));
        identity.put("pekko-sim", versions.pekkoSim());
        identity.put("Pekko", versions.pekko());
        return identity;
    }

    /** The same campaign with all its seeds. */
    CampaignHead whole() {
        return new CampaignHead(
                campaign, parameters, seeds, Optional.empty(), settings, versions, missingPoints);
    }
}
