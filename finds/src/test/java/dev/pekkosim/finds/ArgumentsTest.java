package dev.pekkosim.finds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {

    @Test
    void none_executesEachOnce() {
        assertThat(parse("")).isEqualTo(new Arguments(null, 1, 1, null, false));
    }

    @Test
    void findAndOptions_areTakenInAnyOrder() {
        Arguments expected = new Arguments("PEKKO-6", 4, 2, Path.of("all.log"), false);

        assertThat(parse("--times 4 --parallel 2 --log all.log pekko-6")).isEqualTo(expected);
        assertThat(parse("PEKKO-6 --log all.log --parallel 2 --times 4")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PEKKO-99          | there is no program for 'PEKKO-99'; use PEKKO-
            --times           | --times needs a value
            --log             | --log needs a value
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
