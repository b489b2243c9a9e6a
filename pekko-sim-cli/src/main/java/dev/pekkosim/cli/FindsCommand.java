// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code pekko-sim finds}: shows finds in Pekko on real Artery TCP, in a plain JVM without the
 * simulator.
 */
@Command(
        name = "finds",
        description = {
            "Shows finds in Pekko on real Artery TCP, in a plain JVM without the simulator:",
            "how often each was seen, and how often its control stayed healthy."
        },
        footer = {
            "",
            "Exit codes: 0 each find was seen and all controls were healthy, 1 not so,",
            "2 usage, 5 our own fault."
        })
final class FindsCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "PEKKO-N",
            description = "One find, with the log lines that tell it; all unless given.")
    private @Nullable String id;

    @Option(
            names = "--times",
            paramLabel = "N",
            description = "How often each program and its control are executed; 1 unless set.")
    private int times = 1;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            description = "How many of them are under way at once; 1 unless set.")
    private int parallel = 1;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "Writes all that all nodes log to a file.")
    private @Nullable Path log;

    FindsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--times", Integer.toString(times), "--parallel", Integer.toString(parallel)));
        if (log != null) {
            arguments.add("--log");
            arguments.add(log.toString());
        }
        if (id != null) {
            arguments.add(id);
        }
        return new FindsJvm(console).execute(arguments);
    }
}
