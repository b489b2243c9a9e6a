package dev.pekkosim.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tables of {@code docs/reference/config.md}, made of the {@code reference.conf} of all
 * modules: each stands between two comments, of which the first names the sections and keys that it
 * is of.
 */
final class ConfigPage {

    private static final Pattern TABLE =
            Pattern.compile("(<!-- settings of (.+?) -->\n).*?(<!-- end -->)", Pattern.DOTALL);

    private static final String HEAD = """

            | key | type | default | meaning |
            |---|---|---|---|
            """;

    private final ConfigObject settings;
    private final SortedSet<String> missing = new TreeSet<>();
    private final SortedSet<String> uncommented = new TreeSet<>();

    /** Of all modules. */
    ConfigPage() {
        this(RepositoryFiles.endingWith("reference.conf").stream()
                .filter(file -> file.toString().contains("/src/main/"))
                .map(file -> ConfigFactory.parseFile(file.toFile()))
                .reduce(ConfigFactory.empty(), Config::withFallback));
    }

    ConfigPage(Config reference) {
        this.settings = reference.root();
        addLeaves("", settings);
    }

    private void addLeaves(String path, ConfigObject section) {
        section.forEach((name, value) -> {
            String key = join(path, name);
            if (isSection(value)) {
                addLeaves(key, (ConfigObject) value);
            } else {
                missing.add(key);
                if (value.origin().comments().isEmpty()) {
                    uncommented.add(key);
                }
            }
        });
    }

    private static String join(String path, String name) {
        String quoted = ConfigUtil.joinPath(name);
        return path.isEmpty() ? quoted : path + "." + quoted;
    }

    private static boolean isSection(ConfigValue value) {
        return value instanceof ConfigObject below && !below.isEmpty();
    }

    /** The page with all its tables as they should be. */
    String of(String page) {
        return TABLE.matcher(page)
                .replaceAll(table -> Matcher.quoteReplacement(
                        table.group(1) + HEAD + rows(table) + "\n" + table.group(3)));
    }

    /** The keys that were in no table so far. */
    SortedSet<String> missing() {
        return missing;
    }

    /** The keys of which no comment says what they mean. */
    SortedSet<String> uncommented() {
        return uncommented;
    }

    private String rows(MatchResult table) {
        return Stream.of(table.group(2).split(" ", -1))
                .map(path -> rows(path, settings.toConfig().getValue(path)))
                .collect(Collectors.joining());
    }

    private String rows(String key, ConfigValue value) {
        if (isSection(value)) {
            return ((ConfigObject) value)
                    .entrySet().stream()
                            .sorted(Comparator.comparing(ConfigPage::line))
                            .map(entry -> rows(join(key, entry.getKey()), entry.getValue()))
                            .collect(Collectors.joining());
        }
        missing.remove(key);
        return "| `%s` | %s | `%s` | %s |\n"
                .formatted(
                        key,
                        type(value),
                        value.unwrapped(),
                        meaning(value.origin().comments()));
    }

    private static int line(Map.Entry<String, ConfigValue> entry) {
        return entry.getValue().origin().lineNumber();
    }

    private static String type(ConfigValue value) {
        if (value instanceof ConfigList) {
            return "list";
        }
        if (value instanceof ConfigObject) {
            return "section";
        }
        if (value.valueType() == ConfigValueType.NUMBER) {
            return "number";
        }
        Config one = value.atPath("it");
        if (isReadable(() -> one.getBoolean("it"))) {
            return "on or off";
        }
        if (isReadable(() -> one.getDuration("it"))) {
            return "duration";
        }
        if (isReadable(() -> one.getBytes("it"))) {
            return "size";
        }
        return String.valueOf(value.unwrapped()).matches("\\d+/\\d+") ? "ratio" : "text";
    }

    private static boolean isReadable(Runnable reads) {
        try {
            reads.run();
            return true;
        } catch (ConfigException.BadValue | ConfigException.WrongType e) {
            return false;
        }
    }

    /** Of a comment, in which what is indented is to be read as it stands. */
    private static String meaning(List<String> comment) {
        StringBuilder text = new StringBuilder();
        boolean wasLiteral = false;
        for (String line : comment) {
            boolean isLiteral = line.startsWith("   ");
            String words = line.strip().replace("|", "\\|");
            if (!text.isEmpty()) {
                text.append(isLiteral || wasLiteral ? "<br>" : " ");
            }
            text.append(isLiteral ? "`" + words.replaceAll(" {2,}", " ") + "`" : words);
            wasLiteral = isLiteral;
        }
        return text.toString();
    }
}
