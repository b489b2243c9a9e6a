// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli;

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
 * What a campaign of the command is, whatever it comes to.
 *
 * @param options what a seed means
 * @param seeds how many seeds it has, those of other shards, too
 * @param shard the part of them that is run, if it is one
 * @param settings what was set in {@code JAVA_OPTS} for Pekko or the simulator, by key
 * @param versions of what runs are made of
 * @param missingPoints the points that the release of Pekko lacks, each with a sentence
 */
record CampaignHead(
        RunOptions options,
        int seeds,
        Optional<Shard> shard,
        SortedMap<String, String> settings,
        Versions versions,
        SortedMap<String, String> missingPoints) {

    CampaignHead {
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
        missingPoints = Collections.unmodifiableSortedMap(new TreeMap<>(missingPoints));
    }

    /** The head of a campaign in this JVM. */
    static CampaignHead ofThisJvm(
            RunOptions options,
            int seeds,
            Optional<Shard> shard,
            SortedMap<String, String> missingPoints) {
        return new CampaignHead(
                options,
                seeds,
                shard,
                new TreeMap<>(GivenSettings.ofThisJvm()),
                Versions.ofThisJvm(),
                missingPoints);
    }

    /** How many of the seeds are run. */
    int planned() {
        return shard.map(part -> part.size(seeds)).orElse(seeds);
    }

    /** What must be the same in all shards of a campaign, by what it is called. */
    Map<String, String> identity() {
        Map<String, String> identity = new LinkedHashMap<>();
        identity.put("workload", options.workload());
        identity.put("nodes", Integer.toString(options.nodes()));
        identity.put("operations", Integer.toString(options.operations()));
        identity.put("chaos", options.chaos().name());
        identity.put("bug", options.bug());
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
                options, seeds, Optional.empty(), settings, versions, missingPoints);
    }
}
