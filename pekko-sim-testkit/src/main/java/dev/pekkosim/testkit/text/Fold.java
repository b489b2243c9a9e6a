// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.text;

import dev.pekkosim.engine.Internal;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines that are no longer than a width, folded between words. A word that is longer stays whole,
 * so that a path or a class can be copied.
 *
 * @hidden
 */
@Internal
public final class Fold {

    /** What is known to fit where nothing is known of the terminal. */
    public static final int USUAL_WIDTH = 120;

    private Fold() {}

    /**
     * Folds each line of a text.
     *
     * @param text the text
     * @param width the most columns of a line
     * @param hanging by how much what a line goes on in stands further in than the line itself
     */
    public static List<String> lines(String text, int width, int hanging) {
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            fold(line, width, hanging, lines);
        }
        return lines;
    }

    private static void fold(String line, int width, int hanging, List<String> lines) {
        if (line.length() <= width) {
            lines.add(line);
            return;
        }
        int indent = indent(line);
        String next = " ".repeat(indent + hanging);
        StringBuilder folded = new StringBuilder(line.substring(0, indent));
        boolean isEmpty = true;
        for (String word : line.substring(indent).split(" ", -1)) {
            if (!isEmpty && folded.length() + 1 + word.length() > width) {
                lines.add(folded.toString().stripTrailing());
                folded = new StringBuilder(next);
                isEmpty = true;
            }
            folded.append(isEmpty ? "" : " ").append(word);
            isEmpty = false;
        }
        lines.add(folded.toString());
    }

    private static int indent(String line) {
        int indent = 0;
        while (indent < line.length() && line.charAt(indent) == ' ') {
            indent++;
        }
        return indent;
    }
}
