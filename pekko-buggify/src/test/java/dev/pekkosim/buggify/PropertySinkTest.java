package dev.pekkosim.buggify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pekkosim.buggify.spi.Assertion;
import dev.pekkosim.buggify.spi.AssertionKind;
import dev.pekkosim.buggify.spi.Evidence;
import dev.pekkosim.buggify.spi.PropertyOutput;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PropertySinkTest {

    private final RecordingLogger logger = new RecordingLogger();
    private final List<Assertion> told = new ArrayList<>();
    private final PropertySink sink = new PropertySink(List.of(told::add), logger);

    @Test
    void check_isToldAsItIs() {
        sink.check(AssertionKind.SOMETIMES, true, "retried", "tries", 2);
        Assertion assertion = last();
        assertThat(assertion.kind()).isEqualTo(AssertionKind.SOMETIMES);
        assertThat(assertion.condition()).isTrue();
        assertThat(assertion.message()).isEqualTo("retried");
        assertThat(assertion.allDetails()).isEqualTo(Map.of("tries", 2));
    }

    @Test
    void comparison_ofLongs_isExact() {
        sink.compare(AssertionKind.ALWAYS_GREATER_THAN, Long.MAX_VALUE, Long.MAX_VALUE - 1, "m");
        assertThat(last().condition()).isTrue();
        sink.compare(AssertionKind.ALWAYS_LESS_THAN_OR_EQUAL_TO, 1, 1, "m");
        assertThat(last().condition()).isTrue();
        sink.compare(AssertionKind.SOMETIMES_LESS_THAN, 1, 1, "m");
        assertThat(last().condition()).isFalse();
        sink.compare(AssertionKind.SOMETIMES_GREATER_THAN_OR_EQUAL_TO, 1, 2, "m");
        assertThat(last().condition()).isFalse();
    }

    @Test
    void comparison_withNaN_isFalse() {
        for (AssertionKind kind : AssertionKind.values()) {
            if (kind.comparison().isPresent()) {
                sink.compare(kind, Double.NaN, 1.0, "m");
                assertThat(last().condition()).as(kind.method()).isFalse();
            }
        }
        assertThat(told).hasSize(8);
    }

    @Test
    void conditions_withNulls_areFalseThere() {
        Map<String, @Nullable Boolean> conditions = new HashMap<>();
        conditions.put("unknown", null);
        conditions.put("met", true);
        sink.sometimesAll(unchecked(conditions), "all");
        assertThat(last().condition()).isFalse();
        sink.alwaysSome(unchecked(conditions), "some");
        assertThat(last().condition()).isTrue();
        assertThat(last().allDetails()).containsEntry("met", true).containsEntry("unknown", null);
    }

    @Test
    void conditions_thatAreNullOrThrow_areOneFalseCondition() {
        sink.sometimesAll(unchecked(null), "all");
        assertThat(last().condition()).isFalse();
        assertThat(last().allDetails()).containsOnlyKeys("(the conditions are null)");
        sink.alwaysSome(new ThrowingMap(), "some");
        assertThat(last().condition()).isFalse();
        assertThat(last().allDetails())
                .containsOnlyKeys("(the conditions threw java.lang.IllegalStateException)");
        assertThat(logger.lines()).isEmpty();
    }

    @Test
    void conditions_withoutAny_areAllTrueAndNoneIs() {
        sink.sometimesAll(Map.of(), "all");
        assertThat(last().condition()).isTrue();
        sink.alwaysSome(Map.of(), "some");
        assertThat(last().condition()).isFalse();
    }

    @Test
    void outcome_isAskedForItsStringLate() {
        List<String> asked = new ArrayList<>();
        Object value = new Object() {
            @Override
            public String toString() {
                asked.add("toString");
                return "state";
            }
        };
        sink.sometimesEach(value, "states");
        assertThat(asked).isEmpty();
        assertThat(last().evidence()).isInstanceOf(Evidence.Outcome.class);
        assertThat(last().allDetails()).isEqualTo(Map.of("value", "state"));
    }

    @Test
    void output_thatThrows_isReportedOnceAndKeepsNoOtherFromBeingTold() {
        PropertyOutput broken = assertion -> {
            throw new AssertionError("broken");
        };
        PropertySink both = new PropertySink(List.of(broken, told::add), logger);
        both.check(AssertionKind.ALWAYS, true, "m");
        both.check(AssertionKind.ALWAYS, true, "m");
        assertThat(told).hasSize(2);
        assertThat(logger.lines()).hasSize(1);
        assertThat(logger.lines().get(0)).startsWith("WARNING").contains("broken");
    }

    @Test
    void output_whoseStackOverflows_isReported() {
        PropertyOutput endless = new PropertyOutput() {
            @Override
            @SuppressWarnings("InfiniteRecursion")
            public void evaluated(Assertion assertion) {
                evaluated(assertion);
            }
        };
        new PropertySink(List.of(endless), logger).check(AssertionKind.ALWAYS, true, "m");
        assertThat(logger.lines()).hasSize(1);
    }

    @Test
    void end_ofTheMemory_isNotHidden() {
        PropertyOutput output = assertion -> {
            throw new OutOfMemoryError("planted");
        };
        PropertySink full = new PropertySink(List.of(output), logger);
        assertThatThrownBy(() -> full.check(AssertionKind.ALWAYS, true, "m"))
                .isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void message_thatIsNull_isToldAsNull() {
        String none = unchecked((Object) null);
        assertThatCode(() -> sink.check(AssertionKind.ALWAYS, true, none))
                .doesNotThrowAnyException();
        assertThat(last().message()).isEqualTo("null");
        Object[] details = unchecked((Object) null);
        sink.event(none, details);
        assertThat(logger.lines()).isEmpty();
    }

    private Assertion last() {
        return told.get(told.size() - 1);
    }

    /** What a caller that is not checked for nulls may pass. */
    @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T unchecked(@Nullable Object value) {
        return (T) value;
    }

    private static final class ThrowingMap extends AbstractMap<String, Boolean> {
        @Override
        public Set<Entry<String, Boolean>> entrySet() {
            throw new IllegalStateException("closed");
        }
    }
}
