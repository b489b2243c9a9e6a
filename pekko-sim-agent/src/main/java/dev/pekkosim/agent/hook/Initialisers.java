package dev.pekkosim.agent.hook;

import java.lang.StackWalker.StackFrame;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a static initialiser is at work. It works once per JVM, in whichever run comes first; so what it draws must be
 * no part of that run, or the first run would differ from the same run later.
 */
final class Initialisers {

    private static final StackWalker STACK = StackWalker.getInstance();

    /** How many classes were loaded so far; a thread in whose life none was needs no look at its stack. */
    private static volatile int loaded;

    private Initialisers() {}

    /** A class was loaded, so that its initialiser may follow. Two at once may count as one. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    static void classLoaded() {
        loaded++;
    }

    static int loaded() {
        return loaded;
    }

    /** The name of the class that is initialised on the current thread, or null if none is. */
    static @Nullable String current(SimThread thread) {
        return thread.mayInitialise()
                ? STACK.walk(
                        frames -> frames.filter(frame -> frame.getMethodName().equals("<clinit>"))
                                .map(StackFrame::getClassName)
                                .findFirst()
                                .orElse(null))
                : null;
    }
}
