// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.finds;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Executes programs that show finds in Pekko, and says how often each was seen. */
public final class FindsMain {

    private static final int SHOWN = 0;
    private static final int NOT_SHOWN = 1;
    private static final int USAGE = 2;

    private FindsMain() {}

    /**
     * Executes them and ends the JVM: with 0 if each find was seen and every control stayed
     * healthy, with 1 if not, with 2 if the arguments are wrong.
     *
     * @param words the command line
     */
    public static void main(String[] words) throws InterruptedException, IOException {
        PrintStream out = new PrintStream(
                new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Arguments arguments;
        try {
            arguments = Arguments.parse(List.of(words));
        } catch (IllegalArgumentException e) {
            complain(String.valueOf(e.getMessage()));
            return;
        }
        if (arguments.help()) {
            out.print(Arguments.USAGE);
            System.exit(SHOWN);
        }
        if (!Loopback.isComplete()) {
            complain("this machine lacks loopback addresses such as 127.0.1.11, which Linux has");
        }
        Path log = arguments.log();
        if (log != null && !isWritable(log)) {
            complain("--log must name a file that can be written, but is '" + log + "'");
        }
        NodeLog.install();
        boolean shown = new Finds(new Report(out), arguments).execute();
        System.exit(shown ? SHOWN : NOT_SHOWN);
    }

    private static void complain(String sentence) {
        System.err.println("pekko-sim: " + sentence);
        System.exit(USAGE);
    }

    /** Empties it. */
    private static boolean isWritable(Path file) {
        try {
            Files.write(file, new byte[0]);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
