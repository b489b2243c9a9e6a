// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli;

import dev.pekkosim.testkit.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Text that keeps to 80 columns: tables of three numbers for each name, and lists. Only a word that
 * is longer does not.
 */
final class Columns {

    private static final int WIDTH = 80;
    private static final int NAME_WIDTH = 44;
    private static final String ROW = "%-" + NAME_WIDTH + "s %8s %11s %11s";
    private static final String INDENT = "    ";

    private Columns() {}

    /**
     * A row of a table; what follows the name stands in the last line of a name that takes several.
     */
    static String row(String name, String first, String second, String third) {
        List<String> lines = lines(PlainText.line(name), NAME_WIDTH);
        if (lines.get(lines.size() - 1).length() > NAME_WIDTH) {
            lines.add("");
        }
        int last = lines.size() - 1;
        lines.set(last, String.format(Locale.ROOT, ROW, lines.get(last), first, second, third));
        return String.join("\n", lines);
    }

    /** Text with all lines but the first indented. */
    static String wrapped(String text) {
        return String.join("\n", lines(shown(text), WIDTH));
    }

    /** A line that belongs to a row; as {@link #wrapped}, and indented as a whole. */
    static String detail(String text) {
        return INDENT + String.join("\n" + INDENT, lines(shown(text), WIDTH - INDENT.length()));
    }

    private static String shown(String text) {
        return PlainText.excerpt(text.replace('\n', ' '));
    }

    private static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.split(" ", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (longer.length() > width && !line.isEmpty()) {
                lines.add(line);
                line = INDENT + word;
            } else {
                line = longer;
            }
        }
        lines.add(line);
        return lines;
    }
}
