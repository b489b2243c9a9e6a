package dev.pekkosim.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A copy of an example, as a user has it, to be changed before it is executed.
 *
 * @param folder where it is
 */
record Project(Path folder) {

    /**
     * Copies an example, without what was built in it.
     *
     * @param example its folder
     * @param folder of the copy, made new
     */
    static Project copy(Path example, Path folder) throws IOException {
        delete(folder);
        try (Stream<Path> files = Files.walk(example)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path relative = example.relativize(file);
                if (!relative.toString().matches("(.*/)?target/.*")) {
                    Path copy = folder.resolve(relative);
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
        return new Project(folder);
    }

    /** Writes a text in its POM in another way. */
    Project pom(String text, String other) throws IOException {
        return change("pom.xml", text, other);
    }

    /** Writes a text in a file in another way. */
    Project change(String file, String text, String other) throws IOException {
        String before = Files.readString(folder.resolve(file));
        assertThat(before).contains(text);
        Files.writeString(folder.resolve(file), before.replace(text, other));
        return this;
    }

    /** Adds a file. */
    Project add(String file, String text) throws IOException {
        Path target = folder.resolve(file);
        Files.createDirectories(target.getParent());
        Files.writeString(target, text);
        return this;
    }

    /** Has this test only, which is one of the resources of this module. */
    Project test(String name) throws IOException {
        Path tests = folder.resolve("src/test/java/com/acme/counter");
        delete(tests);
        Files.createDirectories(tests);
        try (InputStream text = Objects.requireNonNull(
                Project.class.getResourceAsStream("/trials/" + name + ".java"), name)) {
            Files.copy(text, tests.resolve(name + ".java"));
        }
        return this;
    }

    /** Has no test but one of its own. */
    Project only(String test) throws IOException {
        Path tests = folder.resolve("src/test/java/com/acme/counter");
        try (Stream<Path> files = Files.list(tests)) {
            for (Path file : files.toList()) {
                if (!file.endsWith(test + ".java")) {
                    Files.delete(file);
                }
            }
        }
        return this;
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }
}
