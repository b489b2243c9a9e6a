// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli;

import dev.pekkosim.testkit.text.PlainText;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;

/**
 * Where the command writes: lines of its report, complaints, and on a terminal a progress line
 * below the report, which is erased before anything else is written.
 */
final class Console {

    /** Carriage return and "erase to the end of the line". */
    private static final String ERASE = "\r\u001b[K";

    // Until a line is written its colours are characters that no visible text has: so all of it can
    // be made harmless at once.
    private static final char GREEN = '\ue000';
    private static final char RED = '\ue001';
    private static final char PLAIN = '\ue002';

    private final ReportWriter report;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Terminal terminal;
    private boolean progressShown;

    /**
     * Creates a console.
     *
     * @param out takes the report
     * @param err takes complaints
     * @param terminal what {@code out} is
     */
    Console(Writer out, PrintWriter err, Terminal terminal) {
        this.report = new ReportWriter(out);
        this.out = new PrintWriter(report, true);
        this.err = err;
        this.terminal = terminal;
    }

    /**
     * What the report is written to.
     *
     * @param isTerminal whether it is a terminal
     * @param hasColours whether that shows colours
     * @param width how many columns a line may have
     */
    record Terminal(boolean isTerminal, boolean hasColours, int width) {}

    /** For what others write, such as help. */
    PrintWriter out() {
        return out;
    }

    PrintWriter err() {
        return err;
    }

    Ansi ansi() {
        return terminal.isTerminal() && terminal.hasColours() ? Ansi.ON : Ansi.OFF;
    }

    /** How many columns a line may have. */
    int width() {
        return terminal.width();
    }

    /** Writes lines of the report. */
    synchronized void print(String lines) {
        eraseProgress();
        write(painted(lines) + System.lineSeparator());
    }

    /** Writes lines of complaint. */
    synchronized void complain(String lines) {
        eraseProgress();
        err.println(PlainText.visible(lines));
        err.flush();
    }

    /** Shows how far the command is; nothing when the report does not go to a terminal. */
    synchronized void progress(String line) {
        if (terminal.isTerminal()) {
            write(ERASE + line);
            progressShown = true;
        }
    }

    /** Removes the progress line. */
    synchronized void eraseProgress() {
        if (progressShown) {
            progressShown = false;
            write(ERASE);
        }
    }

    private void write(String text) {
        out.write(text);
        out.flush();
    }

    /** Why the report cannot be written any more; empty while it can. */
    Optional<String> loss() {
        return report.loss();
    }

    // ---- colours

    /** Green on a terminal with colours. */
    String good(String text) {
        return marked(GREEN, text);
    }

    /** Red on a terminal with colours. */
    String bad(String text) {
        return marked(RED, text);
    }

    private String marked(char colour, String text) {
        return ansi().enabled() ? colour + text + PLAIN : text;
    }

    private String painted(String text) {
        StringBuilder painted = new StringBuilder(text.length());
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            String colour = colour(text.charAt(i));
            if (!colour.isEmpty()) {
                painted.append(PlainText.visible(text.substring(from, i)));
                painted.append(colour);
                from = i + 1;
            }
        }
        return painted.append(PlainText.visible(text.substring(from))).toString();
    }

    private static String colour(char mark) {
        return switch (mark) {
            case GREEN -> "\u001b[32m";
            case RED -> "\u001b[31m";
            case PLAIN -> "\u001b[39m";
            default -> "";
        };
    }
}
