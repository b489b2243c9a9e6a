package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.engine.Engine;
import dev.pekkosim.engine.Limits;
import dev.pekkosim.engine.Outcome;
import dev.pekkosim.engine.StepKind;
import dev.pekkosim.engine.StepObserver;
import dev.pekkosim.testkit.Trace.Difference;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TraceTest {

    private static final long SEED = 0x2aL;

    @Test
    void compare_findsNothingInEqualTraces() {
        assertThat(Trace.compare(numbered(20), numbered(20))).isEmpty();
    }

    @Test
    void compare_findsThePlantedLineWithTheTenBefore() {
        List<String> changed = IntStream.range(0, 20)
                .mapToObj(i -> i == 15 ? "other" : "line " + i)
                .toList();

        Difference found = Trace.compare(numbered(20), changed).orElseThrow();

        assertThat(found.index()).isEqualTo(15);
        assertThat(found.before()).isEqualTo(numbered(15).subList(5, 15));
        assertThat(found.left()).isEqualTo("line 15");
        assertThat(found.right()).isEqualTo("other");
    }

    @Test
    void compare_findsTheEndOfTheShorterTrace() {
        Difference found = Trace.compare(numbered(3), numbered(4)).orElseThrow();

        assertThat(found.index()).isEqualTo(3);
        assertThat(found.left()).isNull();
        assertThat(found.right()).isEqualTo("line 3");
    }

    @Test
    void lines_nameStepTimeNodeKindAndWork() {
        Trace trace = new Trace(1, 1, 10);

        execute(trace, -1);

        assertThat(trace.lines())
                .singleElement()
                .asString()
                .matches("1  0\\.\\d{9} s  driver  body  dev\\.pekkosim\\.engine\\.Engine"
                        + "\\$\\$Lambda  hash 0x[0-9a-f]{16}");
    }

    @Test
    void lines_areTheSameInTwoExecutionsOfASeed() {
        Trace one = new Trace(1, Long.MAX_VALUE, 1_000);
        Trace two = new Trace(1, Long.MAX_VALUE, 1_000);

        execute(one, -1);
        execute(two, -1);

        assertThat(one.lines()).hasSizeGreaterThan(100).isEqualTo(two.lines());
    }

    @Test
    void lines_areNoMoreThanTheBound() {
        Trace trace = new Trace(1, Long.MAX_VALUE, 7);

        execute(trace, -1);

        assertThat(trace.lines()).hasSize(7);
    }

    @Test
    void plantedEvent_isFoundAtItsLineByHashesAndThenTrace() {
        StepHashes hashes = new StepHashes();
        StepHashes changed = new StepHashes();
        Outcome one = execute(hashes, -1);
        Outcome other = execute(changed, 40);
        assertThat(one.hash()).isNotEqualTo(other.hash());

        StepHashes.Span span = StepHashes.firstDifference(hashes, changed).orElseThrow();
        Trace left = new Trace(span.lastSame() - 10, span.firstDifferent(), 1_000);
        Trace right = new Trace(span.lastSame() - 10, span.firstDifferent(), 1_000);
        execute(left, -1);
        execute(right, 40);
        Difference found = Trace.compare(left.lines(), right.lines()).orElseThrow();

        assertThat(found.before()).hasSize(10);
        assertThat(found.left()).contains("  - tick 40  hash ");
        assertThat(found.right()).contains("  - planted  hash ");
    }

    private static List<String> numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> "line " + i).toList();
    }

    /** A run of 100 ticks, one of which may do something else. */
    private static Outcome execute(StepObserver observer, int planted) {
        Engine engine = new Engine(SEED, Limits.DEFAULT);
        engine.observe(observer);
        return engine.run(() -> {
            for (int i = 0; i < 100; i++) {
                int tick = i;
                engine.submit(engine.driver(), StepKind.TASK, 1, () -> {
                    if (tick == planted) {
                        engine.event(99, "planted");
                    } else {
                        engine.event(tick, "tick " + tick);
                    }
                });
                engine.sleep(1_000_000);
            }
        });
    }
}
