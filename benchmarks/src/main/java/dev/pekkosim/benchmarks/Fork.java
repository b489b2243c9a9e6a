// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** A JVM of its own, with a main class of this module. */
final class Fork implements AutoCloseable {

    private static final int KEPT_LINES = 10;

    private final Process process;
    private final BufferedReader out;
    private final BufferedWriter in;

    /** What it printed last beside answers; said if it ends too soon. */
    private final Deque<String> printed = new ArrayDeque<>();

    private Fork(Process process) {
        this.process = process;
        out = process.inputReader(StandardCharsets.UTF_8);
        in = process.outputWriter(StandardCharsets.UTF_8);
        // It would go on when this JVM is interrupted.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    }

    /**
     * Starts one.
     *
     * @param main its main class
     * @param options of the JVM
     * @param arguments of the main class
     */
    static Fork start(Class<?> main, List<String> options, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return new Fork(new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** Writes a line to it and waits for its answer. */
    String ask(String question, Consumer<String> progress) throws IOException {
        in.write(question);
        in.newLine();
        in.flush();
        return answer(progress);
    }

    /** Waits for its next answer. */
    String answer(Consumer<String> progress) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(Answers.ANSWER)) {
                return line.substring(Answers.ANSWER.length());
            }
            if (line.startsWith(Answers.PROGRESS)) {
                progress.accept(line.substring(Answers.PROGRESS.length()));
            } else {
                keep(line);
            }
        }
        throw new IOException(
                "a JVM that was measured ended and printed: " + String.join(" / ", printed));
    }

    private void keep(String line) {
        if (printed.size() == KEPT_LINES) {
            printed.removeFirst();
        }
        printed.addLast(line);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
