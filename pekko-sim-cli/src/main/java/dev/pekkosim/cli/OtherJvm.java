// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli;

import dev.pekkosim.cli.check.JavaHome;
import dev.pekkosim.testkit.SeedSequence;
import dev.pekkosim.testkit.cluster.SimSetupException;
import dev.pekkosim.testkit.divergence.Recording;
import dev.pekkosim.testkit.divergence.Side;
import dev.pekkosim.testkit.results.ExitCode;
import dev.pekkosim.testkit.text.Losses;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Executes seeds in a JVM of their own, with the same class path but another heap, another garbage
 * collector and perhaps another Java, since nothing of that may matter. It takes them with
 * {@link ExecuteCommand}.
 */
final class OtherJvm implements Side, AutoCloseable {

    private static final long MEBIBYTE = 1024L * 1024;
    private static final long LEAST_HEAP_MEBIBYTES = 512;
    private static final int COMPLAINT_LINES = 5;

    private final Class<?> mainClass;
    private final List<String> runArguments;
    private final JavaHome java;
    private final Path folder;
    private volatile @Nullable Process process;

    /**
     * Prepares the JVM.
     *
     * @param mainClass its main class
     * @param runArguments what is run, without the seeds
     * @param java its Java
     */
    OtherJvm(Class<?> mainClass, List<String> runArguments, JavaHome java) {
        this.mainClass = mainClass;
        this.runArguments = runArguments;
        this.java = java;
        this.folder = folder();
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("pekko-sim-verify");
        } catch (IOException e) {
            throw new SimSetupException("verify needs a folder for temporary files, but none can be"
                    + " made in " + System.getProperty("java.io.tmpdir") + ": "
                    + Losses.reason(e));
        }
    }

    @Override
    public String name() {
        return "other JVM";
    }

    // ---- hashes of whole runs

    /**
     * Begins to execute seeds; {@link #awaitExecutions()} has their results.
     *
     * @param seedArguments the options that name them
     */
    void start(List<String> seedArguments) throws IOException {
        launch(seedArguments);
    }

    /** What a JVM did that executed seeds. */
    Executions awaitExecutions() throws IOException {
        awaitEnd();
        List<String> lines = Files.readAllLines(output());
        if (lines.isEmpty()) {
            throw new IOException("the other JVM wrote nothing");
        }
        List<Execution> executions = new ArrayList<>();
        lines.subList(1, lines.size()).forEach(line -> executions.add(Execution.read(line)));
        Collections.reverse(executions); // it executes the last seed first
        return new Executions(lines.get(0), executions);
    }

    /**
     * What a JVM did that executed seeds.
     *
     * @param javaVersion the version of its Java
     * @param all one for each seed, in order
     */
    record Executions(String javaVersion, List<Execution> all) {}

    // ---- one seed again

    @Override
    public Recording record(long seed, long firstStep, long lastStep) throws IOException {
        Path file = folder.resolve("recording");
        launch(List.of(
                "--seed", SeedSequence.format(seed),
                "--record", file.toString(),
                "--from", Long.toString(firstStep),
                "--to", Long.toString(lastStep)));
        awaitEnd();
        return Recording.read(file);
    }

    // ---- the process

    private void launch(List<String> moreArguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(java.launcher().toString());
        command.addAll(java.options());
        command.addAll(jvmArguments(ManagementFactory.getRuntimeMXBean().getInputArguments()));
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(mainClass.getName());
        command.add("execute");
        command.addAll(runArguments);
        command.addAll(moreArguments);
        process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(nothing()))
                .redirectOutput(output().toFile())
                .redirectError(complaints().toFile())
                .start();
    }

    /** What this JVM was started with, but for the heap, the garbage collector and debuggers. */
    static List<String> jvmArguments(List<String> own) {
        List<String> arguments = new ArrayList<>();
        boolean serial = false;
        for (String argument : own) {
            serial |= argument.equals("-XX:+UseSerialGC");
            if (argument.startsWith("-D")
                    || argument.startsWith("-javaagent:")
                    || argument.startsWith("--add-")
                    || argument.startsWith("-Xlog:")
                    || argument.startsWith("-Xshare:")
                    || argument.equals("-XX:+EnableDynamicAgentLoading")) {
                arguments.add(argument);
            }
        }
        arguments.add(serial ? "-XX:+UseParallelGC" : "-XX:+UseSerialGC");
        long heap = Runtime.getRuntime().maxMemory() / MEBIBYTE;
        arguments.add("-Xmx" + Math.max(LEAST_HEAP_MEBIBYTES, heap / 2) + "m");
        return arguments;
    }

    private void awaitEnd() throws IOException {
        Process started = process;
        if (started == null) {
            throw new IllegalStateException("the other JVM was not started");
        }
        try {
            int code = started.waitFor();
            if (code == ExitCode.INTERRUPTED) {
                throw new InterruptedIOException("the other JVM was interrupted");
            }
            if (code != 0) {
                throw new IOException("the other JVM ended with exit code " + code + ": "
                        + lastLines(complaints()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the other JVM was at work");
        }
    }

    private static String lastLines(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        return String.join(
                " ", lines.subList(Math.max(0, lines.size() - COMPLAINT_LINES), lines.size()));
    }

    private static File nothing() {
        return new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
    }

    private Path output() {
        return folder.resolve("output");
    }

    private Path complaints() {
        return folder.resolve("complaints");
    }

    /** Ends the JVM if it is still at work, and removes its files. */
    @Override
    public synchronized void close() throws IOException {
        Process started = process;
        if (started != null && started.isAlive()) {
            started.destroyForcibly();
            try {
                started.waitFor(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.deleteIfExists(file);
                }
            }
            Files.deleteIfExists(folder);
        }
    }
}
