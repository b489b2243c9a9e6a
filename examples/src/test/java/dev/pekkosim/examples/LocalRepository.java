package dev.pekkosim.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A local repository of Maven with the artifacts of this build. All others are in the one that
 * Maven itself uses, which stays as it is.
 */
final class LocalRepository {

    /** What a project that names {@code pekko-sim-junit} and {@code pekko-buggify} needs of us. */
    private static final List<String> MODULES = List.of(
            "pekko-buggify",
            "pekko-sim-agent",
            "pekko-sim-dispatcher",
            "pekko-sim-transport",
            "pekko-sim-persistence",
            "pekko-sim-testkit",
            "pekko-sim-junit");

    private final Path folder;
    private final String version;

    /**
     * @param folder where it is, made new
     * @param version of the artifacts of this build
     */
    LocalRepository(Path folder, String version) {
        this.folder = folder;
        this.version = version;
    }

    Path folder() {
        return folder;
    }

    /**
     * Makes it.
     *
     * @param root of this project
     * @param others has all that is not of this build
     */
    void make(Path root, Path others) throws IOException {
        Path ours = Path.of("dev", "pekkosim");
        link(folder, others, ours.getName(0));
        link(folder.resolve("dev"), others.resolve("dev"), ours.getName(1));
        delete(folder.resolve(ours));
        install("pekko-sim-parent", root.resolve("pom.xml"), null);
        for (String module : MODULES) {
            Path jar = root.resolve(module).resolve("target").resolve(named(module, "jar"));
            install(module, pom(root.resolve(module)), jar);
        }
    }

    /** That of a shaded jar no longer names what is in it. */
    private static Path pom(Path module) {
        Path reduced = module.resolve("dependency-reduced-pom.xml");
        return Files.exists(reduced) ? reduced : module.resolve("pom.xml");
    }

    private void install(String artifact, Path pom, Path jar) throws IOException {
        Path target = folder.resolve(Path.of("dev", "pekkosim", artifact, version));
        Files.createDirectories(target);
        Files.copy(pom, target.resolve(named(artifact, "pom")));
        if (jar != null) {
            Files.copy(jar, target.resolve(named(artifact, "jar")));
        }
    }

    private String named(String artifact, String type) {
        return artifact + "-" + version + "." + type;
    }

    /** Links all that is in a folder, but for one name. */
    private static void link(Path folder, Path others, Path but) throws IOException {
        Files.createDirectories(folder);
        if (!Files.isDirectory(others)) {
            return;
        }
        try (Stream<Path> entries = Files.list(others)) {
            for (Path entry : entries.toList()) {
                Path link = folder.resolve(entry.getFileName());
                if (!entry.getFileName().equals(but) && !Files.exists(link)) {
                    Files.createSymbolicLink(link, entry.toAbsolutePath());
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path entry :
                    entries.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }
}
