// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import dev.pekkosim.benchmarks.Section.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Measures what the agent costs, and prints one table. */
@Command(
        name = "benchmarks/run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpWidth = 80,
        description = {
            "Measures what the agent costs a thread of no run, a warm run and a start.",
            "Each figure comes from JVMs of their own, one of each kind in each round,",
            "in turn. A ratio is that of two neighbours: the median over the rounds, the",
            "least and the greatest. Above 1 is slower. A time is the least of ten for a",
            "call, of eight for actors, the median of 60 for a warm run, and of one for a",
            "start; and of those, the median over the rounds."
        })
final class InterceptionCost implements Callable<Integer> {

    private static final String ROOT = "pekko-sim.root";
    private static final int FAILED = 5;

    private static final Variant IDENTITY_HASHES = Variant.off("identity-hashes");
    private static final Variant MONITORS = Variant.off("monitors");
    private static final Variant THREADS = Variant.off("threads");

    private final List<Section> sections = List.of(actors(), calls(), run(), start());

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How many rounds; 5 unless set. One takes about 4 minutes.")
    private int rounds = 5;

    @Option(
            names = "--only",
            paramLabel = "PART",
            split = ",",
            description = "Parts to measure: actors, calls, run, start; all unless set.")
    private List<String> only = new ArrayList<>();

    private InterceptionCost() {}

    /**
     * Measures.
     *
     * @param arguments the options
     */
    public static void main(String[] arguments) {
        // Only one of these is started at a time by whoever reads the figures.
        System.setProperty("jmh.ignoreLock", "true");
        System.exit(new CommandLine(new InterceptionCost())
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    line.getErr().println("benchmarks/run: " + e.getMessage());
                    return FAILED;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        check();
        System.out.printf(
                Locale.ROOT,
                "%d cores, Java %s, rounds: %d%n",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                rounds);
        for (Section section : sections) {
            if (only.isEmpty() || only.contains(section.id())) {
                String text = section.text(section.measure(rounds, System.err::println));
                System.out.println("\n" + text);
            }
        }
        return 0;
    }

    private void check() {
        if (rounds < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--rounds must be at least 1, but is " + rounds);
        }
        List<String> ids = sections.stream().map(Section::id).toList();
        for (String id : only) {
            if (!ids.contains(id)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--only must name parts of " + String.join(", ", ids) + ", but is '" + id
                                + "'");
            }
        }
    }

    private static Section actors() {
        List<Row> rows = new ArrayList<>();
        List<Variant> variants = List.of(Variant.WITH, IDENTITY_HASHES, MONITORS, THREADS);
        rows.add(actor("message, 2 pairs, 32 in flight", "pingPong", variants));
        rows.add(actor("ask, 100 at once", "asks", variants));
        rows.add(actor("ask, there and back", "ask", List.of(Variant.WITH)));
        return outside("actors", "a real actor system", rows);
    }

    private static Row actor(String label, String method, List<Variant> variants) {
        return new Row(label, Probes.jmh(ActorBenchmark.class, method), variants);
    }

    private static Section calls() {
        List<Row> rows = new ArrayList<>();
        rows.add(hook("System.nanoTime", "nanoTime", "clocks"));
        rows.add(hook("Thread.currentThread", "currentThread", "threads"));
        rows.add(hook("ThreadLocalRandom.nextInt", "threadLocalRandom", "random"));
        rows.add(hook("HashMap.get, String", "mapOfStrings", "identity-hashes"));
        rows.add(hook("HashMap.get, enum", "mapOfConstants", "identity-hashes"));
        rows.add(hook("HashMap.get, Class", "mapOfClasses", "identity-hashes"));
        rows.add(hook("HashMap.get, record", "mapOfRecords", "identity-hashes"));
        rows.add(hook("HashMap.get, inherited hash", "mapOfPlains", "identity-hashes"));
        rows.add(hook("HashMap.get, four kinds in turn", "mapsOfAll", "identity-hashes"));
        rows.add(hook("ConcurrentHashMap.get, String", "concurrentMapOfStrings", ""));
        rows.add(hook("ConcurrentHashMap.get, record", "concurrentMapOfRecords", ""));
        rows.add(hook("synchronized method", "synchronizedMethod", "monitors"));
        rows.add(hook("synchronized block", "synchronizedBlock", "monitors"));
        rows.add(hook("unpark and park", "park", "waiting"));
        rows.add(hook("SynchronousQueue, there and back", "handOff", "waiting"));
        return outside("calls", "a call on a thread of no run", rows);
    }

    private static Row hook(String label, String method, String treatment) {
        List<Variant> variants = treatment.isEmpty()
                ? List.of(Variant.WITH)
                : List.of(Variant.WITH, Variant.off(treatment));
        return new Row(label, Probes.jmh(HookBenchmark.class, method), variants);
    }

    private static Section run() {
        Path launcher = Path.of(System.getProperty(ROOT, "."), "pekko-sim");
        Row row = new Row(
                "run",
                Probes.warmRun(launcher.toString()),
                List.of(IDENTITY_HASHES, MONITORS, THREADS));
        return new Section("run", "a warm run", Variant.WITH, "all on", "one off", List.of(row));
    }

    private static Section start() {
        List<Variant> with = List.of(Variant.WITH);
        return outside(
                "start",
                "from the start of the JVM",
                List.of(
                        new Row("to main", Probes.coldStart(ColdStart.AT_MAIN), with),
                        new Row("to an ActorSystem", Probes.coldStart(ColdStart.AT_SYSTEM), with)));
    }

    private static Section outside(String id, String title, List<Row> rows) {
        return new Section(id, title, Variant.WITHOUT, "without", "agent", rows);
    }
}
