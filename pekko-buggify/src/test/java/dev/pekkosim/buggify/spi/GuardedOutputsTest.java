package dev.pekkosim.buggify.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardedOutputsTest {

    private static final Assertion ASSERTION = new Assertion(
            Evaluation.of(AssertionKind.ALWAYS, true),
            "m",
            Details.NONE,
            () -> SourceLocation.UNKNOWN);

    private final List<String> warnings = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    private final PropertyOutput recording = new PropertyOutput() {
        @Override
        public void evaluated(Assertion assertion) {
            told.add(assertion.message());
        }

        @Override
        public void setupComplete(Details details) {
            told.add("setup complete");
        }

        @Override
        public void event(String name, Details details) {
            told.add(name);
        }
    };

    private GuardedOutputs guarded(PropertyOutput... outputs) {
        return new GuardedOutputs(
                List.of(outputs), (text, cause) -> warnings.add(text + ": " + cause.getMessage()));
    }

    @Test
    void output_thatThrows_isReportedOnceAndKeepsNoOtherFromBeingTold() {
        GuardedOutputs both = guarded(
                assertion -> {
                    throw new AssertionError("broken");
                },
                recording);
        both.evaluated(ASSERTION);
        both.evaluated(ASSERTION);
        both.setupComplete(Details.NONE);
        both.event("an event", Details.NONE);
        assertThat(told).containsExactly("m", "m", "setup complete", "an event");
        assertThat(warnings)
                .containsExactly("a property could not be told of; further such failures are not"
                        + " logged: broken");
    }

    @Test
    void output_thatThrowsAtWhateverItIsTold_isGuarded() {
        GuardedOutputs broken = guarded(new PropertyOutput() {
            @Override
            public void evaluated(Assertion assertion) {}

            @Override
            public void setupComplete(Details details) {
                throw new IllegalStateException("setup");
            }

            @Override
            public void event(String name, Details details) {
                throw new IllegalStateException("event");
            }
        });
        broken.setupComplete(Details.NONE);
        broken.event("an event", Details.NONE);
        assertThat(warnings).singleElement().asString().endsWith(": setup");
    }

    @Test
    void output_whoseStackOverflows_isReported() {
        guarded(new PropertyOutput() {
                    @Override
                    @SuppressWarnings("InfiniteRecursion")
                    public void evaluated(Assertion assertion) {
                        evaluated(assertion);
                    }
                })
                .evaluated(ASSERTION);
        assertThat(warnings).hasSize(1);
    }

    @Test
    void warning_thatThrows_reachesNobody() {
        List<PropertyOutput> broken = List.of(assertion -> {
            throw new IllegalStateException("broken");
        });
        new GuardedOutputs(broken, (text, cause) -> {
                    throw new IllegalStateException("the logger, too");
                })
                .evaluated(ASSERTION);
        assertThat(told).isEmpty();
    }

    @Test
    void end_ofTheMemory_isNotHidden() {
        GuardedOutputs full = guarded(assertion -> {
            throw new OutOfMemoryError("planted");
        });
        assertThatThrownBy(() -> full.evaluated(ASSERTION)).isInstanceOf(OutOfMemoryError.class);
    }
}
