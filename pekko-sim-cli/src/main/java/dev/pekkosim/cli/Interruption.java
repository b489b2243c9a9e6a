package dev.pekkosim.cli;

/**
 * What is done when the JVM is told to end (Ctrl-C) while a command is at work. It runs beside the run in progress, which
 * the end of the JVM cuts off; the shell sees exit code 130.
 */
final class Interruption implements AutoCloseable {

    private final Thread hook;

    /**
     * Begins to listen.
     *
     * @param action what is done; must not wait for the run in progress
     */
    Interruption(Runnable action) {
        hook = new Thread(action, "pekko-sim-interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Ends the listening. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending, so the action has run or will.
        }
    }
}
