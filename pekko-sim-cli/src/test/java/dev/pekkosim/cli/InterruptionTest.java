package dev.pekkosim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InterruptionTest {

    @Test
    void work_thatEndsIsNotInterrupted() throws Exception {
        AtomicInteger interruptions = new AtomicInteger();

        int code = Interruption.during(interruptions::incrementAndGet, () -> 7);

        assertThat(code).isEqualTo(7);
        assertThat(interruptions).hasValue(0);
    }

    /** The signal is that of {@code kill}; the JVM treats that of Ctrl-C the same way. */
    @Test
    void signalWithinARun_printsTheReportSoFar() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command("run", "endless", "--seeds", "3"))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(output.readLine()).isEqualTo("started");
            process.toHandle().destroy(); // Process.destroy() would close its output too.

            assertThat(output.readLine()).isEqualTo("interrupted after 0 of 3 runs");
            assertThat(output.readLine()).startsWith("0 runs, 0 passed, 0 failed");
        }
        assertThat(process.waitFor()).isGreaterThan(128);
    }

    static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                OtherJvm.jvmArguments(ManagementFactory.getRuntimeMXBean().getInputArguments()));
        command.add("-XX:-PrintWarnings");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(TestWorkloads.class.getName());
        command.addAll(List.of(arguments));
        return command;
    }
}
