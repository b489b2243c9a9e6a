package dev.pekkosim.agent;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.Appender;
import com.acme.Rates;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The files that simulated code writes are reported, and those that it reads are not. */
class WrittenFilesTest {

    @TempDir
    private Path folder;

    private Path known;
    private Path fresh;

    @BeforeEach
    void makeAFile() throws IOException {
        known = Files.writeString(folder.resolve("known"), "known");
        fresh = folder.resolve("fresh");
    }

    /** A way to write to one file. */
    @FunctionalInterface
    interface Write {
        Object to(Path path) throws IOException;
    }

    /** A way to make one file of another. */
    @FunctionalInterface
    interface Transfer {
        Object between(Path source, Path target) throws IOException;
    }

    static Stream<Write> writes() {
        return Stream.of(
                Rates::stream,
                Rates::random,
                Rates::writeString,
                Rates::append,
                Rates::channel,
                Rates::asynchronousFile,
                Rates::createFile,
                Rates::createDirectory,
                Rates::deleteIfExists,
                Rates::mkdir,
                Rates::createNewFile,
                Rates::delete);
    }

    @ParameterizedTest
    @MethodSource("writes")
    void write_onCarrier_isDoneAndReported(Write write) {
        FakeCarrier.Outcome outcome = FakeCarrier.run(() -> write.to(fresh));

        assertThat(reported(outcome)).containsOnly("wrote com.acme.Rates -> " + fresh);
    }

    static Stream<Arguments> transfers() {
        return Stream.of(
                transfer(Rates::move, true),
                transfer(Rates::rename, true),
                transfer(Rates::link, false),
                transfer(Rates::symbolicLink, false),
                transfer(Rates::copy, false));
    }

    private static Arguments transfer(Transfer transfer, boolean removes) {
        return Arguments.of(transfer, removes);
    }

    @ParameterizedTest
    @MethodSource("transfers")
    void transfer_onCarrier_isReportedWithAllThatItChanges(Transfer transfer, boolean removes) {
        FakeCarrier.Outcome outcome = FakeCarrier.run(() -> transfer.between(known, fresh));

        String source = "wrote com.acme.Rates -> " + known;
        String target = "wrote com.acme.Rates -> " + fresh;
        assertThat(reported(outcome))
                .containsExactlyElementsOf(removes ? List.of(source, target) : List.of(target));
        assertThat(fresh).hasContent("known");
    }

    @Test
    void deletion_onCarrier_isReported() {
        FakeCarrier.Outcome outcome = FakeCarrier.run(() -> Rates.deleteKnown(known));

        assertThat(reported(outcome)).containsExactly("wrote com.acme.Rates -> " + known);
    }

    @Test
    void read_onCarrier_isNotReported() {
        assertThat(reported(FakeCarrier.run(() -> Rates.readEverything(known)))).isEmpty();
    }

    @Test
    void write_toADevice_isNotReported() {
        assertThat(reported(FakeCarrier.run(Rates::toNowhere))).isEmpty();
    }

    @Test
    void write_intoAnArchive_isReportedForTheArchiveOnly() {
        Path archive = folder.resolve("a.zip");
        URI uri = URI.create("jar:" + archive.toUri());

        FakeCarrier.Outcome outcome = FakeCarrier.run(() -> {
            try (FileSystem zip = FileSystems.newFileSystem(uri, Map.of("create", "true"))) {
                return Rates.writeString(zip.getPath("inside"));
            }
        });

        assertThat(reported(outcome))
                .contains("wrote dev.pekkosim.agent.WrittenFilesTest -> " + archive)
                .noneMatch(line -> line.endsWith("inside"));
    }

    /** A logger writes for whoever looks at the run, and not for the run. */
    @Test
    void write_byALogger_isNotReported() {
        assertThat(reported(FakeCarrier.run(() -> Appender.append(fresh)))).isEmpty();
        assertThat(fresh).isNotEmptyFile();
    }

    private static List<String> reported(FakeCarrier.Outcome outcome) {
        return outcome.asked().stream()
                .filter(asked -> asked.startsWith("wrote"))
                .toList();
    }
}
