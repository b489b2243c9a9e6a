package dev.pekkosim.buggify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.pekkosim.buggify.spi.Assertion;
import dev.pekkosim.buggify.spi.AssertionKind;
import dev.pekkosim.buggify.spi.Details;
import dev.pekkosim.buggify.spi.Evidence;
import dev.pekkosim.buggify.spi.PropertyOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PropertySinkTest {

    private final List<Assertion> told = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private final PropertySink sink = new PropertySink(new PropertyOutput() {
        @Override
        public void evaluated(Assertion assertion) {
            told.add(assertion);
        }

        @Override
        public void setupComplete(Details details) {
            others.add("setup complete: " + details);
        }

        @Override
        public void event(String name, Details details) {
            others.add(name + ": " + details);
        }
    });

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
    void evidence_isToldWithTheDetails() {
        sink.compare(AssertionKind.ALWAYS_LESS_THAN, 2, 1, "m", "key", "value");
        assertThat(last().condition()).isFalse();
        assertThat(last().allDetails()).isEqualTo(Map.of("key", "value", "left", 2L, "right", 1L));
        sink.compare(AssertionKind.ALWAYS_LESS_THAN, 0.5, 1, "m");
        assertThat(last().condition()).isTrue();
        sink.over(AssertionKind.SOMETIMES_ALL, Map.of("met", true), "m");
        assertThat(last().allDetails()).isEqualTo(Map.of("met", true));
    }

    @Test
    void value_isAskedForItsStringLate() {
        List<String> asked = new ArrayList<>();
        Object value = new Object() {
            @Override
            public String toString() {
                asked.add("toString");
                return "state";
            }
        };
        sink.see(value, "states");
        assertThat(asked).isEmpty();
        assertThat(last().evidence()).isInstanceOf(Evidence.Outcome.class);
        assertThat(last().allDetails()).isEqualTo(Map.of("value", "state"));
    }

    @Test
    void place_isThatOfTheCaller_ofWhichThereIsNoneHere() {
        sink.check(AssertionKind.ALWAYS, true, "m");
        assertThat(last().location().get()).hasToString("unknown");
    }

    @Test
    void whatIsNoStatement_isTold() {
        sink.setupComplete("nodes", 3);
        sink.event("started", "node", 1);
        assertThat(others).containsExactly("setup complete: nodes = 3", "started: node = 1");
    }

    @Test
    void message_thatIsNull_isToldAsNull() {
        String none = unchecked((Object) null);
        assertThatCode(() -> sink.check(AssertionKind.ALWAYS, true, none))
                .doesNotThrowAnyException();
        assertThat(last().message()).isEqualTo("null");
        Object[] details = unchecked((Object) null);
        sink.event(none, details);
        assertThat(others).containsExactly("null: ");
    }

    private Assertion last() {
        return told.get(told.size() - 1);
    }

    /** What a caller that is not checked for nulls may pass. */
    @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T unchecked(@Nullable Object value) {
        return (T) value;
    }
}
