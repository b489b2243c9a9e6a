package dev.pekkosim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.WrittenFile;
import dev.pekkosim.testkit.CampaignReport;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.campaign.Option;
import dev.pekkosim.testkit.campaign.Shard;
import dev.pekkosim.testkit.results.CampaignOutcome;
import dev.pekkosim.testkit.results.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The tables of {@code docs/reference} are what is read, written and taken, in both directions. */
class ReferencePagesTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| (.+) \\|$");

    // ---- settings

    @Test
    void settings_areThoseOfTheReferences() throws IOException {
        Path file = RepositoryFiles.ROOT.resolve("docs/reference/config.md");
        String told = RepositoryFiles.read(file);
        ConfigPage page = new ConfigPage();

        String expected = page.of(told);
        if (Boolean.getBoolean("pages.update")) {
            Files.writeString(file, expected);
        }

        assertThat(page.missing()).as("settings without a table").isEmpty();
        assertThat(told)
                .as("config.md (-Dpages.update writes it from each reference.conf)")
                .isEqualTo(expected);
    }

    @Test
    void settingWithoutComment_isTold() {
        assertThat(new ConfigPage().uncommented()).isEmpty();
    }

    @Test
    void tableOfSettings_isMadeOfAReference() {
        ConfigPage page = new ConfigPage(ConfigFactory.parseString("""
                a {
                  # Most of it,
                  # or | less:
                  #   one    two
                  # of it
                  most-of-it = 5
                  b.longest = 3 s
                }
                other = on
                """));

        assertThat(page.of("<!-- settings of other a -->\nold\n<!-- end -->")).isEqualTo("""
                <!-- settings of other a -->

                | key | type | default | meaning |
                |---|---|---|---|
                | `other` | on or off | `on` |  |
                | `a.most-of-it` | number | `5` | Most of it, or \\| less:<br>`one two`<br>of it |
                | `a.b.longest` | duration | `3 s` |  |

                <!-- end -->""");
        assertThat(page.missing()).isEmpty();
        assertThat(page.uncommented()).containsExactly("a.b.longest", "other");
        assertThat(new ConfigPage(ConfigFactory.parseString("a.b = 1")).missing())
                .containsExactly("a.b");
    }

    // ---- options

    @Test
    void options_areThoseOfThePage() {
        assertThat(rows("options.md").keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Option.values()).map(Option::key).toList());
    }

    // ---- the JSON file

    /** Where every key is a name. */
    private static final Set<String> OBJECTS_OF_NAMES =
            Set.of("findCounts", "missingPoints", "parameters", "settings");

    @Test
    void fieldsOfJson_areThoseThatAreWritten_withTheirTypes() {
        CampaignOutcome account = new CampaignOutcome(
                List.of("sometimes 'x' never held"),
                List.of(ReportTexts.point("com.acme.retry", 3, 20, 4_711, 42)),
                List.of(ReportTexts.PROPERTY),
                List.of("book.late in com.acme.Book.match (Book.java:7)"),
                List.of(ReportTexts.JOURNAL),
                Set.of(),
                20);
        CampaignReport report = new CampaignReport(
                "bank",
                List.of(
                        ReportTexts.wrote(new WrittenFile("com.acme.Dump", "/tmp/x")),
                        ReportTexts.failed(Failure.Kind.PROPERTY, 1),
                        ReportTexts.knownFind()),
                1);
        ConfigObject json = ConfigFactory.parseString(
                        ReportTexts.results(
                                        ReportTexts.head(ReportTexts.DEFAULTS, new Shard(2, 3)),
                                        report,
                                        account)
                                .json(),
                        ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON))
                .root();
        Map<String, Set<String>> written = new TreeMap<>();
        addFields("", json, written);
        written.keySet()
                .removeIf(field -> written.keySet().stream()
                        .anyMatch(other -> other.startsWith(field + "[]")));

        Map<String, List<String>> told = rows("json.md");

        assertThat(told.keySet()).isEqualTo(written.keySet());
        written.forEach((field, types) ->
                assertThat(types).as(field).isSubsetOf(cells(told, field).get(0), "null"));
    }

    private static void addFields(String path, ConfigValue value, Map<String, Set<String>> all) {
        if (value instanceof ConfigObject object && !OBJECTS_OF_NAMES.contains(path)) {
            if (path.endsWith("knownFind")) {
                add(path, "object", all); // null otherwise
            }
            object.forEach((name, below) ->
                    addFields(path.isEmpty() ? name : path + "." + name, below, all));
        } else if (value instanceof ConfigList list
                && list.stream().anyMatch(ReferencePagesTest::isObject)) {
            list.forEach(each -> addFields(path + "[]", each, all));
        } else {
            add(path, type(value), all);
        }
    }

    private static boolean isObject(ConfigValue value) {
        return value instanceof ConfigObject;
    }

    private static void add(String path, String type, Map<String, Set<String>> all) {
        all.computeIfAbsent(path, unused -> new TreeSet<>()).add(type);
    }

    private static String type(ConfigValue value) {
        return switch (value.valueType()) {
            case STRING -> "text";
            case LIST -> "texts";
            default -> value.valueType().name().toLowerCase(Locale.ROOT);
        };
    }

    @Test
    void kindsAndResultsOfJson_areAllNamed() {
        Map<String, List<String>> rows = rows("json.md");
        assertThat(cells(rows, "runs[].violations[].kind").get(1))
                .contains(Stream.of(Failure.Kind.values())
                        .map(kind ->
                                "`" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + "`")
                        .toList());
        assertThat(cells(rows, "runs[].result").get(1))
                .contains(Stream.of(RunResult.Status.values())
                        .map(one ->
                                "`" + one.name().toLowerCase(Locale.ROOT).replace('_', '-') + "`")
                        .toList());
    }

    // ---- the command

    @ParameterizedTest
    @ValueSource(strings = {"run", "merge", "verify", "bench", "finds"})
    void optionsOfACommand_areThoseOfTheModel(String command) {
        CommandSpec spec = model();
        for (String word : command.split(" ", -1)) {
            spec = Objects.requireNonNull(spec.subcommands().get(word)).getCommandSpec();
        }
        Set<String> expected = spec.options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .map(option -> option.longestName()
                        + (option.arity().max() > 0 ? " " + option.paramLabel() : ""))
                .collect(Collectors.toCollection(TreeSet::new));

        Set<String> told =
                rows(section(page("command.md"), "## `" + command + "`")).keySet().stream()
                        .filter(option -> option.startsWith("--"))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(told).isEqualTo(expected);
    }

    @Test
    void sectionsOfCommands_areThoseThatHelpShows() {
        Set<String> shown = new TreeSet<>();
        addShown("", model(), shown);
        Set<String> told = Pattern.compile("(?m)^## `(.+)`$")
                .matcher(page("command.md"))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(told).isEqualTo(shown);
    }

    private static void addShown(String path, CommandSpec spec, Set<String> shown) {
        spec.subcommands().forEach((name, line) -> {
            CommandSpec below = line.getCommandSpec();
            String command = (path + " " + name).strip();
            if (below.usageMessage().hidden()) {
                return;
            }
            if (below.subcommands().isEmpty()) {
                shown.add(command);
            }
            addShown(command, below, shown);
        });
    }

    @Test
    void exitCodes_areThoseThatThereAre() throws IllegalAccessException {
        Set<String> codes = new TreeSet<>();
        for (Field field : ExitCode.class.getDeclaredFields()) {
            if (field.getType() == int.class) {
                codes.add(String.valueOf(field.getInt(null)));
            }
        }
        Set<String> told = Pattern.compile("(?m)^\\| (\\d+) \\|")
                .matcher(section(page("command.md"), "## Exit codes"))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(told).isEqualTo(codes).contains("0", "6", "141");
    }

    private static CommandSpec model() {
        Console console = new Console(
                new StringWriter(),
                new PrintWriter(new StringWriter()),
                new Console.Terminal(false, false, 120));
        CommandLine line = PekkoSim.commandLine(console, PekkoSim.class, ShippedWorkload.ALL);
        return line.getCommandSpec();
    }

    // ---- pages

    private static String page(String name) {
        return RepositoryFiles.read(
                RepositoryFiles.ROOT.resolve("docs/reference").resolve(name));
    }

    /** From a heading to the next one of its level. */
    private static String section(String page, String heading) {
        int from = page.indexOf(heading + "\n");
        assertThat(from).as(heading).isNotNegative();
        int to = page.indexOf("\n## ", from + 1);
        return page.substring(from, to < 0 ? page.length() : to);
    }

    /** By the first cell of each row, the others. */
    private static Map<String, List<String>> rows(String textOrPage) {
        String text = textOrPage.endsWith(".md") ? page(textOrPage) : textOrPage;
        Map<String, List<String>> rows = new TreeMap<>();
        ROW.matcher(text)
                .results()
                .forEach(match -> rows.put(
                        match.group(1),
                        new ArrayList<>(List.of(match.group(2).split(" \\| ", -1)))));
        return rows;
    }

    private static List<String> cells(Map<String, List<String>> rows, String first) {
        return Objects.requireNonNull(rows.get(first));
    }
}
