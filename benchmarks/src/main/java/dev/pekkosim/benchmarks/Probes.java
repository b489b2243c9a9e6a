// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The ways of measuring, each in a JVM of its own. */
final class Probes {

    private Probes() {}

    /**
     * The least of the iterations of a JMH benchmark: what else the machine does only adds to it.
     */
    static Section.Probe jmh(Class<?> benchmarks, String method) {
        String name = "^" + Pattern.quote(benchmarks.getName() + "." + method) + "$";
        return variant -> {
            List<String> options = new ArrayList<>(variant.options());
            options.add("-Xms512m");
            options.add("-Xmx512m");
            for (RunResult result : new Runner(new OptionsBuilder()
                            .include(name)
                            .forks(1)
                            .jvmArgs(options.toArray(new String[0]))
                            .shouldFailOnError(true)
                            .verbosity(VerboseMode.SILENT)
                            .build())
                    .run()) {
                return result.getBenchmarkResults().iterator().next().getIterationResults().stream()
                        .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
                        .min()
                        .orElseThrow();
            }
            throw new RunnerException("there is no benchmark " + name);
        };
    }

    /** The time from the start of a JVM to a line that {@link ColdStart} prints. */
    static Section.Probe coldStart(String line) {
        return variant -> {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(variant.options());
            command.add("-cp");
            command.add(System.getProperty("java.class.path"));
            command.add(ColdStart.class.getName());
            long start = System.nanoTime();
            return execute(new ProcessBuilder(command), line, printed -> System.nanoTime() - start);
        };
    }

    /** The median of warm runs, in a JVM with the options of this one. */
    static Section.Probe warmRun() {
        return variant -> {
            List<String> options = new ArrayList<>(JvmOptions.OF_THIS_JVM);
            if (!variant.off().isEmpty()) {
                options.add(variant.offProperty());
            }
            try (Fork fork = Fork.start(WarmRuns.class, options, List.of())) {
                return Double.parseDouble(fork.answer(line -> {}));
            }
        };
    }

    private static double execute(
            ProcessBuilder builder,
            String awaited,
            java.util.function.ToDoubleFunction<String> reading)
            throws IOException, InterruptedException {
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        double found = Double.NaN;
        StringBuilder printed = new StringBuilder();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.matches(awaited)) {
                    found = reading.applyAsDouble(line);
                }
                printed.append(line).append('\n');
            }
        }
        int code = process.waitFor();
        if (code != 0 || Double.isNaN(found)) {
            throw new IOException("'" + String.join(" ", builder.command()) + "' ended with code "
                    + code + " and printed: " + printed.toString().strip());
        }
        return found;
    }
}
