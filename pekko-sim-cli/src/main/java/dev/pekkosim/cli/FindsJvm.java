// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli;

import dev.pekkosim.cli.check.JavaHome;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * A plain JVM that executes the programs of the finds: without the agent, and without any jar of
 * ours but that of the programs, whose manifest names what they need.
 */
final class FindsJvm {

    private static final String PROGRAMS = "pekko-sim-finds-";

    private final Console console;

    FindsJvm(Console console) {
        this.console = console;
    }

    /**
     * Executes programs, and writes what they write.
     *
     * @return their exit code
     */
    int execute(List<String> arguments) throws IOException {
        Process process = new ProcessBuilder(command(arguments)).start();
        return Interruption.during(process::destroyForcibly, () -> follow(process));
    }

    private static List<String> command(List<String> arguments) throws IOException {
        JavaHome java = JavaHome.own();
        List<Path> classPath = Stream.of(
                        System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .toList();
        Path programs = named(classPath, name -> name.startsWith(PROGRAMS));
        List<String> command = new ArrayList<>();
        command.add(java.launcher().toString());
        command.addAll(java.options());
        try (JarFile jar = new JarFile(programs.toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            List<String> jars = new ArrayList<>(List.of(programs.toString()));
            for (String name : manifest.getValue(Attributes.Name.CLASS_PATH).split(" ", -1)) {
                jars.add(named(classPath, name::equals).toString());
            }
            command.add("-cp");
            command.add(String.join(File.pathSeparator, jars));
            command.add(manifest.getValue(Attributes.Name.MAIN_CLASS));
        }
        command.addAll(arguments);
        return command;
    }

    private static Path named(List<Path> classPath, Predicate<String> name) throws IOException {
        for (Path entry : classPath) {
            if (name.test(String.valueOf(entry.getFileName()))) {
                return entry;
            }
        }
        throw new IOException("the class path lacks a jar of the programs of finds");
    }

    private int follow(Process process) throws IOException {
        Thread complaints = new Thread(
                () -> copyQuietly(process, console::complain), "pekko-sim-finds-complaints");
        complaints.setDaemon(true);
        complaints.start();
        try {
            copy(process.inputReader(StandardCharsets.UTF_8), console::print);
            int code = process.waitFor();
            complaints.join();
            return code;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while finds were shown");
        } finally {
            process.destroyForcibly();
        }
    }

    private static void copyQuietly(Process process, Consumer<String> line) {
        try {
            copy(process.errorReader(StandardCharsets.UTF_8), line);
        } catch (IOException e) {
            // The process is gone; its exit code tells more.
        }
    }

    private static void copy(BufferedReader from, Consumer<String> to) throws IOException {
        for (String line = from.readLine(); line != null; line = from.readLine()) {
            to.accept(line);
        }
    }
}
