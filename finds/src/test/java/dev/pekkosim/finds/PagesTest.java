package dev.pekkosim.finds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written about each find: its page, and the report beside it. */
class PagesTest {

    private static final Path DOCS = Path.of("../docs");
    private static final Path PAGES = DOCS.resolve("bugs");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+\\.md)[^)]*\\)");
    private static final Pattern SEED = Pattern.compile("\\b0x[0-9a-f]{16}\\b");

    private static Stream<About> abouts() {
        return Programs.ALL.stream().map(FindProgram::about);
    }

    private static Stream<String> ids() {
        return Programs.ids().stream();
    }

    @ParameterizedTest
    @MethodSource("abouts")
    void find_hasAPageOfItsTitle(About about) throws IOException {
        String heading = Files.readAllLines(PAGES.resolve(about.id() + ".md")).get(0);

        assertThat("# " + about.id() + " " + about.title()).startsWith(heading);
    }

    @ParameterizedTest
    @MethodSource("ids")
    void page_saysAllThatAUserAsks(String id) throws IOException {
        assertThat(Files.readString(PAGES.resolve(id + ".md")))
                .contains("## What a user sees", "## What it leads to", "## Mechanism")
                .contains("## Fix, in outline", "## Work-around", "## Where it is shown")
                .contains("| seen on |", "| main |", "| severity |", "| reported before |")
                .contains("| settings that differ from the defaults |")
                .contains("./pekko-sim finds " + id);
    }

    @ParameterizedTest
    @MethodSource("ids")
    void index_namesPageAndReport(String id) throws IOException {
        assertThat(Files.readString(DOCS.resolve("bugs.md")))
                .contains("[" + id + "](bugs/" + id + ".md)")
                .contains("](bugs/" + id + "-report.md)");
    }

    /** Who gets it knows Pekko, and nothing of us. */
    @ParameterizedTest
    @MethodSource("ids")
    void report_speaksOfPekkoAlone(String id) throws IOException {
        String report = Files.readString(PAGES.resolve(id + "-report.md"));
        String text = report.substring(report.indexOf("\n---\n"));

        assertThat(text).doesNotContainIgnoringCase("simulat").doesNotContain("pekko-sim");
        assertThat(text).doesNotContainPattern(SEED);
        assertThat(report)
                .containsIgnoringCase("versions")
                .containsIgnoringCase("settings that differ from the defaults")
                .containsIgnoringCase("expected")
                .containsIgnoringCase("actual")
                .containsIgnoringCase("steps")
                .containsIgnoringCase("log")
                .containsIgnoringCase("sketch of a fix")
                .containsIgnoringCase("earlier reports");
    }

    @Test
    void links_leadSomewhere() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            List<Path> pages = Stream.concat(files, Stream.of(DOCS.resolve("bugs.md")))
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
            assertThat(pages).hasSizeGreaterThan(Programs.ids().size());
            for (Path page : pages) {
                assertThat(links(Files.readString(page)))
                        .as("links of %s", page)
                        .allSatisfy(
                                link -> assertThat(page.resolveSibling(link)).exists());
            }
        }
    }

    private static List<String> links(String text) {
        return LINK.matcher(text)
                .results()
                .map((MatchResult link) -> link.group(1))
                .toList();
    }
}
