package dev.pekkosim.testkit.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0.0s",
        "59999999999, 59.9s",
        "60000000000, 1m 00.0s",
        "3599999999999, 59m 59.9s",
        "3600000000000, 1h 00m",
        "86400000000000, 24h 00m"
    })
    void virtual_isCutOffToTenths(long nanos, String text) {
        assertThat(Units.virtual(nanos)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.000s", "12340999999, 12.340s", "65411000000, 1m 05.411s"})
    void instant_isCutOffToMilliseconds(long nanos, String text) {
        assertThat(Units.instant(nanos)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 ms",
        "999999999, 999 ms",
        "1000000000, 1.0 s",
        "59999999999, 59.9 s",
        "60000000000, 1m 00s",
        "3600000000000, 1h 00m"
    })
    void wall_growsItsUnit(long nanos, String text) {
        assertThat(Units.wall(nanos)).isEqualTo(text);
    }
}
