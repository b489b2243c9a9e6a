// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli;

import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.Iterations;
import dev.pekkosim.testkit.RunResult;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pekko-sim run}: runs seeds and reports each. */
@Command(
        name = "run",
        description = "Runs seeds of a workload and reports each.",
        footer = {
            "",
            "Exit codes: 0 passed, 1 a property failed, 2 wrong usage, 3 non-determinism,",
            "4 a hang or a limit, 5 our own fault, 6 known finds only, 130 Ctrl-C,",
            "141 nobody reads the output any more."
        })
final class RunCommand implements Callable<Integer> {

    private final PekkoSim parent;
    private final Console console;

    @Mixin
    private final WorkloadArguments arguments;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Writes the results to a file too, as one JSON object.")
    private @Nullable String json;

    @Option(
            names = "--allow-known-finds",
            paramLabel = "IDS",
            split = ",",
            description = "Accepts runs that failed by these known finds only, such as"
                    + " PEKKO-3,CAVEAT-1: they are counted and do not fail the campaign.")
    private List<String> allowedFinds = List.of();

    @Option(names = "--fail-fast", description = "Ends after the first run that fails.")
    private boolean failFast;

    @Option(
            names = "--points",
            description = "Lists each buggify point, those in Pekko and those never reached too:"
                    + " in how many runs it was active, how often reached and fired.")
    private boolean points;

    RunCommand(PekkoSim parent, Console console, List<ShippedWorkload> workloads) {
        this.parent = parent;
        this.console = console;
        this.arguments = new WorkloadArguments(workloads);
    }

    @Override
    public Integer call() {
        RunOptions options = arguments.options();
        WorkloadArguments.SeedRange seeds = arguments.seeds();
        ResultFile file = json == null ? null : ResultFile.at(json);
        int parallel = arguments.parallel();
        Campaign campaign = arguments.campaign(options).allowKnownFinds(allowedFinds);
        RunReport report = new RunReport(
                console,
                RunText.of(parent, console),
                options,
                seeds.count(),
                soFar -> CampaignOutcome.of(campaign, soFar),
                campaign.missingPoints(),
                points,
                file);
        return Interruption.during(report::interrupt, () -> run(campaign, seeds, parallel, report));
    }

    private int run(
            Campaign campaign, WorkloadArguments.SeedRange seeds, int parallel, RunReport report) {
        AtomicBoolean goesOn = new AtomicBoolean(true);
        campaign.run(Iterations.of(seeds.count())
                .seeds(seeds.at())
                .parallel(parallel)
                .afterEach(result -> {
                    report.add(result);
                    goesOn.set(goesOnAfter(result) && console.loss().isEmpty());
                })
                .whileTrue(goesOn::get));
        report.close();
        int code = ExitCode.of(report.results(), report.unmet());
        return code == ExitCode.PASSED && report.isJsonLost() ? ExitCode.USAGE : code;
    }

    /** A mistake in the set-up is the same in every run, so one is enough. */
    private boolean goesOnAfter(RunResult result) {
        int code = ExitCode.of(result);
        return code == ExitCode.PASSED
                || code == ExitCode.KNOWN_FIND
                || (!failFast && code != ExitCode.USAGE);
    }
}
