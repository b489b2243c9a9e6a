// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import dev.pekkosim.engine.Limits;
import dev.pekkosim.testkit.campaign.RunSettings;
import dev.pekkosim.testkit.cluster.Deployment;
import java.util.List;
import java.util.Set;

/**
 * What fixes the runs of a campaign.
 *
 * @param name the campaign's name
 * @param deployment which nodes there are
 * @param settings those of each run
 * @param body what each run does
 * @param limits the bounds of each run
 * @param resets what is done before each execution of a run, outside of it
 * @param knobs whether each run draws settings of Pekko
 * @param chaos what {@link SimCluster#chaos()} lets loose
 * @param allowedFinds the ids of the known finds that are accepted
 * @param checkers those that the class path brings, which look at each healed cluster
 */
record CampaignPlan(
        String name,
        Deployment deployment,
        RunSettings settings,
        Body body,
        Limits limits,
        List<Runnable> resets,
        boolean knobs,
        Chaos chaos,
        Set<String> allowedFinds,
        List<Checker> checkers) {

    /** The same, but other known finds are accepted. */
    CampaignPlan allowing(Set<String> finds) {
        return new CampaignPlan(
                name, deployment, settings, body, limits, resets, knobs, chaos, finds, checkers);
    }

    /** The same with another chaos. */
    CampaignPlan with(Chaos newChaos) {
        return new CampaignPlan(
                name,
                deployment,
                settings,
                body,
                limits,
                resets,
                knobs,
                newChaos,
                allowedFinds,
                checkers);
    }

    /** The same with another body. */
    CampaignPlan with(Body newBody) {
        return new CampaignPlan(
                name,
                deployment,
                settings,
                newBody,
                limits,
                resets,
                knobs,
                chaos,
                allowedFinds,
                checkers);
    }
}
