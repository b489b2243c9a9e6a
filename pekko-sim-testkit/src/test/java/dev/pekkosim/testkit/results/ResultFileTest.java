package dev.pekkosim.testkit.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pekkosim.testkit.text.Losses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {

    @TempDir
    private Path folder;

    @Test
    void write_replacesAllOfTheOldOne_andLeavesNothingElse() throws IOException {
        Path file = folder.resolve("results.json");
        Files.writeString(file, "old and longer");

        new ResultFile(file).write("new");

        assertThat(file).hasContent("new");
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
        assertThat(folder.toFile().list()).hasSize(1);
    }

    /** What is read while it is written is the old one: the new one has another identity. */
    @Test
    void write_changesNoFileThatIsThere() throws IOException {
        Path file = folder.resolve("results.json");
        Files.writeString(file, "old");
        Path alias = Files.createLink(folder.resolve("alias"), file);

        new ResultFile(file).write("new");

        assertThat(alias).hasContent("old");
    }

    @Test
    void write_throughALink_changesWhatItNames() throws IOException {
        Path file = Files.writeString(folder.resolve("results.json"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);

        new ResultFile(link).write("new");

        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
    }

    @Test
    void write_toAFullDisk_tellsInWordsOfTheSystem() {
        assertThatThrownBy(() -> new ResultFile(Path.of("/dev/full")).write("new"))
                .isInstanceOfSatisfying(
                        IOException.class,
                        e -> assertThat(Losses.reason(e)).isEqualTo("No space left on device"));
    }

    @Test
    void write_thatFails_leavesTheOldOne() throws IOException {
        Path file = Files.writeString(folder.resolve("results.json"), "old");
        Path part = folder.resolve(".results.json." + ProcessHandle.current().pid() + ".part");
        Files.createDirectory(part);

        assertThatThrownBy(() -> new ResultFile(file).write("new")).isInstanceOf(IOException.class);

        assertThat(file).hasContent("old");
    }
}
