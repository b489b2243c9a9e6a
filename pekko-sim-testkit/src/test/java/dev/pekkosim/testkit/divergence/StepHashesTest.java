package dev.pekkosim.testkit.divergence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.testkit.divergence.StepHashes.Span;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class StepHashesTest {

    @Test
    void firstDifference_isEmptyForEqualRuns() {
        assertThat(StepHashes.firstDifference(steps(10, 8, 0), steps(10, 8, 0))).isEmpty();
    }

    @Test
    void firstDifference_namesTheStep() {
        assertThat(StepHashes.firstDifference(steps(100, 1_000, 0), steps(100, 1_000, 42)))
                .contains(new Span(41, 42));
    }

    @Test
    void firstDifference_afterDroppingHashesEnclosesTheStep() {
        // 100 steps in 8 places: every 16th is kept.
        assertThat(StepHashes.firstDifference(steps(100, 8, 0), steps(100, 8, 42)))
                .contains(new Span(32, 48));
    }

    @Test
    void firstDifference_ofRunsWithDifferentSpacingEnclosesTheStep() {
        assertThat(StepHashes.firstDifference(steps(100, 8, 42), steps(60, 1_000, 0)))
                .contains(new Span(32, 48));
    }

    @Test
    void firstDifference_ofAShorterRunIsItsEnd() {
        assertThat(StepHashes.firstDifference(steps(70, 1_000, 0), steps(100, 1_000, 0)))
                .contains(new Span(70, 71));
    }

    @Test
    void firstDifference_afterTheLastStepIsFound() {
        StepHashes ended = steps(10, 1_000, 0);
        ended.end(-1);

        assertThat(StepHashes.firstDifference(steps(10, 1_000, 0), ended))
                .contains(new Span(10, 11));
    }

    @Test
    void read_givesWhatWasWritten() throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        steps(5_000, 1_000, 42).write(new DataOutputStream(written));

        StepHashes read = StepHashes.read(
                new DataInputStream(new ByteArrayInputStream(written.toByteArray())));

        assertThat(StepHashes.firstDifference(read, steps(5_000, 1_000, 42))).isEmpty();
        assertThat(StepHashes.firstDifference(read, steps(5_000, 1_000, 0))).isPresent();
    }

    /** Steps whose hashes are other ones from one step on, 0 for none. */
    private static StepHashes steps(int count, int capacity, int otherFrom) {
        StepHashes hashes = new StepHashes(capacity);
        for (int step = 1; step <= count; step++) {
            hashes.add(step, otherFrom > 0 && step >= otherFrom ? -step : step);
        }
        return hashes;
    }
}
