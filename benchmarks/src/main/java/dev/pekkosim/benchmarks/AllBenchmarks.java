// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import dev.pekkosim.cli.spi.Benchmarks;
import dev.pekkosim.testkit.cluster.SimSetupException;
import dev.pekkosim.testkit.results.ExitCode;
import dev.pekkosim.testkit.text.Losses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * All benchmarks, for {@code ./pekko-sim bench}.
 *
 * @since 0.1.0
 */
public final class AllBenchmarks implements Benchmarks {

    private final Map<String, String> lines = new LinkedHashMap<>();
    private final Map<String, Benchmark> benchmarks = new LinkedHashMap<>();

    /** Creates them; nothing is measured yet. */
    public AllBenchmarks() {
        add("run", "a warm run and its phases", new RunCost());
        add("idle", "idle virtual time, 3 to 30 nodes", new IdleCost());
        add("bank", "the bank, 10 runs from a cold JVM, and after 100", new BankCost());
        add("swarm", "10 virtual minutes of 5 nodes under chaos swarm", new SwarmCost());
        add("dispatcher", "ours against Pekko's own with one thread", new DispatcherCost());
        add("wire", "ours against Artery TCP on loopback", new WireCost());
        add("cold", "the first run of a cold JVM", new ColdCost());
        add("nodes", "the cost of a step at 10, 30, 60, 100 nodes", new NodesCost());
        add("parallel", "a long campaign on one core and on all", new ParallelCost());
        add("soak", "10,000 runs in one JVM; takes some 15 minutes", new SoakCost());
        add("agent", "interception outside of runs", new InterceptionCost());
        add("buggify", "points and properties in production", new BuggifyCost());
    }

    private void add(String name, String line, Benchmark benchmark) {
        lines.put(name, line);
        benchmarks.put(name, benchmark);
    }

    @Override
    public Map<String, String> lines() {
        return Collections.unmodifiableMap(lines);
    }

    @Override
    public int measure(Request request, Output output) throws Exception {
        Benchmark benchmark = Objects.requireNonNull(benchmarks.get(request.name()));
        Figures figures;
        try {
            figures = benchmark.measure(request, output::progress);
        } catch (FailedRunException e) {
            output.complain(e.sentence());
            return e.exitCode();
        }
        Map<String, Object> machine = Machine.facts();
        output.print(figures.text(machine));
        if (request.json().isPresent()) {
            write(request.json().get(), figures.json(request.name(), machine));
        }
        return ExitCode.PASSED;
    }

    static void write(Path file, String json) {
        try {
            Files.writeString(file, json);
        } catch (IOException e) {
            throw new SimSetupException(
                    "--json names " + file + ", which cannot be written: " + Losses.reason(e));
        }
    }
}
