package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.testkit.campaign.PekkoVersions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the testkit says is tested is what is tested. */
class TestedVersionsTest {

    /** The parent folder of each module that runs the suite. */
    private static final Path VERSIONS = Path.of("..").toAbsolutePath().normalize();

    @Test
    void versions_inTheSentence_areThoseOfThePoms() throws IOException {
        List<String> tested = new ArrayList<>();
        for (Path module : modules()) {
            tested.add(property("tested.pekko.version", module.resolve("pom.xml")));
        }
        tested.add(property("pekko.version", VERSIONS.resolveSibling("pom.xml")));

        assertThat(PekkoVersions.TESTED).isEqualTo(tested);
    }

    @Test
    void modules_ofAllVersions_areBuilt() throws IOException {
        String pom = Files.readString(VERSIONS.resolve("pom.xml"));

        assertThat(modules())
                .isNotEmpty()
                .allSatisfy(module -> assertThat(pom)
                        .containsOnlyOnce("<module>" + module.getFileName() + "</module>"));
    }

    @Test
    void readme_namesEveryVersion() throws IOException {
        assertThat(Files.readString(VERSIONS.resolveSibling("README.md")))
                .contains(PekkoVersions.TESTED);
    }

    private static List<Path> modules() throws IOException {
        try (Stream<Path> files = Files.list(VERSIONS)) {
            return files.filter(file -> file.getFileName().toString().startsWith("pekko-"))
                    .sorted()
                    .toList();
        }
    }

    private static String property(String name, Path pom) throws IOException {
        Matcher matcher = Pattern.compile("<" + Pattern.quote(name) + ">([^<$]+)</")
                .matcher(Files.readString(pom));
        assertThat(matcher.find()).as("%s in %s", name, pom).isTrue();
        return matcher.group(1);
    }
}
