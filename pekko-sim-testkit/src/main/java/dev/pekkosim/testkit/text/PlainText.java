// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.text;

import dev.pekkosim.engine.Internal;
import java.util.Locale;

/**
 * Text of an application as it can be shown anywhere: no character of it steers a terminal, hides,
 * or turns what stands around it.
 *
 * @hidden
 */
@Internal
public final class PlainText {

    /** How much is shown of one value. */
    static final int MOST_CHARACTERS = 8_000;

    /** How many lines are shown of one value. */
    static final int MOST_LINES = 100;

    /** How much is kept of one value where it is not shown. */
    static final int MOST_KEPT = 100_000;

    private static final String TAB = "    ";

    private PlainText() {}

    /**
     * All of a text; what is not to be seen is written as in Java, an escape sequence as
     * {@code \}{@code u001b[31m}. Only ends of lines stay, and a tab is four blanks.
     *
     * @param text of the application
     */
    public static String visible(String text) {
        int first = firstHidden(text);
        return first == text.length() ? text : escaped(text, first);
    }

    /**
     * As {@link #visible}, in one line.
     *
     * @param text of the application
     */
    public static String line(String text) {
        return visible(text).replace("\n", "\\n");
    }

    /**
     * As {@link #visible}, and cut where it is longer than anybody reads, with a note of how much
     * that was.
     *
     * @param text of the application
     */
    public static String excerpt(String text) {
        return visible(cut(text, Math.min(endOfLines(text), end(text, MOST_CHARACTERS))));
    }

    /**
     * A text as it is, cut with a note where it is longer than a file of results should be made by
     * one value.
     *
     * @param text of the application
     */
    public static String kept(String text) {
        return cut(text, end(text, MOST_KEPT));
    }

    /**
     * A text, cut where it does not fit.
     *
     * @param text one line, without what is hidden
     * @param most how many columns it may have, from 1
     */
    static String start(String text, int most) {
        return text.length() <= most ? text : text.substring(0, end(text, most - 1)) + "…";
    }

    private static String cut(String text, int end) {
        return end == text.length()
                ? text
                : text.substring(0, end)
                        + String.format(
                                Locale.ROOT, "… (%,d more characters)", text.length() - end);
    }

    /** Where the last line ends that is shown. */
    private static int endOfLines(String text) {
        int end = -1;
        for (int line = 0; line < MOST_LINES; line++) {
            end = text.indexOf('\n', end + 1);
            if (end < 0) {
                return text.length();
            }
        }
        return end;
    }

    /** Where the last of so many characters ends; two that are one sign are not parted. */
    private static int end(String text, int most) {
        if (text.length() <= most) {
            return text.length();
        }
        boolean splitsPair = Character.isHighSurrogate(text.charAt(most - 1))
                && Character.isLowSurrogate(text.charAt(most));
        return splitsPair ? most - 1 : most;
    }

    private static int firstHidden(String text) {
        int i = 0;
        while (i < text.length()) {
            int point = text.codePointAt(i);
            if (point != '\n' && isHidden(point)) {
                return i;
            }
            i += Character.charCount(point);
        }
        return i;
    }

    private static String escaped(String text, int from) {
        StringBuilder visible = new StringBuilder(text.length() + 16).append(text, 0, from);
        int i = from;
        while (i < text.length()) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            boolean beginsEnd = point == '\r' && i < text.length() && text.charAt(i) == '\n';
            if (!beginsEnd) {
                append(visible, point);
            }
        }
        return visible.toString();
    }

    private static void append(StringBuilder visible, int point) {
        if (point == '\t') {
            visible.append(TAB);
        } else if (point == '\n' || !isHidden(point)) {
            visible.appendCodePoint(point);
        } else {
            for (char unit : Character.toChars(point)) {
                visible.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
            }
        }
    }

    /**
     * Control characters, those that only format what is around them, those that mean what a font
     * makes of them, and halves of pairs.
     */
    private static boolean isHidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
