package dev.pekkosim.testkit.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FoldTest {

    @Test
    void lines_breakBetweenWords() {
        assertThat(Fold.lines("one two three", 7, 0)).containsExactly("one two", "three");
        assertThat(Fold.lines("one two", 7, 0)).containsExactly("one two");
    }

    @Test
    void wordThatIsLonger_staysWhole() {
        assertThat(Fold.lines("a /very/long/path b", 5, 0))
                .containsExactly("a", "/very/long/path", "b");
    }

    @Test
    void lineThatGoesOn_standsFurtherInThanItself() {
        assertThat(Fold.lines("first\n  at one two", 8, 2))
                .containsExactly("first", "  at one", "    two");
    }

    @Test
    void emptyLines_stay() {
        assertThat(Fold.lines("a\n\nb", 8, 2)).containsExactly("a", "", "b");
        assertThat(Fold.lines("", 8, 2)).containsExactly("");
    }

    /** A blank that ends a line is not seen, but one within a line may mean something. */
    @Test
    void blanksWithin_stay() {
        assertThat(Fold.lines("a  =  b", 20, 0)).containsExactly("a  =  b");
        assertThat(Fold.lines("a  =  b c", 8, 0)).containsExactly("a  =  b", "c");
    }
}
