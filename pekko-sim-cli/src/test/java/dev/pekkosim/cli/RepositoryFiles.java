package dev.pekkosim.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The sources and pages of this repository. */
final class RepositoryFiles {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private RepositoryFiles() {}

    /**
     * Those whose name ends so, but for what a build has made.
     *
     * @param ending such as {@code .md}
     */
    static List<Path> endingWith(String ending) {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> {
                        String path = "/" + ROOT.relativize(file);
                        return !path.contains("/target/") && !path.contains("/.");
                    })
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a line is, as people look for it. */
    static String place(Path file, int line) {
        return ROOT.relativize(file) + ":" + line;
    }
}
