package dev.pekkosim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the docs say and a test can hold: links, keys, samples, and that every package is
 * null-marked.
 */
class DocsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+)$");
    private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern JAVA = Pattern.compile("(?ms)^```java\\n(.*?)^```$");
    private static final Pattern OF_TOOLS =
            Pattern.compile("(?ms)^```(?:groovy|scala)\\n(.*?)^```$");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");
    private static final Pattern KEY = Pattern.compile("\\bpekko\\.sim(\\.[a-z][a-z0-9-]*)+");

    /** Their samples are taken from sources; those of other pages stand for themselves. */
    private static final List<String> WITH_SAMPLES = List.of(
            "README.md",
            "docs/quickstart.md",
            "docs/how-to/buggify-your-code.md",
            "docs/how-to/test-a-service-with-http.md",
            "docs/how-to/test-rolling-updates.md",
            "docs/how-to/test-sharding.md",
            "docs/how-to/test-split-brain.md",
            "docs/how-to/write-a-test.md");

    @Test
    void links_leadToFilesAndHeadings() {
        List<String> broken = new ArrayList<>();
        List<Path> pages = files(".md");
        for (Path page : pages) {
            String text = FENCE.matcher(read(page)).replaceAll("");
            for (String link : found(LINK, text, 1)) {
                if (!link.matches("[a-z]+:.*") && !leadsSomewhere(page, link)) {
                    broken.add(ROOT.relativize(page) + ": " + link);
                }
            }
        }
        assertThat(pages).hasSizeGreaterThan(10);
        assertThat(broken).isEmpty();
    }

    private static boolean leadsSomewhere(Path page, String link) {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        return hash < 0 || anchors(target).contains(link.substring(hash + 1));
    }

    /** As GitHub makes them. */
    private static Set<String> anchors(Path page) {
        String text = FENCE.matcher(read(page)).replaceAll("");
        return found(HEADING, text, 1).stream()
                .map(heading -> heading.strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    @Test
    void keys_thatDocsName_areInAReferenceOrInTheCode() {
        Config reference = files("reference.conf").stream()
                .map(file -> ConfigFactory.parseFile(file.toFile()))
                .reduce(ConfigFactory.empty(), Config::withFallback);
        String code = files(".java").stream()
                .filter(file -> file.toString().contains("/src/main/"))
                .map(DocsTest::read)
                .collect(Collectors.joining("\n"));
        Set<String> keys = new TreeSet<>();
        files(".md").stream()
                .filter(page ->
                        !page.endsWith("CHANGELOG.md")) // which names keys that are no more, too
                .forEach(page -> keys.addAll(found(KEY, read(page), 0)));
        assertThat(keys).contains("pekko.sim.contract.min-runs");
        assertThat(keys)
                .allSatisfy(key -> assertThat(reference.hasPath(key) || code.contains('"' + key))
                        .as(key)
                        .isTrue());
    }

    @Test
    void samples_areInTheSourcesOfExamples() {
        List<String> sources = files(".java").stream()
                .filter(file -> file.startsWith(ROOT.resolve("examples")))
                .map(file -> withoutSpace(read(file)))
                .toList();
        for (String page : WITH_SAMPLES) {
            List<String> samples = found(JAVA, read(ROOT.resolve(page)), 1);
            assertThat(samples)
                    .as(page)
                    .isNotEmpty()
                    .allSatisfy(sample -> assertThat(sources.stream()
                                    .anyMatch(source -> source.contains(withoutSpace(sample))))
                            .as(sample)
                            .isTrue());
        }
    }

    @Test
    void samplesOfBuildTools_areInTheFilesOfAnExample() {
        String page = read(ROOT.resolve("docs/how-to/use-build-tools.md"));
        Path example = ROOT.resolve("examples/sharded-counter");
        String files = read(example.resolve("build.gradle")) + read(example.resolve("build.sbt"));
        assertThat(found(OF_TOOLS, page, 1))
                .hasSizeGreaterThan(3)
                .allSatisfy(sample -> assertThat(files).contains(sample));
    }

    @Test
    void tests_thatWhatRunsNames_exist() {
        String page = read(ROOT.resolve("docs/reference/what-runs.md"));
        List<String> tests = found(TEST, page, 1);
        assertThat(tests).hasSizeGreaterThan(20);
        Set<String> existing = Stream.concat(
                        files("Test.java").stream(), files("Test.scala").stream())
                .map(file -> file.getFileName().toString().replaceAll("\\..*", ""))
                .collect(Collectors.toSet());
        assertThat(existing).containsAll(tests);
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }

    @Test
    void packages_areNullMarked() {
        Set<Path> packages = files(".java").stream()
                .filter(file -> file.toString().contains("/src/main/java/"))
                .filter(file -> !file.startsWith(ROOT.resolve("examples")))
                .filter(file -> !file.endsWith("module-info.java"))
                .map(Path::getParent)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(packages).hasSizeGreaterThan(20).allSatisfy(folder -> {
            Path info = folder.resolve("package-info.java");
            assertThat(info).exists();
            assertThat(read(info)).contains("NullMarked");
        });
    }

    private static List<String> found(Pattern pattern, String text, int group) {
        return pattern.matcher(text)
                .results()
                .map(match -> groupOf(match, group))
                .toList();
    }

    private static String groupOf(MatchResult match, int group) {
        return match.group(group);
    }

    /** The files of the project, but not what builds make. */
    private static List<Path> files(String ending) {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().endsWith(ending))
                    .filter(file -> Stream.of("target", ".git", "build")
                            .noneMatch(made -> ROOT.relativize(file)
                                            .toString()
                                            .startsWith(made + "/")
                                    || ROOT.relativize(file).toString().contains("/" + made + "/")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
