package dev.pekkosim.finds;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param id the find, or null for all
 * @param times how often each program and its control are executed
 * @param help whether only help is asked for
 */
record Arguments(@Nullable String id, int times, boolean help) {

    private static final String TIMES = "--times";
    private static final int MOST_TIMES = 1000;

    static final String USAGE = """
            usage: finds [PEKKO-N] [--times N]
              PEKKO-N     shows this find, with the log lines that tell it; all finds unless given
              --times N   executes each program, and its control, N times; once unless given
            """;

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException with a sentence, if they are wrong
     */
    static Arguments parse(List<String> words) {
        String id = null;
        int times = 1;
        boolean help = false;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--help") || word.equals("-h")) {
                help = true;
            } else if (word.equals(TIMES)) {
                i++;
                times = times(i < words.size() ? words.get(i) : "");
            } else if (word.startsWith(TIMES + "=")) {
                times = times(word.substring(TIMES.length() + 1));
            } else if (id == null) {
                id = known(word);
            } else {
                throw new IllegalArgumentException(
                        "finds takes one find, but got " + id + " and " + word);
            }
        }
        return new Arguments(id, times, help);
    }

    private static int times(String text) {
        int times;
        try {
            times = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            times = 0;
        }
        if (times < 1 || times > MOST_TIMES) {
            throw new IllegalArgumentException(
                    TIMES + " must be 1 to " + MOST_TIMES + ", but is '" + text + "'");
        }
        return times;
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
