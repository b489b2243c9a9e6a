package dev.pekkosim.junit;

import dev.pekkosim.testkit.Repro;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * A repro that is kept with the tests, in {@code src/test/resources/repros}.
 *
 * @param file the name of its file
 * @param repro what is in it
 */
record KeptRepro(String file, Repro repro) {

    private static final String FOLDER = "repros";

    private static final String ENDING = ".repro";

    /**
     * Those of a test, in the order of their names.
     *
     * @param loader sees the resources of the tests
     * @param test the test
     */
    static List<KeptRepro> of(ClassLoader loader, String test) {
        try {
            List<KeptRepro> kept = new ArrayList<>();
            for (URL folder : Collections.list(loader.getResources(FOLDER))) {
                if (folder.getProtocol().equals("file")) {
                    for (Path file : files(Path.of(URI.create(folder.toString())))) {
                        String name = file.getFileName().toString();
                        kept.add(new KeptRepro(name, Repro.parse(Files.readString(file), name)));
                    }
                }
            }
            return kept.stream().filter(one -> one.repro.test().equals(test)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Writes a new one.
     *
     * @param folder where; made if it is not there
     * @param repro what is in it
     * @return its path
     */
    static Path write(Path folder, Repro repro) {
        Path file = folder.resolve(new Seed(repro.seed()) + ENDING);
        try {
            Files.createDirectories(folder);
            Files.writeString(file, repro.text());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
