// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli;

import dev.pekkosim.testkit.CampaignOptions;
import dev.pekkosim.testkit.Chaos;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.SeedSequence;
import dev.pekkosim.testkit.campaign.Option;
import dev.pekkosim.testkit.results.ExitCode;
import dev.pekkosim.testkit.results.ReplayCommands;
import dev.pekkosim.workloads.bank.BankOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that fixes what a seed means on the command line.
 *
 * @param workload the workload's name
 * @param nodes how many server nodes there are
 * @param operations how many operations the workload issues
 * @param chaos what the nemesis may do
 * @param bug the planted bug
 */
record RunOptions(String workload, int nodes, int operations, Chaos chaos, String bug) {

    static final int DEFAULT_NODES = 3;
    static final int DEFAULT_OPERATIONS = BankOptions.DEFAULT.count();
    static final Chaos DEFAULT_CHAOS = Chaos.crashPartition();
    static final String NO_BUG = "none";

    /** The arguments after the command, without those that have their default. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        arguments.add(workload);
        if (nodes != DEFAULT_NODES) {
            arguments.add("--nodes");
            arguments.add(Integer.toString(nodes));
        }
        if (operations != DEFAULT_OPERATIONS) {
            arguments.add("--operations");
            arguments.add(Integer.toString(operations));
        }
        if (!chaos.name().equals(DEFAULT_CHAOS.name())
                || CampaignOptions.of().fromOutside(Option.CHAOS).isPresent()) {
            arguments.add("--chaos");
            arguments.add(chaos.name());
        }
        if (!bug.equals(NO_BUG)) {
            arguments.add("--bug");
            arguments.add(bug);
        }
        return arguments;
    }

    /** What else than the workload they say, by name. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("nodes", Integer.toString(nodes));
        parameters.put("operations", Integer.toString(operations));
        parameters.put("chaos", chaos.name());
        parameters.put("bug", bug);
        return parameters;
    }

    /**
     * The commands that execute one run again.
     *
     * @param run the run
     * @param javaOptions the value of {@code JAVA_OPTS}, or null; what it sets may change a run
     */
    ReplayCommands commands(RunResult run, @Nullable String javaOptions) {
        return new ReplayCommands(
                List.of(replayCommand(run.seed(), javaOptions)),
                ExitCode.of(run) == ExitCode.NON_DETERMINISM
                        ? Optional.of(verifyCommand(run.seed(), javaOptions))
                        : Optional.empty());
    }

    /**
     * The command that runs one seed again.
     *
     * @param seed the seed
     * @param javaOptions the value of {@code JAVA_OPTS}, or null; what it sets may change a run
     */
    String replayCommand(long seed, @Nullable String javaOptions) {
        return command("run", seed, javaOptions);
    }

    /**
     * The command that finds where executions of one seed part.
     *
     * @param seed the seed
     * @param javaOptions the value of {@code JAVA_OPTS}, or null; what it sets may change a run
     */
    String verifyCommand(long seed, @Nullable String javaOptions) {
        return command("verify", seed, javaOptions);
    }

    private String command(String name, long seed, @Nullable String javaOptions) {
        List<String> arguments = new ArrayList<>(arguments());
        arguments.add(1, "--seed");
        arguments.add(2, SeedSequence.format(seed));
        String environment = javaOptions == null || !javaOptions.contains("-D")
                ? ""
                : "JAVA_OPTS='" + javaOptions.replace("'", "'\\''") + "' ";
        return environment + "./pekko-sim " + name + " " + String.join(" ", arguments);
    }
}
