// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What can be named on a command line.
 *
 * @param bugs by workload the bugs that are planted in it, without {@code none}
 * @param chaos the names of what a nemesis does
 * @param families the names of fault families, of which several may be given
 * @param finds the ids of known finds, of which several may be given
 * @param benchmarks by what is measured the options of it alone
 */
public record Vocabulary(
        Map<String, List<String>> bugs,
        List<String> chaos,
        List<String> families,
        List<String> finds,
        Map<String, List<String>> benchmarks) {

    /** No bug. */
    public static final String NO_BUG = "none";

    /** What ships. A test holds it against what there is. */
    public static final Vocabulary SHIPPED = new Vocabulary(
            Map.of("bank", List.of("lost-credit")),
            List.of("crash-partition", "none", "points", "swarm"),
            List.of(
                    "attrition",
                    "partitions",
                    "holds",
                    "resets",
                    "dead-connections",
                    "bad-connects",
                    "slow-links",
                    "narrow-links",
                    "pauses",
                    "slow-nodes",
                    "clock-jumps",
                    "clock-drifts",
                    "rolling-restarts",
                    "rolling-leaves",
                    "group-failures",
                    "outages",
                    "pekko-points",
                    "crashes",
                    "halves"),
            List.of(
                    "PEKKO-1",
                    "PEKKO-2",
                    "PEKKO-3",
                    "PEKKO-4",
                    "PEKKO-5",
                    "PEKKO-6",
                    "PEKKO-7",
                    "PEKKO-8",
                    "PEKKO-9",
                    "CAVEAT-1"),
            Map.ofEntries(
                    Map.entry("run", List.of("--warm-up", "--runs")),
                    Map.entry("idle", List.of("--rounds")),
                    Map.entry("bank", List.of("--runs")),
                    Map.entry("swarm", List.of("--runs")),
                    Map.entry("dispatcher", List.of("--rounds")),
                    Map.entry("wire", List.of("--rounds")),
                    Map.entry("cold", List.of("--rounds")),
                    Map.entry("nodes", List.of("--rounds")),
                    Map.entry("soak", List.of("--runs")),
                    Map.entry("parallel", List.of("--rounds", "--runs")),
                    Map.entry("agent", List.of("--rounds", "--only")),
                    Map.entry("buggify", List.of("--rounds"))));

    /** What each benchmark takes. */
    private static final List<String> OF_ALL_BENCHMARKS = List.of("--json", "--verbose");

    /** Copies them. */
    public Vocabulary {
        bugs = new TreeMap<>(bugs);
        chaos = List.copyOf(chaos);
        families = List.copyOf(families);
        finds = List.copyOf(finds);
        benchmarks = new TreeMap<>(benchmarks);
    }

    /** The same with other workloads. */
    public Vocabulary withBugs(Map<String, List<String>> others) {
        return new Vocabulary(others, chaos, families, finds, benchmarks);
    }

    List<String> workloads() {
        return List.copyOf(bugs.keySet());
    }

    Optional<String> workloadProblem(String workload) {
        return bugs.containsKey(workload)
                ? Optional.empty()
                : Optional.of(
                        "there is no workload '" + workload + "'; use " + Words.or(workloads()));
    }

    Optional<String> bugProblem(String workload, String bug) {
        List<String> known = new ArrayList<>(List.of(NO_BUG));
        known.addAll(bugs.getOrDefault(workload, List.of()));
        return known.contains(bug)
                ? Optional.empty()
                : Optional.of("workload " + workload + " has no bug '" + bug + "'; use "
                        + Words.or(known));
    }

    Optional<String> benchmarkProblem(String benchmark) {
        return benchmarks.containsKey(benchmark)
                ? Optional.empty()
                : Optional.of("there is no benchmark '" + benchmark + "'; use "
                        + Words.or(List.copyOf(benchmarks.keySet())));
    }

    /** What is wrong with the options of a benchmark, or with options without one. */
    Optional<String> benchmarkProblem(Optional<String> benchmark, Collection<String> options) {
        List<String> known = new ArrayList<>(OF_ALL_BENCHMARKS);
        benchmark.ifPresent(name -> known.addAll(benchmarks.getOrDefault(name, List.of())));
        for (String option : options) {
            if (benchmark.isEmpty() && !option.equals("--verbose")) {
                return Optional.of(option + " needs a benchmark; see ./pekko-sim bench --help");
            }
            if (!known.contains(option)) {
                return Optional.of("bench " + benchmark.orElse("") + " has no option '" + option
                        + "'; see ./pekko-sim bench --help");
            }
        }
        return Optional.empty();
    }

    Optional<String> findsProblem(String value) {
        for (String id : value.split(",", -1)) {
            if (!finds.contains(id)) {
                return Optional.of("there is no known find '" + id + "'; the known finds are "
                        + String.join(", ", finds));
            }
        }
        return Optional.empty();
    }

    Optional<String> chaosProblem(String value) {
        if (chaos.contains(value)) {
            return Optional.empty();
        }
        List<String> named = List.of(value.split(",", -1));
        for (String family : named) {
            if (!families.contains(family)) {
                return Optional.of((named.size() == 1
                                ? "there is no chaos '" + family
                                : "there is no fault family '" + family)
                        + "'; use " + Words.or(chaos)
                        + ", or fault families with commas between them; see ./pekko-sim run"
                        + " --help");
            }
        }
        return named.stream().distinct().count() == named.size()
                ? Optional.empty()
                : Optional.of("--chaos names a fault family twice: '" + value + "'");
    }
}
