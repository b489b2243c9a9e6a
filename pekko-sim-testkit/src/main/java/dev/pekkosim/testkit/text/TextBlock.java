// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.text;

import dev.pekkosim.engine.Internal;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;

/**
 * An indented block of rows, each a key and a value; the lines of a long value stand below each
 * other. A value is text of an application, so it is shown as {@link PlainText#excerpt}.
 *
 * @hidden
 */
@Internal
public final class TextBlock {

    private static final String INDENT = " ".repeat(16);

    /** By how much what a line of several goes on in stands further in. */
    private static final int HANGING = 2;

    private final int width;
    private final StringJoiner rows = new StringJoiner("\n");

    /** A block of the usual width. */
    public TextBlock() {
        this(Fold.USUAL_WIDTH);
    }

    /**
     * A block.
     *
     * @param width the most columns of a line
     */
    public TextBlock(int width) {
        this.width = width;
    }

    /** Adds a row. */
    public void row(String key, String value) {
        row(key, value, text -> text);
    }

    /**
     * Adds a row.
     *
     * @param emphasis marks each of its lines, such as with a colour
     */
    public void row(String key, String value, UnaryOperator<String> emphasis) {
        String shown = PlainText.excerpt(value).strip();
        int hanging = shown.contains("\n") ? HANGING : 0;
        add(
                key,
                Fold.lines(shown, width - INDENT.length(), hanging).stream()
                        .map(emphasis)
                        .toList());
    }

    /** Adds a row that is one line, however long, such as a command that is to be copied. */
    public void command(String key, String command) {
        commands(key, List.of(command));
    }

    /** Adds a row of several such commands, a line each. */
    public void commands(String key, List<String> commands) {
        add(key, commands.stream().map(PlainText::line).toList());
    }

    /**
     * Adds a row that is a table.
     *
     * @param key the row's key, beside which the head of the table stands
     * @param table the table
     */
    public void table(String key, StepColumns table) {
        rows.add(String.format(Locale.ROOT, "    %-" + (StepColumns.BEFORE_COLUMNS - 4) + "s", key)
                + table.head());
        table.lines().forEach(rows::add);
    }

    private void add(String key, List<String> lines) {
        rows.add(String.format(Locale.ROOT, "    %-12s", key) + String.join("\n" + INDENT, lines));
    }

    @Override
    public String toString() {
        return rows.toString();
    }
}
