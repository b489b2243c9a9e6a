package dev.pekkosim.buggify.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EvaluationTest {

    @Test
    void comparison_ofLongs_isExact() {
        assertThat(compared(AssertionKind.ALWAYS_GREATER_THAN, Long.MAX_VALUE, Long.MAX_VALUE - 1))
                .isTrue();
        assertThat(compared(AssertionKind.ALWAYS_LESS_THAN_OR_EQUAL_TO, 1, 1)).isTrue();
        assertThat(compared(AssertionKind.SOMETIMES_LESS_THAN, 1, 1)).isFalse();
        assertThat(compared(AssertionKind.SOMETIMES_GREATER_THAN_OR_EQUAL_TO, 1, 2))
                .isFalse();
    }

    private static boolean compared(AssertionKind kind, long left, long right) {
        Evaluation evaluation = Evaluation.comparing(kind, left, right);
        assertThat(evaluation.evidence()).isEqualTo(new Evidence.Numbers(left, right));
        return evaluation.condition();
    }

    @Test
    void comparison_withNaN_isFalse() {
        List<AssertionKind> numeric = Arrays.stream(AssertionKind.values())
                .filter(kind -> kind.comparison().isPresent())
                .toList();
        assertThat(numeric).hasSize(8).allSatisfy(kind -> {
            assertThat(Evaluation.comparing(kind, Double.NaN, 1.0).condition()).isFalse();
            assertThat(Evaluation.comparing(kind, 1.0, Double.NaN).condition()).isFalse();
        });
    }

    @Test
    void conditions_withNulls_areFalseThere() {
        Map<String, @Nullable Boolean> conditions = new HashMap<>();
        conditions.put("unknown", null);
        conditions.put("met", true);
        assertThat(over(AssertionKind.SOMETIMES_ALL, unchecked(conditions)).condition())
                .isFalse();
        Evaluation some = over(AssertionKind.ALWAYS_SOME, unchecked(conditions));
        assertThat(some.condition()).isTrue();
        assertThat(evidence(some)).containsEntry("met", true).containsEntry("unknown", null);
    }

    @Test
    void conditions_thatAreNullOrThrow_areOneFalseCondition() {
        Evaluation none = over(AssertionKind.SOMETIMES_ALL, null);
        assertThat(none.condition()).isFalse();
        assertThat(evidence(none)).containsOnlyKeys("(the conditions are null)");
        Evaluation throwing = over(AssertionKind.ALWAYS_SOME, new ThrowingMap());
        assertThat(throwing.condition()).isFalse();
        assertThat(evidence(throwing))
                .containsOnlyKeys("(the conditions threw java.lang.IllegalStateException)");
    }

    @Test
    void conditions_withoutAny_areAllTrueAndNoneIs() {
        assertThat(over(AssertionKind.SOMETIMES_ALL, Map.of()).condition()).isTrue();
        assertThat(over(AssertionKind.ALWAYS_SOME, Map.of()).condition()).isFalse();
    }

    @Test
    void value_thatIsSeen_isTrue() {
        Evaluation seen = Evaluation.seeing("OPEN");
        assertThat(seen.kind()).isEqualTo(AssertionKind.SOMETIMES_EACH);
        assertThat(seen.condition()).isTrue();
        assertThat(evidence(seen)).isEqualTo(Map.of("value", "OPEN"));
    }

    /**
     * A false always is a failure, and so is an unreachable that was reached; a sometimes waits.
     */
    @ParameterizedTest
    @EnumSource
    void failure_isWhatIsFalseAndMustNotBe(AssertionKind kind) {
        assertThat(Evaluation.of(kind, true).isFailure()).isFalse();
        assertThat(Evaluation.of(kind, false).isFailure())
                .isEqualTo(kind.method().startsWith("always")
                        || kind == AssertionKind.EVENTUALLY
                        || kind == AssertionKind.UNREACHABLE);
    }

    @Test
    void kind_thatStatesNothingOfTheKind_isRefused() {
        assertThatThrownBy(() -> Evaluation.comparing(AssertionKind.ALWAYS, 1, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("kind must be one that compares numbers, but is always");
        assertThatThrownBy(() -> Evaluation.comparing(AssertionKind.EVENTUALLY, 1.0, 2.0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("kind must be one that compares numbers, but is eventually");
        assertThatThrownBy(() -> Evaluation.over(AssertionKind.SOMETIMES, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("kind must be one of several conditions, but is sometimes");
    }

    @Test
    void number_thatMayNotBeExact_isRefused() {
        assertThatThrownBy(() -> new Evidence.Numbers(1, 2L))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("left must be a Long or a Double, but is 1");
        assertThatThrownBy(() -> new Evidence.Numbers(1L, new BigDecimal("0.1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("right must be a Long or a Double, but is 0.1");
    }

    private static Evaluation over(AssertionKind kind, @Nullable Map<String, Boolean> conditions) {
        return Evaluation.over(kind, conditions);
    }

    private static Map<String, @Nullable Object> evidence(Evaluation evaluation) {
        Evidence evidence = evaluation.evidence();
        assertThat(evidence).isNotNull();
        return evidence.toMap();
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
