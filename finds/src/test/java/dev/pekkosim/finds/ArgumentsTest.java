package dev.pekkosim.finds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {

    @Test
    void none_executesEachOnce() {
        assertThat(parse("")).isEqualTo(new Arguments(null, 1, false));
    }

    @Test
    void findAndTimes_areTakenInAnyOrder() {
        assertThat(parse("--times 4 pekko-6")).isEqualTo(new Arguments("PEKKO-6", 4, false));
        assertThat(parse("PEKKO-6 --times=4")).isEqualTo(new Arguments("PEKKO-6", 4, false));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PEKKO-99          | there is no program for 'PEKKO-99'; use PEKKO-
            --times           | --times must be 1 to 1000, but is ''
            --times 0         | --times must be 1 to 1000, but is '0'
            --times x         | --times must be 1 to 1000, but is 'x'
            PEKKO-6 PEKKO-6   | finds takes one find, but got PEKKO-6 and PEKKO-6
            """)
    void mistake_isToldInOneSentence(String words, String sentence) {
        assertThatThrownBy(() -> parse(words))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(sentence);
    }

    private static Arguments parse(String words) {
        return Arguments.parse(words.isEmpty() ? List.of() : List.of(words.split(" ", -1)));
    }
}
