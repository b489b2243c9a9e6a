package dev.pekkosim.cli;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.RunResult;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code pekko-sim verify}: executes each seed twice in this JVM and once in another, and compares
 * the hashes.
 */
@Command(
        name = "verify",
        description =
                "Executes each seed twice in this JVM and once in another one, and compares the"
                        + " hashes.",
        footer = {
            "",
            "Exit codes: 0 no difference (whether the runs passed or failed),",
            "2 usage, 3 non-determinism, 5 our own fault."
        })
final class VerifyCommand implements Callable<Integer> {

    private final PekkoSim parent;
    private final Console console;

    @Mixin
    private final WorkloadArguments arguments;

    private final List<RunResult> first = Collections.synchronizedList(new ArrayList<>());
    private final List<Execution> again = Collections.synchronizedList(new ArrayList<>());
    private final AtomicBoolean interrupted = new AtomicBoolean();

    VerifyCommand(PekkoSim parent, Console console, List<ShippedWorkload> workloads) {
        this.parent = parent;
        this.console = console;
        this.arguments = new WorkloadArguments(workloads);
    }

    @Override
    public Integer call() throws IOException {
        RunOptions options = arguments.options();
        WorkloadArguments.SeedRange seeds = arguments.seeds();
        Campaign campaign = arguments.campaign(options);
        try (OtherJvm other = new OtherJvm(parent.mainClass(), options.arguments())) {
            return Interruption.during(
                    () -> interrupt(other), () -> verify(options, campaign, seeds, other));
        } catch (IOException e) {
            if (interrupted.get() || e instanceof InterruptedIOException) {
                return ExitCode.INTERRUPTED;
            }
            throw e;
        }
    }

    private int verify(
            RunOptions options,
            Campaign campaign,
            WorkloadArguments.SeedRange seeds,
            OtherJvm other)
            throws IOException {
        other.start(seeds.arguments());
        int code = executeFirst(options, campaign, seeds);
        if (code != ExitCode.PASSED) {
            return code;
        }
        executeAgain(campaign, seeds);
        console.progress("waiting for the other JVM");
        return compare(new ThisJvm(campaign), other);
    }

    /** A failed run is no difference, but one that could not be set up or simulated is no run. */
    private int executeFirst(
            RunOptions options, Campaign campaign, WorkloadArguments.SeedRange seeds) {
        RunText text = RunText.of(parent, console);
        console.print(RunText.header());
        for (int i = 0; i < seeds.count(); i++) {
            console.progress("first execution: " + i + " of " + seeds.count() + " seeds");
            RunResult result = campaign.execute(seeds.seed(i), null);
            first.add(result);
            console.print(text.line(result));
            Failure failure = result.failure();
            int code = ExitCode.of(result);
            if (failure != null && (code == ExitCode.USAGE || code == ExitCode.INTERNAL)) {
                console.print(text.block(result, failure, options));
                return code;
            }
        }
        return ExitCode.PASSED;
    }

    private void executeAgain(Campaign campaign, WorkloadArguments.SeedRange seeds) {
        for (int i = 0; i < seeds.count(); i++) {
            console.progress("second execution: " + i + " of " + seeds.count() + " seeds");
            again.add(Execution.of(campaign.execute(seeds.seed(i), null)));
        }
    }

    private int compare(Side here, OtherJvm other) throws IOException {
        List<Execution> there = other.awaitExecutions();
        if (there.size() != first.size()) {
            throw new IOException(
                    "the other JVM executed " + there.size() + " seeds instead of " + first.size());
        }
        int differences = 0;
        for (int i = 0; i < there.size(); i++) {
            List<Execution> executions =
                    List.of(Execution.of(first.get(i)), again.get(i), there.get(i));
            if (executions.stream().distinct().count() > 1) {
                tell(executions, here, other, differences++ == 0);
            }
        }
        console.print(first.size() + " seeds, 3 executions each, " + differences + " differences");
        return differences == 0 ? ExitCode.PASSED : ExitCode.NON_DETERMINISM;
    }

    /**
     * Tells that a seed differs; where it does only of the first one, since the cause is likely the
     * same.
     */
    private void tell(List<Execution> executions, Side here, Side other, boolean search)
            throws IOException {
        long seed = executions.get(0).seed();
        console.print(
                Divergence.head(seed, executions, List.of(here.name(), here.name(), other.name())));
        if (search) {
            console.progress("searching the first difference");
            Optional<String> found = Divergence.find(seed, here, other);
            if (found.isEmpty()) {
                found = Divergence.find(seed, here, here);
            }
            console.print(found.orElse(
                    "    no difference when executed again, in this JVM and in the other one"));
        }
    }

    private void interrupt(OtherJvm other) {
        if (interrupted.compareAndSet(false, true)) {
            console.print("interrupted: " + first.size() + " seeds executed once, " + again.size()
                    + " twice, none compared with the other JVM");
            try {
                other.close();
            } catch (IOException e) {
                console.complain("pekko-sim: files of the other JVM are left: " + e.getMessage());
            }
        }
    }
}
