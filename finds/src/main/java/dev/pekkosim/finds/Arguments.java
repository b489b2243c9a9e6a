// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.finds;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param id the find, or null for all
 * @param times how often each program and its control are executed
 * @param parallel how many executions are under way at once
 * @param log the file that gets all lines of all logs, or null
 * @param help whether only help is asked for
 */
record Arguments(
        @Nullable String id,
        int times,
        int parallel,
        @Nullable Path log,
        boolean help) {

    private static final String TIMES = "--times";
    private static final String PARALLEL = "--parallel";
    private static final String LOG = "--log";
    private static final int MOST = 1000;

    static final String USAGE = """
            usage: finds [PEKKO-N] [--times N] [--parallel N] [--log FILE]
              PEKKO-N       shows this find, with the log lines that tell it; all finds unless given
              --times N     executes each program, and its control, N times; once unless given
              --parallel N  has N of them under way at once; one unless given
              --log FILE    writes all that all nodes log to a file
            """;

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException with a sentence, if they are wrong
     */
    static Arguments parse(List<String> words) {
        String id = null;
        int times = 1;
        int parallel = 1;
        Path log = null;
        boolean help = false;
        Iterator<String> left = words.iterator();
        while (left.hasNext()) {
            String word = left.next();
            switch (word) {
                case "--help", "-h" -> help = true;
                case TIMES -> times = number(word, valueOf(word, left));
                case PARALLEL -> parallel = number(word, valueOf(word, left));
                case LOG -> log = Path.of(valueOf(word, left));
                default -> {
                    if (id != null) {
                        throw new IllegalArgumentException(
                                "finds takes one find, but got " + id + " and " + word);
                    }
                    id = known(word);
                }
            }
        }
        return new Arguments(id, times, parallel, log, help);
    }

    private static String valueOf(String option, Iterator<String> left) {
        if (!left.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return left.next();
    }

    private static int number(String option, String text) {
        int number;
        try {
            number = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            number = 0;
        }
        if (number < 1 || number > MOST) {
            throw new IllegalArgumentException(
                    option + " must be 1 to " + MOST + ", but is '" + text + "'");
        }
        return number;
    }

    private static String known(String id) {
        List<FindProgram> programs = Programs.of(id);
        if (programs.isEmpty()) {
            throw new IllegalArgumentException("there is no program for '" + id + "'; use "
                    + String.join(", ", Programs.ids()));
        }
        return programs.get(0).about().id();
    }
}
