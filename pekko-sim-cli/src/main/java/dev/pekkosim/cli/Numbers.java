package dev.pekkosim.cli;

import dev.pekkosim.testkit.cluster.SimSetupException;

/** Reads numbers from the command line. */
final class Numbers {

    private Numbers() {}

    /**
     * Reads a whole number.
     *
     * @param least the smallest one that is allowed
     * @param option what it is the value of
     * @param text what was given
     */
    static int atLeast(int least, String option, String text) {
        int number;
        try {
            number = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new SimSetupException(option + " must be a whole number of at least " + least
                    + ", but is '" + text + "'");
        }
        if (number < least) {
            throw new SimSetupException(
                    option + " must be at least " + least + ", but is " + number);
        }
        return number;
    }
}
