// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli;

import dev.pekkosim.cli.spi.Benchmarks;
import dev.pekkosim.testkit.cluster.SimSetupException;
import dev.pekkosim.testkit.results.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pekko-sim bench}: what measures the simulator itself, if its sources are here. */
@Command(
        name = "bench",
        description = {
            "Measures how fast the simulator is on this machine: one benchmark, or without",
            "a name lists all. Each takes less than two minutes unless it says so."
        })
final class BenchCommand implements Callable<Integer> {

    private static final List<String> EXIT_CODES = List.of(
            "",
            "Exit codes: 0 measured, 1 to 4 as of run if a run failed, 2 usage,",
            "5 our own fault, 130 interrupted.");

    private final Console console;
    private final Optional<Benchmarks> benchmarks;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "What is measured.")
    private @Nullable String name;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How often all of it is measured, in turn.")
    private @Nullable Integer rounds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "Of run: how many runs come before the measured ones; 50 unless set.")
    private @Nullable Integer warmUp;

    @Option(
            names = "--runs",
            paramLabel = "N",
            description = "Of run, bank, swarm, parallel and soak: how many runs are measured.")
    private @Nullable Integer runs;

    @Option(
            names = "--only",
            paramLabel = "PART",
            split = ",",
            description = "Of agent: the parts, of actors, calls, run, start; calls and start"
                    + " unless set.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Writes the figures to a file, too, as one JSON object.")
    private @Nullable Path json;

    private BenchCommand(Console console, Optional<Benchmarks> benchmarks) {
        this.console = console;
        this.benchmarks = benchmarks;
    }

    /** The command line, with the benchmarks that are here. */
    static CommandLine line(Console console) {
        Optional<Benchmarks> found = ServiceLoader.load(Benchmarks.class).findFirst();
        List<String> footer = new ArrayList<>();
        found.ifPresent(benchmarks -> {
            footer.add("");
            footer.addAll(lines(benchmarks));
        });
        footer.addAll(EXIT_CODES);
        CommandLine line = new CommandLine(new BenchCommand(console, found));
        line.getCommandSpec().usageMessage().footer(footer.toArray(String[]::new));
        return line;
    }

    private static List<String> lines(Benchmarks benchmarks) {
        return benchmarks.lines().entrySet().stream()
                .map(entry ->
                        String.format(Locale.ROOT, "  %-11s %s", entry.getKey(), entry.getValue()))
                .toList();
    }

    @Override
    public Integer call() throws Exception {
        Benchmarks here = benchmarks.orElseThrow(() -> new SimSetupException(
                "bench measures from the sources, which are not here; call ./pekko-sim bench"
                        + " in a checkout of them"));
        if (name == null) {
            console.print(String.join("\n", lines(here)));
            return ExitCode.PASSED;
        }
        return here.measure(
                new Benchmarks.Request(
                        name,
                        number(rounds),
                        number(warmUp),
                        number(runs),
                        only,
                        Optional.ofNullable(json)),
                new ConsoleOutput(console));
    }

    private static OptionalInt number(@Nullable Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    /** The console, as the benchmarks see it. */
    private record ConsoleOutput(Console console) implements Benchmarks.Output {

        @Override
        public void print(String lines) {
            console.print(lines);
        }

        @Override
        public void complain(String lines) {
            console.complain("pekko-sim: " + lines);
        }

        @Override
        public void progress(String line) {
            console.progress(line);
        }
    }
}
