package dev.pekkosim.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.reporting.FileEntry;
import org.junit.platform.testkit.engine.EventType;

/** The log that a failing test leaves. */
class RunLogTest {

    private static final String SEED = "0xe220a8397b1dcdaf";

    private static Executed logs(Path folder) {
        return Executed.of(
                LogSample.class, "logs", Map.of("pekko.sim.report-dir", folder.toString()));
    }

    @Test
    void log_hasEachLineWithTimeAndNode_whateverLevelsAreConfigured(@TempDir Path folder)
            throws IOException {
        Executed executed = logs(folder);

        Path file = folder.resolve("LogSample.logs").resolve(SEED + ".log");
        assertThat(executed.message()).endsWith("\n    log         " + file);
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.get(0))
                .startsWith("seed " + SEED + " of dev.pekkosim.junit.LogSample#logs, pekko-sim ");
        String time = " +\\d\\.\\d{3}s  ";
        assertThat(lines)
                .anyMatch(line -> line.matches(time
                        + "node-1      INFO  dev\\.pekkosim\\.junit\\.LogSample"
                        + " \\[pekko://test/user\\]: at work"))
                .anyMatch(line -> line.matches(time + "node-2      INFO  .*: at work"))
                .anyMatch(line -> line.matches(time
                        + "node-1      INFO  org\\.apache\\.pekko\\.cluster\\.Cluster .*: Cluster Node .*"
                        + " - Started up successfully"))
                .anyMatch(
                        line -> line.matches(time + "body        WARN  com\\.acme\\.Test: 1 of 2"))
                .contains(" ".repeat(26) + "java.lang.IllegalStateException: as it happens")
                .anyMatch(line -> line.matches(time + "fault       crash node-2 \\(host\\)"))
                .noneMatch(line -> line.contains("not told"));
        assertThat(lines.get(lines.size() - 1))
                .matches(
                        " +1\\d\\.\\d{3}s  body        violated: no exception leaves the body of the"
                                + " run: LogSample\\.java:\\d+: java\\.lang\\.IllegalStateException: as ever");
        assertThat(times(lines)).isSorted();
    }

    private static List<Double> times(List<String> lines) {
        return lines.stream()
                .filter(line -> line.matches(" *\\d+\\.\\d{3}s  .*"))
                .map(line -> Double.valueOf(line.substring(0, line.indexOf('s')).strip()))
                .toList();
    }

    @Test
    void logAndRepro_areAttachedToTheTest(@TempDir Path folder) {
        assertThat(logs(folder).results().allEvents().stream()
                        .filter(event -> event.getType() == EventType.FILE_ENTRY_PUBLISHED)
                        .map(event -> event.getRequiredPayload(FileEntry.class)
                                .getPath()
                                .getFileName()
                                .toString()))
                .containsExactlyInAnyOrder(SEED + ".repro", SEED + ".log");
    }

    @Test
    void folderThatCannotBeWritten_doesNotHideTheFailure(@TempDir Path folder) throws IOException {
        Path taken = Files.writeString(folder.resolve("LogSample.logs"), "a file");

        assertThat(logs(folder).message())
                .startsWith("seed " + SEED + " failed in step ")
                .contains(
                        "\n    files       none, since they cannot be written: ", taken.toString());
    }
}
