package dev.pekkosim.engine.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outside a run, rewritten monitors must cost and do what they did. */
class CompiledMonitorsTest {

    @Test
    void synchronizedCode_isCompiled_andSurvivesAnOverflow(@TempDir Path directory)
            throws Exception {
        String agent = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-javaagent:"))
                .filter(argument -> argument.contains("pekko-sim-agent"))
                .findFirst()
                .orElseThrow();
        File output = directory.resolve("output").toFile();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        agent,
                        "-XX:+PrintCompilation",
                        "-Xss512k",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.pekkosim.sample.CompiledMain")
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(output.toPath(), StandardCharsets.UTF_8);
        assertThat(lines).anyMatch(line -> line.contains("held: false"));
        assertThat(lines)
                .filteredOn(line -> line.contains("CompiledMain"))
                .hasSizeGreaterThan(3)
                .noneMatch(line -> line.contains("COMPILE SKIPPED"));
    }
}
