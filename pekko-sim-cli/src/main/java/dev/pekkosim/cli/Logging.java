package dev.pekkosim.cli;

/** Pekko's log, which under chaos has much to say. */
final class Logging {

    /** Read by {@code logback.xml} when the first logger is made. */
    private static final String LEVEL_PROPERTY = "pekko-sim.log-level";

    private Logging() {}

    /**
     * Sets whether warnings and errors of Pekko go to standard error; they do not unless set. Must be called before any
     * logger is made.
     *
     * @param shown whether they do
     */
    static void show(boolean shown) {
        System.setProperty(LEVEL_PROPERTY, shown ? "WARN" : "OFF");
    }
}
