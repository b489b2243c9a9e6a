package dev.pekkosim.testkit.text;

import dev.pekkosim.engine.Internal;
import java.util.Locale;

/**
 * An indented block of rows, each a key and a value; the lines of a long value stand below each
 * other.
 *
 * @hidden
 */
@Internal
public final class TextBlock {

    private static final String INDENT = " ".repeat(16);

    private final StringBuilder text = new StringBuilder();

    /** Adds a row. */
    public void row(String key, String value) {
        if (text.length() > 0) {
            text.append('\n');
        }
        text.append(String.format(Locale.ROOT, "    %-12s", key))
                .append(value.strip().replace("\n", "\n" + INDENT));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
