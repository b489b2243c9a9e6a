package dev.pekkosim.buggify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.buggify.spi.AssertionKind;
import dev.pekkosim.buggify.spi.JsonLines;
import dev.pekkosim.buggify.spi.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class JsonOutputTest {

    /** The disk is full after the first line. */
    @Test
    void stream_thatFails_isReportedOnceAndNoLongerWritten() {
        RecordingLogger logger = new RecordingLogger();
        FullDisk disk = new FullDisk();
        JsonOutput output = new JsonOutput(
                new JsonLines(disk),
                "out.jsonl",
                (text, cause) -> logger.log(System.Logger.Level.WARNING, text, cause));
        PropertySink sink = new PropertySink(output);
        sink.check(AssertionKind.ALWAYS, true, "a");
        sink.check(AssertionKind.ALWAYS, true, "b");
        sink.event("c");
        sink.setupComplete();
        assertThat(disk.writes).isEqualTo(2);
        assertThat(logger.lines())
                .containsExactly("WARNING 'out.jsonl' cannot be written: no more properties are"
                        + " written to it / java.io.UncheckedIOException: java.io.IOException:"
                        + " No space left on device");
    }

    private static final class FullDisk extends OutputStream {

        private int writes;

        @Override
        public void write(int b) {
            throw new AssertionError("a line is one write");
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (++writes > 1) {
                throw new IOException("No space left on device");
            }
        }
    }
}
