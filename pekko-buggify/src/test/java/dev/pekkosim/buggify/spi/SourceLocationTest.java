package dev.pekkosim.buggify.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SourceLocationTest {

    private static final class Entry {
        static SourceLocation located() {
            return deeper();
        }

        private static SourceLocation deeper() {
            return SourceLocation.callerOf(Entry.class);
        }
    }

    @Test
    void caller_isTheFrameBelowTheClass() {
        int above = new Throwable().getStackTrace()[0].getLineNumber();
        SourceLocation location = Entry.located();
        assertThat(location.className()).isEqualTo(SourceLocationTest.class.getName());
        assertThat(location.function()).isEqualTo("caller_isTheFrameBelowTheClass");
        assertThat(location.file()).isEqualTo("SourceLocationTest.java");
        assertThat(location.line()).isEqualTo(above + 1);
        assertThat(location)
                .hasToString(SourceLocationTest.class.getName()
                        + ".caller_isTheFrameBelowTheClass(SourceLocationTest.java:"
                        + (above + 1) + ")");
    }

    @Test
    void class_notOnTheStack_isUnknown() {
        assertThat(SourceLocation.callerOf(String.class)).isEqualTo(SourceLocation.UNKNOWN);
        assertThat(SourceLocation.UNKNOWN).hasToString("unknown");
    }

    @Test
    void file_orLineUnknown_isLeftOut() {
        assertThat(new SourceLocation("C", "f", "", 0)).hasToString("C.f(unknown source)");
        assertThat(new SourceLocation("C", "f", "C.java", 0)).hasToString("C.f(C.java)");
    }

    @Test
    void line_belowZero_isRefused() {
        assertThatThrownBy(() -> new SourceLocation("C", "f", "C.java", -2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("line must be 0 if unknown, else positive, but is -2");
    }
}
