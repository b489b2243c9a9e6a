package dev.pekkosim.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.examples.Maven.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The examples are complete projects, which pass with the artifacts of this build; in one Maven,
 * since its start costs more than some of them.
 */
class ExamplesTest {

    private static final Path EXAMPLES = Path.of("").toAbsolutePath();
    private static final Path TARGET = EXAMPLES.resolve("target");

    /** As few as show that it works. */
    private static final String[] QUICK = {
        "-Dpekko.sim.seeds=2", "-DargLine=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
    };

    private static Maven maven;

    @BeforeAll
    static void installArtifacts() throws IOException {
        LocalRepository repository = new LocalRepository(
                TARGET.resolve("local-repo"), Maven.property("pekko-sim.version"));
        repository.make(EXAMPLES.getParent(), Path.of(Maven.property("maven.repository")));
        maven = new Maven(repository.folder());
    }

    @Test
    void examples_pass() throws Exception {
        List<String> examples = examples();
        Path all = Files.createDirectories(TARGET.resolve("all"));
        Files.writeString(all.resolve("pom.xml"), aggregator(examples));

        Outcome outcome = maven.execute(all, TARGET.resolve("examples.log"), arguments("verify"));

        assertThat(outcome.code()).as(outcome.output()).isZero();
        assertThat(examples).contains("sharded-counter", "bank");
        assertThat(Pattern.compile(
                                "(?m)^\\[INFO\\] Tests run: [1-9]\\d*, Failures: 0, Errors: 0, Skipped: 0$")
                        .matcher(outcome.output())
                        .results())
                .as(outcome.output())
                .hasSameSizeAs(examples);
    }

    @Test
    void noExample_hasAParent_andAllNameTheVersionOfThisBuild() throws IOException {
        for (String example : examples()) {
            assertThat(Files.readString(EXAMPLES.resolve(example).resolve("pom.xml")))
                    .doesNotContain("<parent>")
                    .contains("<pekko-sim.version>" + Maven.property("pekko-sim.version") + "<");
        }
    }

    private static String[] arguments(String goal) {
        return Stream.concat(Stream.of(goal), Stream.of(QUICK)).toArray(String[]::new);
    }

    private static List<String> examples() throws IOException {
        try (Stream<Path> folders = Files.list(EXAMPLES)) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private static String aggregator(List<String> examples) {
        return """
                <project>
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>com.acme</groupId>
                  <artifactId>all</artifactId>
                  <version>1.0-SNAPSHOT</version>
                  <packaging>pom</packaging>
                  <modules>%s</modules>
                </project>
                """.formatted(examples.stream()
                .map(example -> "<module>../../" + example + "</module>")
                .collect(Collectors.joining()));
    }
}
