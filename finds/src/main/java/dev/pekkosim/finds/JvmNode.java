// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.finds;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A node that has a JVM of its own, which can be killed as an operating system kills. It executes
 * {@link NodeMain}, which takes one command a line and says what comes of it.
 */
final class JvmNode implements AutoCloseable {

    private static final long END_SECONDS = 10;

    private final String name;
    private final int port;
    private final String settings;
    private final Timeline timeline;
    private final List<String> said = new ArrayList<>();
    private volatile @Nullable Process process;

    /**
     * A node that does not run.
     *
     * @param settings as HOCON
     */
    JvmNode(String name, String settings, Timeline timeline) {
        this.name = name;
        this.port = freePort();
        this.settings = settings;
        this.timeline = timeline;
    }

    private static int freePort() {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    /**
     * Begins a new life.
     *
     * @param seed the node that it asks to let it in; itself, to begin a cluster
     */
    void start(JvmNode seed) {
        synchronized (said) {
            said.clear();
        }
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                NodeMain.class.getName(),
                Integer.toString(port),
                Integer.toString(seed.port),
                settings);
        try {
            Process started = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process = started;
            timeline.tell(name + " starts as process " + started.pid());
            Thread reader = new Thread(() -> readAll(started), name + " says");
            reader.setDaemon(true);
            reader.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readAll(Process from) {
        try (BufferedReader lines = from.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (from == process) {
                    read(line);
                }
            }
        } catch (IOException e) {
            // The process was killed.
        }
    }

    private void read(String line) {
        if (line.startsWith(NodeMain.LOG)) {
            String[] parts = line.substring(NodeMain.LOG.length()).split(" ", 2);
            timeline.log(Instant.ofEpochMilli(Long.parseLong(parts[0])), name, parts[1]);
        } else if (line.startsWith(NodeMain.SAYS)) {
            synchronized (said) {
                said.add(line.substring(NodeMain.SAYS.length()));
            }
        }
    }

    /** Gives it a command. */
    void send(String command) {
        try {
            // It belongs to the process, which must go on reading.
            @SuppressWarnings("resource")
            Writer commands = running().outputWriter(StandardCharsets.UTF_8);
            commands.write(command + "\n");
            commands.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process running() {
        Process current = process;
        if (current == null) {
            throw new IllegalStateException(name + " does not run");
        }
        return current;
    }

    /** Whether its present life has said something that begins so. */
    boolean hasSaid(String beginning) {
        synchronized (said) {
            return said.stream().anyMatch(line -> line.startsWith(beginning));
        }
    }

    /** What its present life has last said after these words; empty if nothing. */
    String lastSaid(String beginning) {
        synchronized (said) {
            return said.stream()
                    .filter(line -> line.startsWith(beginning))
                    .reduce("", (earlier, later) -> later.substring(beginning.length()));
        }
    }

    /** Kills the process (SIGKILL), and waits until it is gone. */
    void kill() {
        Process killed = running();
        timeline.tell(name + " is killed: process " + killed.pid());
        end(killed);
    }

    private void end(Process ending) {
        ending.destroyForcibly();
        try {
            if (!ending.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("cannot kill " + name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        Process last = process;
        if (last != null) {
            end(last);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
