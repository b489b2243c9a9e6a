// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli;

import dev.pekkosim.testkit.results.ExitCode;

/**
 * What is done when the JVM is told to end (Ctrl-C) while a command is at work. It runs beside the
 * run in progress, which the end of the JVM cuts off; the shell sees exit code
 * {@value ExitCode#INTERRUPTED}.
 */
final class Interruption {

    /** Work that may fail in one way. */
    @FunctionalInterface
    interface Work<E extends Exception> {

        /** Does it and returns the exit code. */
        int run() throws E;
    }

    private Interruption() {}

    /**
     * Does something that may be interrupted.
     *
     * @param action what is done then; must not wait for the work
     * @param work the work
     * @return the work's exit code
     */
    static <E extends Exception> int during(Runnable action, Work<E> work) throws E {
        Thread hook = new Thread(action, "pekko-sim-interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.run();
        } finally {
            remove(hook);
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending, so the action has run or will.
        }
    }
}
