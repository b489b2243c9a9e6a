package dev.pekkosim.testkit.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "money is conserved", "Ümläut, 漢字, 👩 and\nanother line"})
    void visible_keepsWhatIsSeen(String text) {
        assertThat(PlainText.visible(text)).isSameAs(text);
    }

    @Test
    void visible_writesAsInJava_whatIsNotSeen() {
        assertThat(PlainText.visible("\u001b[31mred\u001b[0m"))
                .isEqualTo("\\u001b[31mred\\u001b[0m");
        assertThat(PlainText.visible("a\u0000b\bc\u007fd\u009be"))
                .isEqualTo("a\\u0000b\\u0008c\\u007fd\\u009be");
        assertThat(PlainText.visible("a\u202eb\u2028c\ufeff"))
                .isEqualTo("a\\u202eb\\u2028c\\ufeff");
        assertThat(PlainText.visible("\ud800 alone, \ue000")).isEqualTo("\\ud800 alone, \\ue000");
        assertThat(PlainText.visible("tag \udb40\udc41")).isEqualTo("tag \\udb40\\udc41");
    }

    @Test
    void visible_keepsLinesApart_whateverEndsThem() {
        assertThat(PlainText.visible("a\r\nb\tc\rd")).isEqualTo("a\nb    c\\u000dd");
    }

    @Test
    void line_hasNoOther() {
        assertThat(PlainText.line("a\nb\u0007")).isEqualTo("a\\nb\\u0007");
    }

    @Test
    void excerpt_saysHowMuchIsLeftOut() {
        assertThat(PlainText.excerpt("x".repeat(8_000))).isEqualTo("x".repeat(8_000));
        assertThat(PlainText.excerpt("x".repeat(1_008_000)))
                .isEqualTo("x".repeat(8_000) + "… (1,000,000 more characters)");
        assertThat(PlainText.excerpt("x\n".repeat(1_000)).lines().toList())
                .hasSize(100)
                .last()
                .isEqualTo("x… (1,801 more characters)");
    }

    @Test
    void excerpt_partsNoSign() {
        assertThat(PlainText.excerpt("x".repeat(7_999) + "👩y"))
                .isEqualTo("x".repeat(7_999) + "… (3 more characters)");
    }

    @Test
    void kept_isAsItIs_upToItsBound() {
        assertThat(PlainText.kept("\u001b\n")).isEqualTo("\u001b\n");
        assertThat(PlainText.kept("x".repeat(100_001)))
                .isEqualTo("x".repeat(100_000) + "… (1 more characters)");
    }
}
