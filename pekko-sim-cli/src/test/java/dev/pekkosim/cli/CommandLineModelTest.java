package dev.pekkosim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.cli.check.CommandLineCheck;
import dev.pekkosim.cli.check.CommandRule;
import dev.pekkosim.cli.check.Vocabulary;
import dev.pekkosim.testkit.finds.KnownFind;
import dev.pekkosim.testkit.finds.KnownFinds;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What is checked before anything is built is what the command knows. */
class CommandLineModelTest {

    /** Options with which nothing is checked. */
    private static final Set<String> HELP = Set.of("-h", "--help", "-V", "--version");

    private static final CommandSpec MODEL = PekkoSim.commandLine(
                    new Console(
                            new StringWriter(),
                            new PrintWriter(new StringWriter()),
                            new Console.Terminal(false, false, 120)),
                    PekkoSim.class,
                    ShippedWorkload.ALL)
            .getCommandSpec();

    @Test
    void commands_areThoseOfTheModel() {
        assertThat(describe(CommandRule.ROOT)).isEqualTo(describe(MODEL));
        assertThat(describe(MODEL)).hasSize(8);
    }

    /**
     * By the path of a command: whether it is hidden, its operands, and its options with what they
     * take.
     */
    private static Map<String, String> describe(CommandSpec spec) {
        Map<String, String> all = new TreeMap<>();
        String options = spec.options().stream()
                .filter(option -> !HELP.contains(option.longestName()))
                .map(CommandLineModelTest::describe)
                .sorted()
                .collect(Collectors.joining(" "));
        int operands = spec.positionalParameters().size();
        all.put(
                spec.qualifiedName().replaceFirst("pekko-sim ?", ""),
                spec.usageMessage().hidden() + " " + operands + " " + options);
        spec.subcommands().values().forEach(sub -> all.putAll(describe(sub.getCommandSpec())));
        return all;
    }

    private static String describe(OptionSpec option) {
        return option.longestName() + (option.arity().max() > 0 ? "=" : "");
    }

    private static Map<String, String> describe(CommandRule rule) {
        Map<String, String> all = new TreeMap<>();
        String options = rule.options().stream()
                .map(option -> option.name() + (option.isFlag() ? "" : "="))
                .sorted()
                .collect(Collectors.joining(" "));
        all.put(
                rule.path(),
                rule.isHidden() + " " + (rule.operand().isPresent() ? 1 : 0) + " " + options);
        rule.commands().forEach(command -> all.putAll(describe(command)));
        return all;
    }

    @Test
    void options_thatExcludeEachOther_areThoseOfTheModel() {
        Set<String> known = all(CommandRule.ROOT)
                .flatMap(rule -> rule.options().stream()
                        .filter(option -> !option.excluded().isEmpty())
                        .map(option -> rule.path() + " " + option.name() + " " + option.excluded()))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> expected = Stream.of("run", "verify", "execute")
                .peek(command -> assertThat(exclusive(command))
                        .containsExactlyInAnyOrder("--seeds", "--seed"))
                .flatMap(command ->
                        Stream.of(command + " --seed [--seeds]", command + " --seeds [--seed]"))
                .collect(Collectors.toCollection(TreeSet::new));
        expected.add("run --shard [--seed]"); // which the check tells, and the command need not
        assertThat(known).isEqualTo(expected);
    }

    private static CommandSpec below(CommandSpec spec, String command) {
        return Objects.requireNonNull(spec.subcommands().get(command)).getCommandSpec();
    }

    private static List<String> exclusive(String command) {
        return below(MODEL, command).argGroups().stream()
                .filter(CommandLine.Model.ArgGroupSpec::exclusive)
                .flatMap(group -> group.args().stream())
                .map(arg -> ((OptionSpec) arg).longestName())
                .toList();
    }

    private static Stream<CommandRule> all(CommandRule rule) {
        return Stream.concat(
                Stream.of(rule), rule.commands().stream().flatMap(CommandLineModelTest::all));
    }

    @Test
    void names_areThoseThatThereAre() {
        Vocabulary shipped = Vocabulary.SHIPPED;
        assertThat(ShippedWorkload.vocabulary(ShippedWorkload.ALL)).isEqualTo(shipped);
        assertThat(shipped.chaos())
                .containsExactlyElementsOf(ChaosNames.shipped().keySet());
        assertThat(shipped.families())
                .containsExactlyElementsOf(ChaosNames.allFamilies().keySet());
        assertThat(shipped.finds())
                .containsExactlyElementsOf(
                        KnownFinds.ALL.stream().map(KnownFind::id).toList());
    }

    @Test
    void help_namesEveryChaosAndEveryFamily() {
        List<String> names = Stream.concat(
                        Vocabulary.SHIPPED.chaos().stream(), Vocabulary.SHIPPED.families().stream())
                .toList();
        for (String command : List.of("run", "verify", "execute")) {
            String description =
                    String.join(" ", below(MODEL, command).findOption("--chaos").description());
            assertThat(description.split("[^a-z-]+"))
                    .as(command)
                    .contains(names.toArray(String[]::new));
        }
    }

    @ParameterizedTest
    @CsvSource({"run", "verify", "execute", "merge", "bench", "finds"})
    void help_namesTheExitCodes(String command) {
        String[] words = command.split(" ", -1);
        CommandSpec spec = MODEL;
        for (String word : words) {
            spec = below(spec, word);
        }
        assertThat(String.join(" ", spec.usageMessage().footer()))
                .contains("Exit codes: 0 ", " 2 ", " 5 ");
    }

    /** What nothing is wrong with can be parsed, whatever is combined. */
    @ParameterizedTest
    @CsvSource({
        "run bank",
        "run bank --shard 2/3 --time-budget 5m --until-sometimes --until-stable 20",
        "run bank --seeds=3 --nodes 5 --operations 0 --chaos swarm --bug lost-credit --parallel 2",
        "run --seed -5 --json results.json --fail-fast --points bank --verbose",
        "run --seed 0xffffffffffffffff bank --chaos holds",
        "'run bank --chaos holds,resets'",
        "--verbose verify bank --seed 18446744073709551615",
        "--verbose bench run --warm-up 0 --runs 1 --json figures.json",
        "bench agent --only calls,start --rounds 2",
        "bench",
        "execute bank --record any --from 1 --to 2",
        "'run bank --allow-known-finds PEKKO-3,CAVEAT-1'",
        "merge pom.xml pom.xml --json results.json --points",
        "finds",
        "finds PEKKO-1 --times 3",
        "help run",
        "help",
        "run --help",
        "--version"
    })
    void commandLine_inWhichNothingIsWrong_isParsed(String commandLine) {
        String[] words = commandLine.split(" ");
        assertThat(CommandLineCheck.problem(Vocabulary.SHIPPED, List.of(words))).isEmpty();
        assertThat(MODEL.commandLine().parseArgs(words).errors()).isEmpty();
    }
}
