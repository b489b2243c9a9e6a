package dev.pekkosim.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {

    private static final String MAVEN =
            "mvn test -Dtest='CounterTest$Inner#counts' -Dpekko.sim.seed=0x000000000000002a";

    @TempDir
    Path root;

    private Path module;

    @BeforeEach
    void makeModule() throws IOException {
        module = Files.createDirectories(root.resolve("services/counter"));
    }

    @Test
    void projectOfMaven_isReplayedByMaven() throws IOException {
        file(module, "pom.xml");

        assertThat(commands()).containsExactly(MAVEN);
    }

    /** At the root, the other modules must not fail since they have no such test. */
    @Test
    void moduleOfMaven_isReplayedAtTheRoot() throws IOException {
        file(root, "pom.xml");
        file(module, "pom.xml");

        assertThat(commands()).containsExactly(MAVEN + " -Dsurefire.failIfNoSpecifiedTests=false");
    }

    @Test
    void projectOfGradle_isReplayedByGradle() throws IOException {
        file(module, "build.gradle.kts");

        assertThat(commands())
                .containsExactly("PEKKO_SIM_SEED=0x000000000000002a ./gradlew test --tests"
                        + " 'com.acme.CounterTest$Inner.counts'");
    }

    @Test
    void moduleOfGradle_isReplayedAtTheRoot_byItsPath() throws IOException {
        file(root, "settings.gradle");

        assertThat(commands())
                .containsExactly("PEKKO_SIM_SEED=0x000000000000002a ./gradlew"
                        + " :services:counter:test --tests 'com.acme.CounterTest$Inner.counts'");
    }

    @Test
    void projectOfSbt_isReplayedBySbt() throws IOException {
        file(module, "build.sbt");

        assertThat(commands())
                .containsExactly("PEKKO_SIM_SEED=0x000000000000002a sbt 'testOnly"
                        + " com.acme.CounterTest$Inner -- --tests=.*#counts.*'");
    }

    @Test
    void projectOfSeveralTools_isReplayedByEach() throws IOException {
        file(module, "pom.xml");
        file(module, "build.gradle");
        file(module, "build.sbt");

        assertThat(commands()).hasSize(3);
    }

    @Test
    void folderWithoutAProject_isReplayedByWhatMostHave() {
        assertThat(commands()).hasSize(2).first().isEqualTo(MAVEN);
    }

    private List<String> commands() {
        return new Replay(
                        "com.acme.CounterTest$Inner", "counts", Map.of(), Optional.empty(), module)
                .commands(42);
    }

    private static void file(Path folder, String name) throws IOException {
        Files.createFile(folder.resolve(name));
    }
}
