// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli;

import dev.pekkosim.testkit.CampaignReport;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.campaign.GivenSettings;
import dev.pekkosim.testkit.text.Units;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pekko-sim merge}: joins the results of all shards of a campaign. */
@Command(
        name = "merge",
        description = "Joins the results that all shards of a campaign have written with --json"
                + " into one report and one exit code.",
        footer = {
            "",
            "Exit codes: 0 passed, 1 a property failed, 2 wrong usage, 3 non-determinism,",
            "4 a hang or a limit, 5 our own fault, 6 known finds only,",
            "141 nobody reads the output any more."
        })
final class MergeCommand implements Callable<Integer> {

    private final PekkoSim parent;
    private final Console console;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "What run --shard I/N --json FILE has written, one file of each shard.")
    private List<String> files = List.of();

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Writes the results of the whole campaign to a file too, as one JSON"
                    + " object.")
    private @Nullable String json;

    @Option(
            names = "--points",
            description = "Lists each buggify point, those in Pekko and those never reached too:"
                    + " in how many runs it was active, how often reached and fired.")
    private boolean points;

    MergeCommand(PekkoSim parent, Console console) {
        this.parent = parent;
        this.console = console;
    }

    @Override
    public Integer call() {
        List<ShardResult> shards = files.stream().map(ResultReader::read).toList();
        MergedShards merged = MergedShards.of(shards);
        CampaignReport report = merged.report();
        shards.forEach(shard -> console.print(line(shard)));
        RunText text = new RunText(console, parent.isVerbose(), javaOptions(merged.head()));
        printFailed(report, text, merged.head().options());
        ReportEnd end = new ReportEnd(console, merged.head(), points);
        end.print(report, merged.outcome());
        int code = ExitCode.of(report.runs(), merged.outcome().unmet());
        boolean isLost =
                json != null && !end.write(ResultFile.at(json), report, merged.outcome(), false);
        return code == ExitCode.PASSED && isLost ? ExitCode.USAGE : code;
    }

    private static String line(ShardResult shard) {
        return "shard " + shard.head().shard().orElseThrow() + ": "
                + shard.runs().size() + " of " + Units.count(shard.head().planned(), "run") + ", "
                + shard.file();
    }

    /** Those that passed say nothing that the sums do not. */
    private void printFailed(CampaignReport report, RunText text, RunOptions options) {
        List<RunResult> failed =
                report.runs().stream().filter(run -> !run.passed()).toList();
        if (!failed.isEmpty()) {
            console.print(RunText.header());
        }
        for (RunResult run : failed) {
            console.print(text.line(run));
            console.print(text.block(run, options));
        }
    }

    /** What the shards were run with, which is part of what replays a run. */
    private static @Nullable String javaOptions(CampaignHead head) {
        return head.settings().isEmpty() ? null : GivenSettings.text(head.settings());
    }
}
