// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.junit;

import dev.pekkosim.testkit.Body;
import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.CampaignOptions;
import dev.pekkosim.testkit.SimClusterTestKit;
import dev.pekkosim.testkit.campaign.GivenOption;
import dev.pekkosim.testkit.campaign.Option;
import dev.pekkosim.testkit.cluster.SimSetupException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an annotation says of the runs of its method.
 *
 * @param annotation how the annotation is called
 * @param cluster what the cluster is
 * @param nodes what annotations of their own say of its nodes
 * @param options the options that it sets
 */
record Declaration(
        String annotation, ClusterPlan cluster, DeclaredNodes nodes, Map<Option, String> options) {

    /** A body is given to it when there is an instance of the test class. */
    private static final Body NO_INSTANCE = cluster -> {
        throw new IllegalStateException("a run began without an instance of its test class");
    };

    /**
     * What the cluster is.
     *
     * @param nodes how many server nodes there are, or {@link SimTest#USUAL}
     * @param clients how many client nodes there are, or {@link SimTest#USUAL}
     * @param knobs whether each run draws settings of Pekko
     * @param config the base name of the application's configuration, or empty
     * @param system the name of the actor systems
     */
    record ClusterPlan(int nodes, int clients, boolean knobs, String config, String system) {}

    static Declaration of(SimTest test, DeclaredNodes nodes) {
        Map<Option, String> options = new TreeMap<>();
        options.put(Option.SEEDS, Integer.toString(test.seeds()));
        options.put(Option.CHAOS, test.chaos());
        options.put(Option.ALLOW_KNOWN_FINDS, String.join(",", test.allowKnownFinds()));
        return new Declaration(
                "@SimTest",
                new ClusterPlan(
                        test.nodes(), test.clients(), test.knobs(), test.config(), test.system()),
                nodes,
                options);
    }

    static Declaration of(SimCampaign campaign, DeclaredNodes nodes) {
        Map<Option, String> options = new TreeMap<>();
        options.put(Option.SEEDS, Integer.toString(campaign.seeds()));
        options.put(Option.CHAOS, campaign.chaos());
        options.put(Option.ALLOW_KNOWN_FINDS, String.join(",", campaign.allowKnownFinds()));
        options.put(Option.PARALLEL, Integer.toString(campaign.parallel()));
        options.put(Option.STOP_AFTER_FAILURES, Integer.toString(campaign.stopAfterFailures()));
        options.put(Option.UNTIL_SOMETIMES, campaign.untilSometimes() ? "on" : "off");
        options.put(Option.UNTIL_STABLE, Integer.toString(campaign.untilStable()));
        if (!campaign.timeBudget().isEmpty()) {
            options.put(Option.TIME_BUDGET, campaign.timeBudget());
        }
        return new Declaration(
                "@SimCampaign",
                new ClusterPlan(
                        campaign.nodes(),
                        campaign.clients(),
                        campaign.knobs(),
                        campaign.config(),
                        campaign.system()),
                nodes,
                options);
    }

    /**
     * The options, of which those from outside win.
     *
     * @param outside what is set from outside
     */
    CampaignOptions over(CampaignOptions outside) {
        CampaignOptions all = outside;
        for (Map.Entry<Option, String> option : options.entrySet()) {
            all = all.with(new GivenOption(option.getKey(), option.getValue(), annotation));
        }
        return all;
    }

    /** The campaign, without a body. */
    Campaign campaign() {
        try {
            SimClusterTestKit.Builder builder =
                    SimClusterTestKit.campaign(cluster.system()).body(NO_INSTANCE);
            addNodes(builder);
            if (cluster.knobs()) {
                builder.drawKnobs();
            }
            if (!cluster.config().isEmpty()) {
                builder.config(cluster.config());
            }
            return builder.build();
        } catch (SimSetupException e) {
            throw new SimSetupException(e.getMessage() + " (" + annotation + ")");
        }
    }

    private void addNodes(SimClusterTestKit.Builder builder) {
        nodes.addTo(builder);
        if (cluster.nodes() != SimTest.USUAL) {
            if (!nodes.sets().isEmpty()) {
                throw new SimSetupException("nodes must not be set beside @Nodes, but is "
                        + cluster.nodes() + "; leave it out");
            }
            builder.nodes(cluster.nodes());
        }
        if (cluster.clients() != SimTest.USUAL) {
            builder.clients(cluster.clients());
        }
    }
}
