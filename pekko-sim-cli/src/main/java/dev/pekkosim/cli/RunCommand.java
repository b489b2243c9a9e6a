// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli;

import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.CampaignOptions;
import dev.pekkosim.testkit.IterationControl;
import dev.pekkosim.testkit.Iterations;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.cluster.SimSetupException;
import dev.pekkosim.testkit.results.CampaignHead;
import dev.pekkosim.testkit.results.CampaignOutcome;
import dev.pekkosim.testkit.results.ExitCode;
import dev.pekkosim.testkit.text.Units;
import java.nio.file.Path;
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

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            description = "Runs part I of N of the seeds only, so that several jobs share a"
                    + " campaign; merge joins what all of them wrote with --json.")
    private @Nullable String shard;

    @Option(
            names = "--time-budget",
            paramLabel = "TIME",
            description = "Machine time after which no run begins, such as 90s or 5m.")
    private @Nullable String timeBudget;

    @Option(
            names = "--until-sometimes",
            description = "Ends once every sometimes has held and all that must be reached was.")
    private boolean untilSometimes;

    @Option(
            names = "--until-stable",
            paramLabel = "N",
            description = "Ends once N runs in a row came to nothing that none before did.")
    private @Nullable Integer untilStable;

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
        CommandControl.requireNoRepro();
        CampaignOptions control = arguments.control(own(), CommandControl.Outside.CAMPAIGN);
        RunOptions options = arguments.options(control);
        requireSeed(control);
        Path file = json == null ? null : Path.of(json);
        Campaign campaign = arguments.campaign(options).allowKnownFinds(control.allowedFinds());
        String outside = CommandControl.fromOutside(control);
        if (!outside.isEmpty()) {
            console.print("set outside: " + outside);
        }
        RunReport report = new RunReport(
                console,
                RunText.of(parent, console),
                options,
                CampaignHead.ofThisJvm(
                        options.workload(),
                        options.parameters(),
                        control,
                        campaign.missingPoints()),
                soFar -> CampaignOutcome.of(campaign, soFar),
                points,
                file);
        return Interruption.during(report::interrupt, () -> run(campaign, control, report));
    }

    private CommandControl own() {
        return new CommandControl()
                .given("shard", shard)
                .given("time-budget", timeBudget)
                .given("until-sometimes", untilSometimes ? "on" : null)
                .given("until-stable", untilStable)
                .given(
                        "allow-known-finds",
                        allowedFinds.isEmpty() ? null : String.join(",", allowedFinds));
    }

    private static void requireSeed(CampaignOptions control) {
        if (control.seeds() == 0) {
            throw new SimSetupException("shard " + control.shard().orElseThrow()
                    + " must have a seed, but the campaign has "
                    + Units.count(control.allSeeds(), "seed")
                    + "; give more of them, or fewer shards");
        }
    }

    private int run(Campaign campaign, CampaignOptions control, RunReport report) {
        AtomicBoolean goesOn = new AtomicBoolean(true);
        IterationControl iterations = campaign.control(control);
        campaign.run(Iterations.of(control.seeds())
                .seeds(index -> control.seedAt((int) index))
                .parallel(control.parallel())
                .afterEach(result -> {
                    report.add(result);
                    iterations.add(result);
                    goesOn.set(goesOnAfter(result) && console.loss().isEmpty());
                })
                .whileTrue(() -> goesOn.get() && iterations.goesOn()));
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
