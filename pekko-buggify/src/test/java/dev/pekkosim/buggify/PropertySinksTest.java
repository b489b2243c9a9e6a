package dev.pekkosim.buggify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.buggify.spi.AssertionKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PropertySinksTest {

    private final RecordingLogger logger = new RecordingLogger();
    private final Outcomes counts = new Outcomes();

    @Test
    void nothingSet_isNoSinkAndNoLogger() {
        assertThat(PropertySinks.configured(name -> null, name -> null, this::noLogger, counts))
                .isNull();
        assertThat(PropertySinks.configured(name -> "off", name -> null, this::noLogger, counts))
                .isNull();
    }

    @Test
    void log_logs() {
        fail(configured(Map.of("pekko.buggify.properties", "log"), Map.of()));
        assertThat(logger.lines()).hasSize(1);
        assertThat(logger.lines().get(0)).startsWith("WARNING property failed: m, at ");
        assertThat(counts.snapshot()).isEmpty();
    }

    @Test
    void count_counts() {
        PropertySink sink = configured(Map.of(), Map.of("PEKKO_BUGGIFY_PROPERTIES", "count"));
        fail(sink);
        fail(sink);
        assertThat(sink).isNotNull();
        sink.check(AssertionKind.ALWAYS, true, "m");
        assertThat(counts.snapshot()).isEqualTo(Map.of("m", new PropertyCounts(1, 2)));
        assertThat(logger.lines()).isEmpty();
    }

    @Test
    void systemProperty_winsOverTheEnvironment() {
        Map<String, String> environment = Map.of("PEKKO_BUGGIFY_PROPERTIES", "log");
        assertThat(configured(Map.of("pekko.buggify.properties", "off"), environment))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "", "LOG", "log,count"})
    void wrongValue_isOneClearLineAndOff(String value) {
        assertThat(configured(Map.of("pekko.buggify.properties", value), Map.of()))
                .isNull();
        assertThat(logger.lines())
                .containsExactly("WARNING pekko.buggify.properties must be one of off, log, count,"
                        + " but is '" + value + "': properties are off");
    }

    @Test
    void wrongValue_ofTheEnvironment_isToldByItsName() {
        configured(Map.of(), Map.of("PEKKO_BUGGIFY_PROPERTIES", "on"));
        assertThat(logger.lines().get(0)).startsWith("WARNING PEKKO_BUGGIFY_PROPERTIES must be");
    }

    @Test
    void file_isAppendedTo(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("out.jsonl");
        Files.writeString(file, "{}\n");
        fail(configured(Map.of(), Map.of("ANTITHESIS_SDK_LOCAL_OUTPUT", file.toString())));
        assertThat(Files.readAllLines(file)).hasSize(3).first().isEqualTo("{}");
    }

    @Test
    void file_andCount_areBothDone(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("out.jsonl");
        fail(configured(
                Map.of("pekko.buggify.properties", "count"),
                Map.of("ANTITHESIS_SDK_LOCAL_OUTPUT", file.toString())));
        assertThat(Files.readAllLines(file)).hasSize(2);
        assertThat(counts.snapshot()).containsOnlyKeys("m");
    }

    @Test
    void file_thatCannotBeOpened_isReportedOnce(@TempDir Path folder) {
        assertThat(configured(Map.of(), Map.of("ANTITHESIS_SDK_LOCAL_OUTPUT", folder.toString())))
                .isNull();
        assertThat(logger.lines()).hasSize(1);
        assertThat(logger.lines().get(0))
                .startsWith("WARNING ANTITHESIS_SDK_LOCAL_OUTPUT is '" + folder
                        + "', which cannot be written: ");
    }

    private @Nullable PropertySink configured(
            Map<String, String> properties, Map<String, String> environment) {
        return PropertySinks.configured(properties::get, environment::get, () -> logger, counts);
    }

    private static void fail(@Nullable PropertySink sink) {
        assertThat(sink).isNotNull();
        sink.check(AssertionKind.ALWAYS, false, "m");
    }

    private System.Logger noLogger() {
        throw new AssertionError("a logger was made");
    }
}
