package dev.pekkosim.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * An installed JDK.
 *
 * @param feature its release, such as 25
 * @param home where it is
 */
record Jdk(int feature, Path home) {

    /** The one that executes this. */
    static Jdk ofThis() {
        return new Jdk(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
    }

    /**
     * That and the others from 17 on, which {@code JAVA25_HOME} names or which are installed beside
     * it: one for each release, the oldest first.
     */
    static List<Jdk> all() throws IOException {
        List<Path> homes = new ArrayList<>(List.of(ofThis().home()));
        String named = System.getenv("JAVA25_HOME");
        if (named != null) {
            homes.add(Path.of(named));
        }
        try (Stream<Path> beside = Files.list(ofThis().home().toRealPath().getParent())) {
            beside.sorted().forEach(homes::add);
        }
        TreeMap<Integer, Jdk> found = new TreeMap<>();
        for (Path home : homes) {
            int feature = feature(home);
            if (feature >= 17) {
                found.putIfAbsent(feature, new Jdk(feature, home));
            }
        }
        return List.copyOf(found.values());
    }

    /** The newest of them. */
    static Jdk newest() throws IOException {
        List<Jdk> all = all();
        return all.get(all.size() - 1);
    }

    /** 0 if there is no JDK. */
    private static int feature(Path home) throws IOException {
        Path release = home.resolve("release");
        if (!Files.isReadable(release) || !Files.isExecutable(home.resolve("bin/javac"))) {
            return 0;
        }
        String start = "JAVA_VERSION=\"";
        return Files.readAllLines(release).stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length(), line.length() - 1))
                .mapToInt(version -> Runtime.Version.parse(version).feature())
                .findFirst()
                .orElse(0);
    }

    @Override
    public String toString() {
        return "JDK " + feature;
    }
}
