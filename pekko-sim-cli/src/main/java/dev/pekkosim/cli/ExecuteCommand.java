// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli;

import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.CampaignOptions;
import dev.pekkosim.testkit.Iterations;
import dev.pekkosim.testkit.results.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code pekko-sim execute}: what {@code verify} runs in another JVM; prints the version of Java
 * and then one {@link Execution} per line. It executes the last seed first, so that what depends on
 * which runs came before shows.
 */
@Command(
        name = "execute",
        hidden = true,
        description = "Prints the hash of each seed.",
        footer = {"", "Exit codes: 0 done, 2 usage, 5 our own fault."})
final class ExecuteCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final WorkloadArguments arguments;

    @Option(names = "--record", paramLabel = "FILE")
    private @Nullable Path traceFile;

    @Option(names = "--from", paramLabel = "STEP")
    private long firstStep;

    @Option(names = "--to", paramLabel = "STEP")
    private long lastStep;

    ExecuteCommand(Console console, List<ShippedWorkload> workloads) {
        this.console = console;
        this.arguments = new WorkloadArguments(workloads);
    }

    @Override
    public Integer call() throws IOException {
        CampaignOptions control =
                arguments.control(new CommandControl(), CommandControl.Outside.NOTHING);
        Campaign campaign = arguments.campaign(arguments.options(control));
        if (traceFile != null) {
            campaign.side("this JVM")
                    .record(control.seedAt(0), firstStep, lastStep)
                    .write(traceFile);
        } else {
            console.print(System.getProperty("java.version"));
            campaign.execute(Iterations.of(control.seeds())
                    .seeds(index -> control.seedAt(control.seeds() - 1 - (int) index))
                    .parallel(control.parallel())
                    .afterEach(result -> console.print(Execution.of(result).write())));
        }
        return ExitCode.PASSED;
    }
}
