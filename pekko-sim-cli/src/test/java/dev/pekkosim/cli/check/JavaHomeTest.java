package dev.pekkosim.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaHomeTest {

    @TempDir
    private Path folder;

    @Test
    void at_readsTheVersion() throws IOException {
        make("25.0.1");

        JavaHome home = JavaHome.at(folder.toString());

        assertThat(home).isEqualTo(new JavaHome(folder.toAbsolutePath(), 25));
        assertThat(home.options()).containsExactly("--sun-misc-unsafe-memory-access=allow");
        assertThat(home.launcher()).isExecutable();
    }

    @Test
    void problem_isAnOldVersion() throws IOException {
        make("11.0.2");

        assertThat(JavaHome.problem("--java", folder.toString()))
                .contains("--java must name a JDK 17 or newer, but " + folder + " is Java 11");
    }

    @Test
    void problem_isAFolderWithoutAJava() throws IOException {
        assertThat(JavaHome.problem("--java", folder.toString()))
                .contains("--java must name the home of a JDK, but " + folder + " has no bin/java");
        make("17");
        assertThat(JavaHome.problem("--java", folder.toString())).isEmpty();
    }

    @Test
    void at_aFolderWithoutAVersionIsTried() throws IOException {
        make("17");
        Files.delete(folder.resolve("release"));

        assertThat(JavaHome.at(folder.toString()).options()).isEmpty();
    }

    @Test
    void own_isThisJava() {
        assertThat(JavaHome.own().feature()).isEqualTo(Runtime.version().feature());
        assertThat(JavaHome.own().launcher()).isExecutable();
    }

    private void make(String version) throws IOException {
        Path launcher = Files.createDirectory(folder.resolve("bin")).resolve("java");
        Files.writeString(launcher, "");
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        Files.writeString(
                folder.resolve("release"),
                "IMPLEMENTOR=\"any\"\nJAVA_VERSION=\"" + version + "\"\n");
    }
}
