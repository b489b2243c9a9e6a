package dev.pekkosim.buggify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a user reads of the types of this module. */
class JavadocTest {

    private static final Path SOURCES = Path.of("src", "main", "java");

    /** A type that others can use, at the beginning of its line. */
    private static final Pattern PUBLIC_TYPE = Pattern.compile(
            "^public (?:(?:final|sealed|abstract) )*(?:class|interface|enum|record|@interface) ",
            Pattern.MULTILINE);

    private static final Pattern SINCE =
            Pattern.compile("^ \\* @since \\d+\\.\\d+\\.\\d+\n \\*/\n", Pattern.MULTILINE);

    @Test
    void everyPublicType_saysSinceWhenItIsThere() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> types = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> PUBLIC_TYPE.matcher(text(file)).find())
                    .toList();
            assertThat(types).hasSizeGreaterThan(14);
            assertThat(types)
                    .allSatisfy(file -> assertThat(SINCE.matcher(text(file)).results())
                            .as(file.toString())
                            .hasSize(1));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
