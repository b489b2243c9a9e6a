package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pekkosim.testkit.cluster.SimSetupException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeedSequenceTest {

    @ParameterizedTest
    @CsvSource({
        "0x2a, 42",
        "0X2A, 42",
        "42, 42",
        "-1, -1",
        "0xffffffffffffffff, -1",
        "18446744073709551615, -1",
        "0x8000000000000000, -9223372036854775808",
        "-9223372036854775808, -9223372036854775808",
        "0x0000000000000000, 0"
    })
    void parse_readsHexadecimalAndDecimal(String text, long seed) {
        assertThat(SeedSequence.parse(text)).isEqualTo(seed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0x",
                "seed",
                "2a",
                "0x10000000000000000",
                "18446744073709551616",
                "-9223372036854775809",
                "0x-1",
                "--1",
                "4 2",
                "1.5"
            })
    void parse_anythingElse_saysWhatASeedIs(String text) {
        assertThatExceptionOfType(SimSetupException.class)
                .isThrownBy(() -> SeedSequence.parse(text))
                .withMessage(
                        "seed must be a 64-bit number, decimal or hexadecimal after 0x, but is '"
                                + text + "'");
    }

    @Test
    void format_writesSixteenDigits() {
        assertThat(SeedSequence.format(0x2a)).isEqualTo("0x000000000000002a");
        assertThat(SeedSequence.format(-1)).isEqualTo("0xffffffffffffffff");
        assertThat(SeedSequence.format(0)).isEqualTo("0x0000000000000000");
    }

    @Test
    void parse_readsWhatFormatWrites() {
        for (int i = 0; i < 1_000; i++) {
            long seed = SeedSequence.seed(i);
            assertThat(SeedSequence.parse(SeedSequence.format(seed))).isEqualTo(seed);
        }
    }

    /** The outputs of SplitMix64 begun with 0, as its authors publish them: they never change. */
    @Test
    void seed_isTheSameOnEveryMachine() {
        assertThat(SeedSequence.format(SeedSequence.seed(0))).isEqualTo("0xe220a8397b1dcdaf");
        assertThat(SeedSequence.format(SeedSequence.seed(1))).isEqualTo("0x6e789e6aa1b965f4");
        assertThat(SeedSequence.format(SeedSequence.seed(2))).isEqualTo("0x06c45d188009454f");
        assertThat(IntStream.range(0, 10_000).mapToLong(SeedSequence::seed).distinct())
                .hasSize(10_000);
    }
}
