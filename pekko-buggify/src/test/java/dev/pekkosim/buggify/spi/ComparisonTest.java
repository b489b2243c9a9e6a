package dev.pekkosim.buggify.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {

    @ParameterizedTest
    @CsvSource({
        "GREATER_THAN, false, false, true",
        "GREATER_THAN_OR_EQUAL_TO, false, true, true",
        "LESS_THAN, true, false, false",
        "LESS_THAN_OR_EQUAL_TO, true, true, false"
    })
    void comparison_holds(Comparison comparison, boolean less, boolean equal, boolean greater) {
        assertThat(comparison.holds(1, 2)).isEqualTo(less);
        assertThat(comparison.holds(2, 2)).isEqualTo(equal);
        assertThat(comparison.holds(2, 1)).isEqualTo(greater);
        assertThat(comparison.holds(1.0, 2.0)).isEqualTo(less);
        assertThat(comparison.holds(2.0, 2.0)).isEqualTo(equal);
        assertThat(comparison.holds(2.0, 1.0)).isEqualTo(greater);
        assertThat(comparison.holds(Double.NaN, 1.0)).isFalse();
        assertThat(comparison.holds(1.0, Double.NaN)).isFalse();
    }
}
