package dev.pekkosim.testkit.torture;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs {@link TortureMain} in a JVM of its own, with the class path and the agent of this one. */
final class ChildJvm {

    /** An option of a JVM that ends before the best compiler has paid for itself. */
    static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1";

    private static final long MOST_MINUTES = 15;

    private final Path java;
    private final List<String> options;

    private ChildJvm(Path java, List<String> options) {
        this.java = java;
        this.options = options;
    }

    /** A JVM of this Java. */
    static ChildJvm ofThisJava(String... options) {
        return new ChildJvm(Path.of(System.getProperty("java.home")), List.of(options));
    }

    /**
     * JVMs of the other Java releases that are installed beside this one, or that
     * {@code JAVA25_HOME} names, one for each release.
     */
    static List<ChildJvm> ofOtherJavas(String... options) throws IOException {
        List<Path> homes = new ArrayList<>();
        String named = System.getenv("JAVA25_HOME");
        if (named != null) {
            homes.add(Path.of(named));
        }
        Path own = Path.of(System.getProperty("java.home")).toRealPath();
        try (Stream<Path> beside = Files.list(own.getParent())) {
            beside.sorted().forEach(homes::add);
        }
        List<Integer> seen = new ArrayList<>(List.of(Runtime.version().feature()));
        List<ChildJvm> others = new ArrayList<>();
        for (Path home : homes) {
            int feature = feature(home);
            if (feature >= 17 && !seen.contains(feature)) {
                seen.add(feature);
                others.add(new ChildJvm(home, List.of(options)));
            }
        }
        return others;
    }

    private static int feature(Path home) throws IOException {
        Path release = home.resolve("release");
        if (!Files.isReadable(release) || !Files.isExecutable(home.resolve("bin/java"))) {
            return 0;
        }
        for (String line : Files.readAllLines(release)) {
            if (line.startsWith("JAVA_VERSION=\"")) {
                String version = line.substring("JAVA_VERSION=\"".length(), line.length() - 1);
                return Runtime.Version.parse(version).feature();
            }
        }
        return 0;
    }

    /** Runs and returns the lines that it printed; errors are among them. */
    List<String> run(String mode, long first, long last, String configuration)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(java.resolve("bin/java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-javaagent:"))
                .forEach(command::add);
        command.add("-XX:-PrintWarnings");
        command.addAll(options);
        command.add("-cp");
        command.add(System.getProperty(
                "surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(TortureMain.class.getName());
        command.addAll(List.of(mode, Long.toString(first), Long.toString(last), configuration));
        File output = File.createTempFile("torture", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output)
                    .start();
            if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("the JVM did not end: " + command);
            }
            return Files.readAllLines(output.toPath(), StandardCharsets.UTF_8);
        } finally {
            Files.delete(output.toPath());
        }
    }

    @Override
    public String toString() {
        return java.getFileName() + " " + String.join(" ", options);
    }
}
