// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli.check;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells in one sentence what is wrong with a command line. */
public final class CommandLineCheck {

    private static final int USAGE = 2;

    /** Options with which nothing is executed, whatever else there is. */
    private static final Set<String> HELP = Set.of("-h", "--help", "-V", "--version");

    private final Vocabulary vocabulary;
    private final List<String> words;
    private int next;

    private CommandLineCheck(Vocabulary vocabulary, List<String> words) {
        this.vocabulary = vocabulary;
        this.words = words;
    }

    /**
     * For the launcher: ends with code 2 and a line on standard error if something is wrong with a
     * command line.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        problem(Vocabulary.SHIPPED, Arrays.asList(arguments)).ifPresent(sentence -> {
            System.err.println("pekko-sim: " + sentence);
            System.exit(USAGE);
        });
    }

    /**
     * The first thing that is wrong.
     *
     * @param vocabulary what there is to be named
     * @param arguments the command line
     * @return a sentence; empty if nothing is wrong
     */
    public static Optional<String> problem(Vocabulary vocabulary, List<String> arguments) {
        if (arguments.stream().anyMatch(HELP::contains)) {
            return Optional.empty();
        }
        return new CommandLineCheck(vocabulary, arguments).command(CommandRule.ROOT);
    }

    private Optional<String> command(CommandRule rule) {
        return rule.isGroup() ? group(rule) : leaf(rule);
    }

    /** A command that only has others below it. */
    private Optional<String> group(CommandRule rule) {
        while (next < words.size() && words.get(next).startsWith("-")) {
            String word = words.get(next++);
            if (rule.option(word).isEmpty()) {
                return Optional.of(rule.hasNoOption(word));
            }
        }
        if (next == words.size()) {
            return Optional.of(rule.whatIsMissing());
        }
        String name = words.get(next++);
        return rule.command(name)
                .map(this::command)
                .orElseGet(() -> Optional.of(rule.hasNoCommand(name)));
    }

    /** A command that does something. */
    private Optional<String> leaf(CommandRule rule) {
        Given given = new Given(rule, vocabulary);
        while (next < words.size()) {
            String word = words.get(next++);
            Optional<String> problem =
                    word.startsWith("-") ? option(rule, given, word) : given.operand(word);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return given.problem();
    }

    private Optional<String> option(CommandRule rule, Given given, String word) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        Optional<OptionRule> option = rule.option(name);
        if (option.isEmpty()) {
            return Optional.of(rule.hasNoOption(name));
        }
        if (option.get().isFlag()) {
            return equals < 0
                    ? given.option(option.get(), "")
                    : Optional.of(name + " takes no value, but is given one: '" + word + "'");
        }
        if (equals < 0 && (next == words.size() || words.get(next).startsWith("--"))) {
            return Optional.of(name + " needs a value; see " + rule.help());
        }
        return given.option(
                option.get(), equals < 0 ? words.get(next++) : word.substring(equals + 1));
    }

    /** What a command was given so far. */
    private static final class Given {

        private final CommandRule rule;
        private final Vocabulary vocabulary;
        private final Set<String> options = new LinkedHashSet<>();
        private Optional<String> operand = Optional.empty();
        private Optional<String> bug = Optional.empty();

        Given(CommandRule rule, Vocabulary vocabulary) {
            this.rule = rule;
            this.vocabulary = vocabulary;
        }

        Optional<String> operand(String word) {
            if (rule.operand().isEmpty()) {
                return Optional.of(rule.name() + " takes no further word, but is given '" + word
                        + "'; see " + rule.help());
            }
            if (operand.isPresent() && !rule.operand().get().isMany()) {
                return Optional.of(
                        rule.name() + " takes one " + rule.operand().get().what()
                                + ", but is given '" + operand.get() + "' and '" + word + "'; see "
                                + rule.help());
            }
            operand = Optional.of(word);
            return rule.operand().get().problem(vocabulary, word);
        }

        Optional<String> option(OptionRule option, String value) {
            if (!options.add(option.name())) {
                return Optional.of(option.name() + " is given twice");
            }
            for (String other : options) {
                if (option.excludes(other)
                        || rule.option(other).orElseThrow().excludes(option.name())) {
                    return Optional.of(option.name() + " and " + other
                            + " exclude each other; give one of them");
                }
            }
            if (option.value() == ValueRule.BUG) {
                bug = Optional.of(value); // which there are depends on the workload
            }
            return option.problem(vocabulary, value);
        }

        /** What is wrong with all of it together. */
        Optional<String> problem() {
            if (rule.operand().isPresent()
                    && rule.operand().get().isRequired()
                    && operand.isEmpty()) {
                return Optional.of(rule.name() + " needs "
                        + rule.operand().get().isMissing(vocabulary) + "; see " + rule.help());
            }
            if (rule.operand().equals(Optional.of(CommandRule.Operand.BENCHMARK))) {
                return vocabulary.benchmarkProblem(operand, options);
            }
            if (operand.isPresent() && bug.isPresent()) {
                return vocabulary.bugProblem(operand.get(), bug.get());
            }
            return Optional.empty();
        }
    }
}
