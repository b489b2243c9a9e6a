// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli;

import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.CampaignOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The arguments that say what is run: shared by the commands that run a workload. They were checked
 * before.
 */
final class WorkloadArguments {

    private final List<ShippedWorkload> known;

    @Parameters(
            index = "0",
            paramLabel = "WORKLOAD",
            description = "What drives the cluster: bank.")
    private String workload = "";

    @ArgGroup(exclusive = true)
    private @Nullable Seeds seeds;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            description =
                    "How many server nodes there are; 3 unless set. One client node is added.")
    private int nodes = RunOptions.DEFAULT_NODES;

    @Option(
            names = "--operations",
            paramLabel = "N",
            description = "How many operations the workload issues; 1000 unless set.")
    private int operations = RunOptions.DEFAULT_OPERATIONS;

    @Option(
            names = "--chaos",
            paramLabel = "CHAOS",
            description = {
                "What the nemesis does: crash-partition (as it is unless set), none, points or"
                        + " swarm; or the names of fault families with commas between them, all"
                        + " of which are on in each run: attrition, partitions, holds, resets,"
                        + " dead-connections, bad-connects, slow-links, narrow-links, pauses,"
                        + " slow-nodes, clock-jumps, clock-drifts, rolling-restarts,"
                        + " rolling-leaves, group-failures, outages, pekko-points, crashes,"
                        + " halves."
            })
    private @Nullable String chaos;

    @Option(
            names = "--bug",
            paramLabel = "BUG",
            description =
                    "A bug planted in the workload: none (as it is unless set), or lost-credit.")
    private String bug = RunOptions.NO_BUG;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            description = "How many runs are under way at once, each on threads of its own; 1"
                    + " unless set. The results are the same.")
    private @Nullable Integer parallel;

    /** Which seeds are run. */
    static final class Seeds {

        @Option(
                names = "--seeds",
                paramLabel = "N",
                description = "Runs the first N seeds of the fixed sequence; 10 unless set.")
        private @Nullable Integer count;

        @Option(
                names = "--seed",
                paramLabel = "SEED",
                description = "Runs one seed: 64 bits, decimal or hexadecimal after 0x.")
        private @Nullable String single;
    }

    WorkloadArguments(List<ShippedWorkload> known) {
        this.known = known;
    }

    /**
     * Which seeds are run and how, of which the command line wins over what is set outside.
     *
     * @param more what else the command line says
     * @param outside what counts if it is set outside
     */
    CampaignOptions control(CommandControl more, CommandControl.Outside outside) {
        Seeds given = seeds;
        return more.given("seed", given == null ? null : given.single)
                .given("seeds", given == null ? null : given.count)
                .given("chaos", chaos)
                .given("parallel", parallel)
                .options(outside);
    }

    /**
     * What to run.
     *
     * @param control as of {@link #control}
     */
    RunOptions options(CampaignOptions control) {
        return new RunOptions(workload, nodes, operations, control.chaos(), bug);
    }

    /** The campaign of these options. */
    Campaign campaign(RunOptions options) {
        return ShippedWorkload.find(known, options.workload()).campaign().apply(options);
    }
}
