// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import dev.pekkosim.benchmarks.Section.Row;
import dev.pekkosim.cli.spi.Benchmarks.Request;
import dev.pekkosim.testkit.cluster.SimSetupException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the agent costs a thread of no run, a warm run and a start. Each figure comes from JVMs of
 * their own, one of each kind in each round, in turn.
 */
final class InterceptionCost implements Benchmark {

    private static final int ROUNDS = 1;

    /** Those that are measured in less than two minutes. */
    private static final List<String> USUAL = List.of("calls", "start");

    private static final Variant IDENTITY_HASHES = Variant.off("identity-hashes");
    private static final Variant MONITORS = Variant.off("monitors");
    private static final Variant THREADS = Variant.off("threads");

    private final List<Section> sections = List.of(actors(), calls(), run(), start());

    @Override
    public Figures measure(Request request, Consumer<String> progress) throws Exception {
        List<String> only = request.only().isEmpty() ? USUAL : request.only();
        check(only);
        // Only one of these is started at a time by whoever reads the figures.
        System.setProperty("jmh.ignoreLock", "true");
        int rounds = request.rounds().orElse(ROUNDS);
        List<Table> tables = new ArrayList<>();
        for (Section section : sections) {
            if (only.contains(section.id())) {
                tables.add(section.table(section.measure(rounds, progress)));
            }
        }
        return new Figures(tables, List.of(rounds + " rounds; a ratio above 1 is slower"));
    }

    private void check(List<String> only) {
        List<String> ids = sections.stream().map(Section::id).toList();
        for (String id : only) {
            if (!ids.contains(id)) {
                throw new SimSetupException("--only must name parts of " + String.join(", ", ids)
                        + ", but is '" + id + "'");
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
        Row row = new Row("run", Probes.warmRun(), List.of(IDENTITY_HASHES, MONITORS, THREADS));
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
