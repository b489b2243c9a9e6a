package dev.pekkosim.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Test classes and methods of all shapes. */
class ShapeTest {

    @BeforeEach
    void clear() {
        ShapeSample.SEEN.clear();
    }

    /** Otherwise it would be called outside of any run, and pass. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ofBothSorts       | @SimTest and @SimCampaign
            alsoRepeated      | @SimTest and @RepeatedTest
            alsoParameterized | @SimTest and @ParameterizedTest
            alsoATest         | @SimCampaign and @Test
            """)
    void methodOfSeveralSorts_isRefused(String method, String sorts) {
        assertThat(Executed.of(ShapeSample.class, method).thrown())
                .isNotEmpty()
                .allSatisfy(thrown -> assertThat(thrown)
                        .hasMessage("a method must have one annotation that makes it a test, but"
                                + " ShapeSample." + method + " has " + sorts));
    }

    @Test
    void clusterAsTwoParameters_isOne() {
        assertThat(Executed.of(ShapeSample.class, "twice").thrown()).isEmpty();
        assertThat(ShapeSample.SEEN).containsExactly("twice");
    }

    @Test
    void parameterThatNobodyGives_isToldByJUnit() {
        assertThat(Executed.of(ShapeSample.class, "unknown").message())
                .startsWith("No ParameterResolver registered for parameter [java.lang.Thread");
    }

    @Test
    void inheritedMethod_isReplayedInItsClass() {
        Executed executed = Executed.of(ShapeSample.Derived.class, "inherited");
        assertThat(executed.thrown())
                .hasSize(2)
                .allSatisfy(thrown -> assertThat(thrown)
                        .hasMessageContaining("IllegalStateException: Derived\n")
                        .hasMessageContaining(
                                "replay      mvn test -Dtest='ShapeSample$Derived#inherited' "));
    }

    @Test
    void defaultMethod_isRun() {
        assertThat(Executed.of(ShapeSample.Promising.class, "isKept").thrown()).isEmpty();
        assertThat(ShapeSample.SEEN).containsExactly("kept with 1");
    }

    @Test
    void nestedClass_isNamedWithTheOneAroundIt() {
        assertThat(Executed.of(ShapeSample.Inner.class, "fails").message())
                .contains("-Dtest='ShapeSample$Inner#fails'")
                .contains("target/pekko-sim/ShapeSample.Inner.fails/");
    }

    @Test
    void oneInstanceForAllSeeds_isPossible() {
        assertThat(Executed.of(
                                ShapeSample.OneInstance.class,
                                "counts",
                                Map.of("pekko.sim.canary", "0"))
                        .thrown())
                .isEmpty();
        assertThat(ShapeSample.SEEN).startsWith("call 0", "call 1", "call 2");
    }

    @Test
    void whatIsPreparedInVain_failsEachSeed_andNoRunBegins() {
        assertThat(Executed.of(ShapeSample.BrokenBefore.class, "isNotReached").thrown())
                .hasSize(2)
                .allSatisfy(thrown -> assertThat(thrown).hasMessage("no ground to stand on"));
        assertThat(ShapeSample.SEEN).isEmpty();
    }

    @Test
    void whatCannotBeTidied_failsTheSeed() {
        assertThat(Executed.of(ShapeSample.BrokenAfter.class, "passes").message())
                .isEqualTo("cannot be tidied");
        assertThat(ShapeSample.SEEN).contains("passed");
    }
}
