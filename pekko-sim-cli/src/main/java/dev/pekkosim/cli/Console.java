package dev.pekkosim.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi;

/**
 * Where the command writes: lines of its report, complaints, and on a terminal a progress line
 * below the report, which is erased before anything else is written.
 */
final class Console {

    /** Carriage return and "erase to the end of the line". */
    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean terminal;
    private final Ansi ansi;
    private boolean progressShown;

    /**
     * Creates a console.
     *
     * @param out takes the report
     * @param err takes complaints
     * @param terminal whether {@code out} is a terminal
     * @param colours whether the terminal shows colours
     */
    Console(PrintWriter out, PrintWriter err, boolean terminal, boolean colours) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.ansi = terminal && colours ? Ansi.ON : Ansi.OFF;
    }

    PrintWriter out() {
        return out;
    }

    PrintWriter err() {
        return err;
    }

    Ansi ansi() {
        return ansi;
    }

    /** Writes lines of the report. */
    synchronized void print(String lines) {
        eraseProgress();
        out.println(lines);
        out.flush();
    }

    /** Writes lines of complaint. */
    synchronized void complain(String lines) {
        eraseProgress();
        err.println(lines);
        err.flush();
    }

    /** Shows how far the command is; nothing when the report does not go to a terminal. */
    synchronized void progress(String line) {
        if (terminal) {
            out.print(ERASE + line);
            out.flush();
            progressShown = true;
        }
    }

    /** Removes the progress line. */
    synchronized void eraseProgress() {
        if (progressShown) {
            progressShown = false;
            out.print(ERASE);
            out.flush();
        }
    }

    /** Green on a terminal with colours. */
    String good(String text) {
        return ansi.string("@|green " + text + "|@");
    }

    /** Red on a terminal with colours. */
    String bad(String text) {
        return ansi.string("@|red " + text + "|@");
    }
}
