package dev.pekkosim.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Maven that executes this build, in a process of its own. */
final class Maven {

    private final Path repository;
    private final Path java;

    /** @param repository its local repository */
    Maven(Path repository) {
        this(repository, Path.of(System.getProperty("java.home")));
    }

    private Maven(Path repository, Path java) {
        this.repository = repository;
        this.java = java;
    }

    /**
     * The same on another JDK.
     *
     * @param home where that is
     */
    Maven on(Path home) {
        return new Maven(repository, home);
    }

    /** How it ended, and what it wrote. */
    record Outcome(int code, String output) {}

    /**
     * Executes it.
     *
     * @param project the folder of the project
     * @param log where all that it writes is kept
     * @param arguments goals and options
     */
    Outcome execute(Path project, Path log, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(property("maven.home"), "bin", "mvn").toString());
        command.addAll(List.of("-B", "-ntp", "-Dmaven.repo.local=" + repository));
        if (property("maven.mode").equals("offline true")) {
            command.add("-o");
        }
        command.addAll(List.of(arguments));
        return execute(command, project, log, java);
    }

    /** Executes any command. */
    static Outcome execute(List<String> command, Path folder, Path log, Path java)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        // What the build was started with is not for the examples.
        builder.environment().keySet().removeIf(name -> name.startsWith("PEKKO_SIM_"));
        builder.environment().put("JAVA_HOME", java.toString());
        int code = builder.start().waitFor();
        return new Outcome(code, Files.readString(log));
    }

    static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("-D" + name + " is not set; the build sets it");
        }
        return value;
    }
}
