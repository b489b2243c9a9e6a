// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli;

import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.cluster.SimSetupException;
import dev.pekkosim.testkit.results.CampaignResults;
import dev.pekkosim.testkit.results.ExitCode;
import dev.pekkosim.testkit.results.MergedShards;
import dev.pekkosim.testkit.results.MergedShards.ShardFile;
import dev.pekkosim.testkit.text.Units;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pekko-sim merge}: joins the results of all shards of a campaign. */
@Command(
        name = "merge",
        description = "Joins the results that all shards of a campaign have written into one"
                + " report and one exit code.",
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
            description = "What run --shard I/N --json FILE, or tests with pekko.sim.shard, have"
                    + " written: one file of each shard, also of several campaigns.")
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
        List<ShardFile> shards = files.stream().map(ShardFile::read).toList();
        List<CampaignResults> campaigns = MergedShards.of(shards);
        if (json != null && campaigns.size() > 1) {
            throw new SimSetupException("--json takes the results of one campaign, but the files"
                    + " are of " + campaigns.size() + ": "
                    + campaigns.stream()
                            .map(each -> each.head().campaign())
                            .collect(Collectors.joining(", "))
                    + "; merge each alone");
        }
        ReportEnd end = new ReportEnd(console, points);
        for (CampaignResults campaign : campaigns) {
            if (campaigns.size() > 1) {
                console.print((campaign == campaigns.get(0) ? "" : "\n")
                        + campaign.head().campaign());
            }
            print(campaign, shards, end);
        }
        int code = ExitCode.of(
                campaigns.stream()
                        .flatMap(each -> each.report().runs().stream())
                        .toList(),
                campaigns.stream()
                        .flatMap(each -> each.outcome().unmet().stream())
                        .toList());
        boolean isLost = json != null && !end.write(Path.of(json), campaigns.get(0));
        return code == ExitCode.PASSED && isLost ? ExitCode.USAGE : code;
    }

    private void print(CampaignResults campaign, List<ShardFile> shards, ReportEnd end) {
        shards.stream()
                .filter(shard ->
                        shard.results().head().campaign().equals(campaign.head().campaign()))
                .forEach(shard -> console.print(line(shard)));
        printFailed(campaign);
        end.print(campaign);
    }

    private static String line(ShardFile shard) {
        CampaignResults results = shard.results();
        return "shard " + shard.shard() + ": " + results.report().runs().size() + " of "
                + Units.count(results.head().planned(), "run") + ", " + shard.file();
    }

    /** Those that passed say nothing that the sums do not. */
    private void printFailed(CampaignResults campaign) {
        RunText text = RunText.of(parent, console);
        List<RunResult> failed =
                campaign.report().runs().stream().filter(run -> !run.passed()).toList();
        if (!failed.isEmpty()) {
            console.print(RunText.header());
        }
        for (RunResult run : failed) {
            console.print(text.line(run));
            console.print(text.block(run, campaign.commands(run)));
        }
    }
}
