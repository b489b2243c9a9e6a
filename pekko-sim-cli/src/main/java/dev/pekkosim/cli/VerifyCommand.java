// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli;

import dev.pekkosim.cli.check.JavaHome;
import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.CampaignOptions;
import dev.pekkosim.testkit.Iterations;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.SeedSequence;
import dev.pekkosim.testkit.divergence.Divergence;
import dev.pekkosim.testkit.results.ExitCode;
import dev.pekkosim.testkit.text.TextBlock;
import dev.pekkosim.testkit.text.Units;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code pekko-sim verify}: executes each seed twice in this JVM and once in another, and compares
 * the hashes.
 */
@Command(
        name = "verify",
        description =
                "Executes each seed twice in this JVM and once in another one, and compares the"
                        + " hashes. Of the first seed that differs it tells the first event.",
        footer = {
            "",
            "Exit codes: 0 no difference, and all runs passed, 1, 4 and 6 as of run if some",
            "failed, 2 usage, 3 two executions of a seed differ, 5 our own fault,",
            "130 Ctrl-C, 141 nobody reads the output any more."
        })
final class VerifyCommand implements Callable<Integer> {

    private static final String HERE = "this JVM";

    private final PekkoSim parent;
    private final Console console;

    @Mixin
    private final WorkloadArguments arguments;

    @Option(
            names = "--java",
            paramLabel = "HOME",
            description =
                    "The home of the JDK of the other JVM; the same as this one's unless set.")
    private @Nullable String javaHome;

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
        CampaignOptions control =
                arguments.control(new CommandControl(), CommandControl.Outside.SEEDS);
        RunOptions options = arguments.options(control);
        JavaHome java = javaHome == null ? JavaHome.own() : JavaHome.at(javaHome);
        Campaign campaign = arguments.campaign(options);
        Work work = new Work(options, campaign, control);
        try (OtherJvm other = new OtherJvm(parent.mainClass(), options.arguments(), java)) {
            return Interruption.during(() -> interrupt(other), () -> verify(work, other));
        } catch (IOException e) {
            if (interrupted.get() || e instanceof InterruptedIOException) {
                return ExitCode.INTERRUPTED;
            }
            throw e;
        }
    }

    /**
     * What is verified.
     *
     * @param options what a seed means, as options
     * @param campaign what a seed means
     * @param control which seeds, and how many are under way at once in each JVM
     */
    private record Work(RunOptions options, Campaign campaign, CampaignOptions control) {

        Iterations iterations() {
            return Iterations.of(control.seeds())
                    .seeds(index -> control.seedAt((int) index))
                    .parallel(control.parallel());
        }

        List<String> arguments() {
            List<String> arguments = new ArrayList<>();
            if (control.seed().isPresent()) {
                arguments.add("--seed");
                arguments.add(SeedSequence.format(control.seed().getAsLong()));
            } else {
                arguments.add("--seeds");
                arguments.add(Integer.toString(control.seeds()));
            }
            arguments.add("--parallel");
            arguments.add(Integer.toString(control.parallel()));
            return arguments;
        }
    }

    private int verify(Work work, OtherJvm other) throws IOException {
        other.start(work.arguments());
        int code = executeFirst(work);
        if (code != ExitCode.PASSED) {
            return code;
        }
        executeAgain(work);
        if (console.loss().isPresent()) {
            return ExitCode.of(first);
        }
        console.progress("waiting for the other JVM");
        return compare(work, other);
    }

    /**
     * Goes on after a failed run, which is no difference, but not after one that could not be set
     * up or simulated: that is no run.
     */
    private int executeFirst(Work work) {
        RunText text = RunText.of(parent, console);
        AtomicInteger code = new AtomicInteger(ExitCode.PASSED);
        console.print(RunText.header());
        progress("first", first.size(), work);
        work.campaign()
                .execute(work.iterations()
                        .afterEach(result -> {
                            first.add(result);
                            console.print(text.line(result));
                            if (!result.passed()) {
                                console.print(text.block(result, work.options()));
                                code.set(noRun(result));
                            }
                            progress("first", first.size(), work);
                        })
                        .whileTrue(() ->
                                code.get() == ExitCode.PASSED && console.loss().isEmpty()));
        return code.get();
    }

    private static int noRun(RunResult result) {
        int code = ExitCode.of(result);
        return code == ExitCode.USAGE || code == ExitCode.INTERNAL ? code : ExitCode.PASSED;
    }

    private void executeAgain(Work work) {
        progress("second", 0, work);
        work.campaign()
                .execute(work.iterations()
                        .afterEach(result -> {
                            again.add(Execution.of(result));
                            progress("second", again.size(), work);
                        })
                        .whileTrue(() -> console.loss().isEmpty()));
    }

    private void progress(String which, int done, Work work) {
        console.progress(which + " execution: " + done + " of "
                + Units.count(work.control().seeds(), "seed"));
    }

    private int compare(Work work, OtherJvm other) throws IOException {
        OtherJvm.Executions there = other.awaitExecutions();
        if (there.all().size() != first.size()) {
            throw new IOException("the other JVM executed " + there.all().size()
                    + " seeds instead of " + first.size());
        }
        int differences = 0;
        for (int i = 0; i < first.size(); i++) {
            List<Execution> executions = List.of(
                    Execution.of(first.get(i)), again.get(i), there.all().get(i));
            if (executions.stream().distinct().count() > 1) {
                tell(executions, work, other, differences++ == 0);
            }
        }
        console.print(sides(other, there.javaVersion()));
        console.print(Units.count(first.size(), "seed") + ", 3 executions each, "
                + Units.count(differences, "difference")
                + failed());
        return differences == 0 ? ExitCode.of(first) : ExitCode.NON_DETERMINISM;
    }

    /** Failed runs are no differences, but no success either. */
    private String failed() {
        long failed = first.stream()
                .filter(run -> !run.passed() && !run.isKnownFind())
                .count();
        long known = first.stream().filter(RunResult::isKnownFind).count();
        return (failed == 0 ? "" : ", " + failed + " failed")
                + (known == 0 ? "" : ", " + known + (known == 1 ? " known find" : " known finds"));
    }

    private static String sides(OtherJvm other, String otherVersion) {
        TextBlock block = new TextBlock();
        block.row(
                HERE,
                "Java " + System.getProperty("java.version") + ", two executions of each seed");
        block.row(other.name(), "Java " + otherVersion + ", one execution of each seed");
        return block.toString();
    }

    /**
     * Tells that a seed differs; where it does only of the first one, since the cause is likely the
     * same.
     */
    private void tell(List<Execution> executions, Work work, OtherJvm other, boolean search)
            throws IOException {
        long seed = executions.get(0).seed();
        TextBlock head = new TextBlock();
        List<String> names = List.of(HERE, HERE, other.name());
        for (int i = 0; i < executions.size(); i++) {
            Execution execution = executions.get(i);
            head.row(
                    names.get(i),
                    "hash " + SeedSequence.format(execution.hash()) + "  steps "
                            + Units.count(execution.steps()));
        }
        console.print(SeedSequence.format(seed) + "  differs\n" + head);
        if (search) {
            console.progress("searching the first event that differs");
            boolean differsHere = !executions.get(0).equals(executions.get(1));
            console.print(search(seed, work.campaign(), other, differsHere).toString());
        }
        console.print(RunText.of(parent, console).verifyRow(seed, work.options()));
    }

    /** Two executions in one JVM are quicker to compare, and have less that could differ. */
    private static Divergence search(
            long seed, Campaign campaign, OtherJvm other, boolean differsHere) throws IOException {
        if (differsHere) {
            Divergence here =
                    Divergence.search(seed, campaign.side("first"), campaign.side("second"));
            if (here.isFound()) {
                return here;
            }
        }
        return Divergence.search(seed, campaign.side(HERE), other);
    }

    private void interrupt(OtherJvm other) {
        if (interrupted.compareAndSet(false, true)) {
            console.print("interrupted: " + Units.count(first.size(), "seed") + " executed once, "
                    + again.size() + " twice, none compared with the other JVM");
            try {
                other.close();
            } catch (IOException e) {
                console.complain("pekko-sim: files of the other JVM are left: " + e.getMessage());
            }
        }
    }
}
