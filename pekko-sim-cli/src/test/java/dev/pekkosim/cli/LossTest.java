package dev.pekkosim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.testkit.results.ExitCode;
import dev.pekkosim.testkit.text.Losses;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is lost because it cannot be written. */
class LossTest {

    private static final String END = System.lineSeparator();

    @Test
    void jsonOnAFullDisk_isOneSentence_andTheReportIsWhole() {
        CommandLineRun run =
                CommandLineRun.test("run", "steady", "--seeds", "2", "--json", "/dev/full");

        assertThat(run.out()).contains("2 runs, 2 passed");
        assertThat(run.err())
                .isEqualTo("pekko-sim: the results could not be written to /dev/full:"
                        + " No space left on device" + END);
        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void jsonOnAFullDisk_changesNoCodeOfAFailure() {
        CommandLineRun run =
                CommandLineRun.test("run", "failing", "--seeds", "1", "--json", "/dev/full");

        assertThat(run.err()).contains("No space left on device");
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    }

    @ParameterizedTest
    @CsvSource({
        "run steady --seeds 5, 141, 2",
        "run failing --seeds 5, 1, 2",
        "verify steady --seeds 5, 141, 2"
    })
    void closedPipe_endsTheCommandQuietly(String commandLine, int code, int most) {
        Narrow out = new Narrow("Broken pipe");

        CommandLineRun run = execute(out, commandLine.split(" ", -1));

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isEqualTo(code);
        assertThat(out.written.toString().lines()).hasSizeLessThanOrEqualTo(most);
    }

    /** As with {@code | head -1}. */
    @Test
    void readerThatGoesAway_endsTheCommandQuietly() throws Exception {
        Process process = new ProcessBuilder(
                        InterruptionTest.command("run", "steady", "--seeds", "1000000"))
                .start();
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).isEqualTo(RunText.header());
        }

        assertThat(process.waitFor()).isEqualTo(ExitCode.CLOSED_PIPE);
        assertThat(process.errorReader().lines()).isEmpty();
    }

    @Test
    void fullDiskUnderTheReport_isOneSentence() {
        CommandLineRun run =
                execute(new Narrow("No space left on device"), "run", "steady", "--seeds", "5");

        assertThat(run)
                .isEqualTo(new CommandLineRun(
                        ExitCode.USAGE,
                        "",
                        "pekko-sim: standard output could not be written: No space left on device"
                                + END));
    }

    @Test
    void reason_isThatOfTheSystem_withoutTheFile() {
        assertThat(Losses.reason(new FileSystemException("/a/b", null, "Permission denied")))
                .isEqualTo("Permission denied");
        assertThat(Losses.reason(new IOException("Broken pipe"))).isEqualTo("Broken pipe");
        assertThat(Losses.reason(new FileSystemException("/a/b"))).isEqualTo("FileSystemException");
    }

    private static CommandLineRun execute(Writer out, String... arguments) {
        StringWriter err = new StringWriter();
        PrintWriter complaints = new PrintWriter(err);
        Console console = new Console(out, complaints, new Console.Terminal(false, false, 120));
        int code = PekkoSim.execute(console, TestWorkloads.class, TestWorkloads.ALL, arguments);
        complaints.flush();
        return new CommandLineRun(code, "", err.toString());
    }

    /** Takes one line, and no more. */
    private static final class Narrow extends Writer {

        private final String reason;
        private final StringWriter written = new StringWriter();

        Narrow(String reason) {
            this.reason = reason;
        }

        @Override
        public void write(char[] text, int from, int length) throws IOException {
            if (written.toString().contains("\n")) {
                throw new IOException(reason);
            }
            written.write(text, from, length);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
