// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli;

import dev.pekkosim.cli.BenchScenario.Measured;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.SeedSequence;
import dev.pekkosim.testkit.results.ExitCode;
import dev.pekkosim.testkit.results.ReplayCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pekko-sim bench run}: the machine time of one run. */
@Command(
        name = "run",
        description = {
            "Measures one run: 3 nodes, 100 asks of 50 sharded entities,",
            "60 idle virtual seconds."
        },
        footer = {
            "",
            "Exit codes: 0 measured, 1 to 4 as of run if a run failed, 2 usage,",
            "5 our own fault, 130 interrupted."
        })
final class BenchRunCommand implements Callable<Integer> {

    private final PekkoSim parent;
    private final Console console;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "How many runs come before the measured ones; 50 unless set.")
    private int warmUp = 50;

    @Option(
            names = "--runs",
            paramLabel = "N",
            description = "How many runs are measured; 100 unless set.")
    private int runs = 100;

    BenchRunCommand(PekkoSim parent, Console console) {
        this.parent = parent;
        this.console = console;
    }

    @Override
    public Integer call() {
        BenchScenario scenario = new BenchScenario();
        List<Measured> kept = new ArrayList<>();
        for (int i = 0; i < warmUp + runs; i++) {
            console.progress(i + " of " + (warmUp + runs) + " runs");
            Measured run = scenario.run(SeedSequence.seed(i));
            if (!run.result().passed()) {
                return tell(run.result());
            }
            if (i >= warmUp) {
                kept.add(run);
            }
        }
        console.print(new BenchText(kept, warmUp).toString());
        return ExitCode.PASSED;
    }

    private int tell(RunResult result) {
        RunText text = RunText.of(parent, console);
        console.print(RunText.header());
        console.print(text.line(result));
        console.print(text.block(result, ReplayCommands.of("./pekko-sim bench run")));
        return ExitCode.of(result);
    }
}
