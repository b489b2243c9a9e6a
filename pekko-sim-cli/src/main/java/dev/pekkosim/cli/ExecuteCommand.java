package dev.pekkosim.cli;

import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.StepHashes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code pekko-sim execute}: what {@code verify} runs in another JVM; prints one {@link Execution}
 * per line.
 */
@Command(name = "execute", hidden = true, description = "Prints the hash of each seed.")
final class ExecuteCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final WorkloadArguments arguments;

    @Option(names = "--step-hashes", paramLabel = "FILE")
    private @Nullable Path stepHashesFile;

    @Option(names = "--trace", paramLabel = "FILE")
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
        Campaign campaign = arguments.campaign(arguments.options());
        WorkloadArguments.SeedRange seeds = arguments.seeds();
        Side here = new ThisJvm(campaign);
        if (stepHashesFile != null) {
            StepHashes hashes = here.stepHashes(seeds.seed(0));
            hashes.write(stepHashesFile);
        } else if (traceFile != null) {
            Files.write(traceFile, here.trace(seeds.seed(0), firstStep, lastStep));
        } else {
            for (int i = 0; i < seeds.count(); i++) {
                RunResult result = campaign.execute(seeds.seed(i), null);
                console.print(Execution.of(result).write());
            }
        }
        return ExitCode.PASSED;
    }
}
