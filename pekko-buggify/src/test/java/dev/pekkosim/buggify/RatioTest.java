package dev.pekkosim.buggify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RatioTest {

    @Test
    void text_isReadBack() {
        assertThat(Ratio.of("1/4")).isEqualTo(Ratio.QUARTER).hasToString("1/4");
    }

    @Test
    void certainty_needsNoSlash() {
        assertThat(Ratio.of("0")).isEqualTo(Ratio.NEVER);
        assertThat(Ratio.of("1")).isEqualTo(Ratio.ALWAYS);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "2147483647, 2147483647"})
    void bounds_areRatios(int numerator, int denominator) {
        Ratio ratio = Ratio.of(numerator, denominator);
        assertThat(Ratio.of(ratio.toString())).isEqualTo(ratio);
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "-1, 2", "0, 0", "1, -2"})
    void ratio_notBetweenZeroAndOne_isRefused(int numerator, int denominator) {
        assertThatThrownBy(() -> Ratio.of(numerator, denominator))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ratio must be between 0/1 and 1/1, but is " + numerator + "/"
                        + denominator);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "2", "01", "/", "1/", "1/2/3", "0.5", "a/b", "1 / 4", "99999999999/1"})
    void text_ofSomethingElse_isRefused(String text) {
        assertThatThrownBy(() -> Ratio.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ratio must be two whole numbers such as 1/4, but is '" + text + "'");
    }

    @Test
    @SuppressWarnings("NullAway") // It is about nulls.
    void text_thatIsNull_isRefused() {
        assertThatThrownBy(() -> Ratio.of(null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ratio must be two whole numbers such as 1/4, but is null");
    }
}
