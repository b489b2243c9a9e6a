// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one command takes.
 *
 * @param path its words, such as {@code run}; empty for the launcher itself
 * @param operand what it takes beside options
 * @param options its options
 * @param commands the commands below it
 * @param isHidden whether help does not name it
 */
public record CommandRule(
        String path,
        Optional<Operand> operand,
        List<OptionRule> options,
        List<CommandRule> commands,
        boolean isHidden) {

    private static final OptionRule VERBOSE = OptionRule.flag("--verbose");

    private static final List<OptionRule> OF_WORKLOAD = List.of(
            new OptionRule("--seeds", ValueRule.POSITIVE, List.of("--seed")),
            new OptionRule("--seed", ValueRule.SEED, List.of("--seeds")),
            new OptionRule("--nodes", ValueRule.POSITIVE),
            new OptionRule("--operations", ValueRule.COUNT),
            new OptionRule("--chaos", ValueRule.CHAOS),
            new OptionRule("--bug", ValueRule.BUG),
            new OptionRule("--parallel", ValueRule.POSITIVE));

    private static final CommandRule RUN = ofWorkload(
            "run",
            false,
            new OptionRule("--json", ValueRule.FILE),
            new OptionRule("--allow-known-finds", ValueRule.FINDS),
            new OptionRule("--shard", ValueRule.SHARD, List.of("--seed")),
            new OptionRule("--time-budget", ValueRule.TIME),
            OptionRule.flag("--until-sometimes"),
            new OptionRule("--until-stable", ValueRule.POSITIVE),
            OptionRule.flag("--fail-fast"),
            OptionRule.flag("--points"));

    private static final CommandRule MERGE = new CommandRule(
            "merge",
            Optional.of(Operand.RESULTS),
            List.of(VERBOSE, new OptionRule("--json", ValueRule.FILE), OptionRule.flag("--points")),
            List.of(),
            false);

    private static final CommandRule VERIFY =
            ofWorkload("verify", false, new OptionRule("--java", ValueRule.JAVA_HOME));

    private static final CommandRule EXECUTE = ofWorkload(
            "execute",
            true,
            new OptionRule("--record", ValueRule.ANY),
            new OptionRule("--from", ValueRule.ANY),
            new OptionRule("--to", ValueRule.ANY));

    private static final CommandRule BENCH = new CommandRule(
            "bench",
            Optional.of(Operand.BENCHMARK),
            List.of(
                    VERBOSE,
                    new OptionRule("--rounds", ValueRule.POSITIVE),
                    new OptionRule("--warm-up", ValueRule.COUNT),
                    new OptionRule("--runs", ValueRule.POSITIVE),
                    new OptionRule("--only", ValueRule.ANY),
                    new OptionRule("--json", ValueRule.FILE)),
            List.of(),
            false);

    private static final CommandRule FINDS = new CommandRule(
            "finds",
            Optional.of(Operand.FIND),
            List.of(
                    VERBOSE,
                    new OptionRule("--times", ValueRule.POSITIVE),
                    new OptionRule("--parallel", ValueRule.POSITIVE),
                    new OptionRule("--log", ValueRule.FILE)),
            List.of(),
            false);

    private static final CommandRule HELP = new CommandRule(
            "help", Optional.of(Operand.COMMAND), List.of(VERBOSE), List.of(), false);

    /** The launcher itself. */
    public static final CommandRule ROOT =
            group("", List.of(RUN, MERGE, VERIFY, BENCH, FINDS, EXECUTE, HELP));

    /** A word that is no option. */
    public enum Operand {
        /** What is run. */
        WORKLOAD("workload", true),
        /** What is measured. */
        BENCHMARK("benchmark", false),
        /** A find in Pekko; which there are programs for, these know. */
        FIND("find", false),
        /** Files of results, as many as there are shards. */
        RESULTS("file", true),
        /** What is explained. */
        COMMAND("command", false);

        private final String what;
        private final boolean isRequired;

        Operand(String what, boolean isRequired) {
            this.what = what;
            this.isRequired = isRequired;
        }

        String what() {
            return what;
        }

        boolean isRequired() {
            return isRequired;
        }

        /** Whether there may be several of them. */
        boolean isMany() {
            return this == RESULTS;
        }

        /** What is said if it is missing. */
        String isMissing(Vocabulary vocabulary) {
            return this == RESULTS
                    ? "the files that all shards of a campaign have written with --json"
                    : "a " + what + "; use " + Words.or(vocabulary.workloads());
        }

        Optional<String> problem(Vocabulary vocabulary, String word) {
            return switch (this) {
                case WORKLOAD -> vocabulary.workloadProblem(word);
                case BENCHMARK -> vocabulary.benchmarkProblem(word);
                case FIND -> Optional.empty();
                case RESULTS ->
                    Files.isReadable(Path.of(word)) && !Files.isDirectory(Path.of(word))
                            ? Optional.empty()
                            : Optional.of("there is no file '" + word + "' that can be read");
                case COMMAND ->
                    ROOT.command(word).isPresent()
                            ? Optional.empty()
                            : Optional.of(ROOT.hasNoCommand(word));
            };
        }
    }

    private static CommandRule ofWorkload(String name, boolean isHidden, OptionRule... more) {
        List<OptionRule> options = Stream.of(
                        Stream.of(VERBOSE), OF_WORKLOAD.stream(), Stream.of(more))
                .flatMap(some -> some)
                .toList();
        return new CommandRule(name, Optional.of(Operand.WORKLOAD), options, List.of(), isHidden);
    }

    private static CommandRule group(String path, List<CommandRule> commands) {
        return new CommandRule(path, Optional.empty(), List.of(VERBOSE), commands, false);
    }

    boolean isGroup() {
        return !commands.isEmpty();
    }

    /** The last word of its path, or what the launcher is called. */
    public String name() {
        return path.isEmpty() ? "pekko-sim" : path.substring(path.lastIndexOf(' ') + 1);
    }

    Optional<OptionRule> option(String name) {
        return options.stream().filter(option -> option.name().equals(name)).findFirst();
    }

    Optional<CommandRule> command(String name) {
        return commands.stream().filter(command -> command.name().equals(name)).findFirst();
    }

    String help() {
        return "./pekko-sim " + (path.isEmpty() ? "" : path + " ") + "--help";
    }

    String hasNoOption(String word) {
        return (path.isEmpty() ? name() : path) + " has no option '" + word + "'; see " + help();
    }

    String hasNoCommand(String word) {
        return (path.isEmpty() ? "there is no command '" + word : path + " does not know '" + word)
                + "'; use " + Words.or(shown());
    }

    String whatIsMissing() {
        return path.isEmpty()
                ? "a command is missing; use " + Words.or(shown())
                : path + " does not say what to do; use " + Words.or(shown());
    }

    private List<String> shown() {
        return commands.stream()
                .filter(command -> !command.isHidden())
                .map(command -> command.path)
                .toList();
    }
}
