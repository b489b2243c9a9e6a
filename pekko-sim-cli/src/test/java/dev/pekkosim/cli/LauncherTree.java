package dev.pekkosim.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.cli.check.CommandLineCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A small tree of sources with the real launcher, a Java that only says what it was started with,
 * and a Maven that only makes the files that the real one makes.
 *
 * @param root the checkout
 * @param tools has the Java and the Maven
 */
record LauncherTree(Path root, Path tools) {

    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    private static final String CHECK = "pekko-sim-cli/src/main/java/dev/pekkosim/cli/check";

    /** The jars that Maven makes, in the order of the class path. */
    static final List<String> JARS = List.of("zoo-1.0.jar", "pekko-sim-agent-0.1.jar", "asm-9.jar");

    /** Makes one. */
    static LauncherTree in(Path folder) throws IOException {
        LauncherTree tree = new LauncherTree(folder.resolve("checkout"), folder.resolve("tools"));
        tree.write("pom.xml", "<project/>");
        tree.write(".mvn/jvm.config", "");
        tree.write("pekko-sim-cli/pom.xml", "<project/>");
        tree.write("pekko-other/src/main/java/Other.java", "class Other {}");
        try (Stream<Path> files = Files.list(REPOSITORY.resolve(CHECK))) {
            for (Path file : files.toList()) {
                tree.write(CHECK + "/" + file.getFileName(), Files.readString(file));
            }
        }
        Files.copy(REPOSITORY.resolve("pekko-sim"), tree.root.resolve("pekko-sim"));
        tree.makeJava();
        tree.maven(MAKE_ALL);
        return tree;
    }

    private void makeJava() throws IOException {
        Path real = Path.of(System.getProperty("java.home"), "bin");
        executable(tools.resolve("jdk/bin/java"), """
                case " $* " in
                  *CommandLineCheck* | *" -version "*) exec '%s/java' "$@" ;;
                  *) echo "java $*" ;;
                esac
                """.formatted(real));
        // Compiling takes longer than all else together.
        executable(tools.resolve("jdk/bin/javac"), """
                while [ "$1" != -d ]; do shift; done
                mkdir -p "$2/dev/pekkosim/cli"
                cp -r '%s/dev/pekkosim/cli/check' "$2/dev/pekkosim/cli"
                """.formatted(classes()));
        Files.writeString(tools.resolve("jdk/release"), "JAVA_VERSION=\"17.0.15\"\n");
    }

    private static Path classes() {
        try {
            return Path.of(CommandLineCheck.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From now on the real compiler is used. */
    void useCompiler() throws IOException {
        Path real = Path.of(System.getProperty("java.home"), "bin", "javac");
        executable(tools.resolve("jdk/bin/javac"), "exec '" + real + "' \"$@\"\n");
    }

    /** Makes all files, in the order of the real Maven. */
    static final String MAKE_ALL =
            """
            mkdir -p "$target/lib"
            for jar in %s; do
              echo "$jar of $(cat pekko-other/src/main/java/Other.java)" >"$target/lib/$jar"
            done
            printf '%s' >"$target/class-path"
            echo "cli of $(cat pekko-other/src/main/java/Other.java)" >"$target/pekko-sim-cli-0.1.jar"
            """.formatted(String.join(" ", JARS), "lib/" + String.join(":lib/", JARS));

    /** The same for the benchmarks. */
    static final String MAKE_BENCHMARKS = "target=benchmarks/target\n"
            + MAKE_ALL.replace("pekko-sim-cli-0.1.jar", "pekko-sim-benchmarks-0.1.jar");

    /**
     * Sets what Maven does, in the folder of the sources; {@code $target} is that of the command.
     */
    void maven(String script) throws IOException {
        executable(
                tools.resolve("mvn"),
                "target=pekko-sim-cli/target\necho built >>'" + calls() + "'\n" + script);
    }

    static void executable(Path file, String script) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/bash\n" + script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Path calls() {
        return tools.resolve("calls");
    }

    /** How many times Maven was called. */
    int builds() throws IOException {
        return Files.exists(calls()) ? Files.readAllLines(calls()).size() : 0;
    }

    void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    String read(String name) throws IOException {
        return Files.readString(root.resolve(name));
    }

    /** A copy at another place, in which each file is a little newer than the one before it. */
    LauncherTree copy(Path other) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(root)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        long time = System.currentTimeMillis() - 1_000_000;
        for (Path file : all) {
            if (Files.isRegularFile(file)) {
                Path copy = other.resolve(root.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                time += 1_000;
                assertThat(copy.toFile().setLastModified(time)).isTrue();
            }
        }
        return new LauncherTree(other, tools);
    }

    /** Starts the launcher. */
    Launched start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(root.resolve("pekko-sim").toString());
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(tools, "out", "");
        Path err = Files.createTempFile(tools, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        Map<String, String> variables = builder.environment();
        variables.keySet().removeAll(List.of("JAVA_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        variables.put("JAVA_HOME", tools.resolve("jdk").toString());
        variables.put("PATH", tools + ":" + System.getenv("PATH"));
        variables.putAll(environment);
        return new Launched(builder.start(), out, err);
    }

    /** Starts the launcher and waits for its end. */
    CommandLineRun run(String... arguments) throws IOException, InterruptedException {
        return start(new TreeMap<>(), arguments).end();
    }

    /** A launcher that was started. */
    record Launched(Process process, Path out, Path complaints) {

        CommandLineRun end() throws InterruptedException {
            int code = process.waitFor();
            return new CommandLineRun(code, text(out), complained());
        }

        String complained() {
            return text(complaints);
        }

        private static String text(Path file) {
            try {
                return Files.readString(file, UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
