package dev.pekkosim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pekkosim.testkit.cluster.SimSetupException;
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
    void at_anOldVersionIsRefused() throws IOException {
        make("11.0.2");

        assertThatThrownBy(() -> JavaHome.at(folder.toString()))
                .isInstanceOf(SimSetupException.class)
                .hasMessage("--java must name a JDK 17 or newer, but " + folder + " is Java 11");
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
