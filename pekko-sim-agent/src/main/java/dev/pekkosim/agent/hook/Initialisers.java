package dev.pekkosim.agent.hook;

import java.lang.StackWalker.StackFrame;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a static initialiser is at work. It works once per JVM, in whichever run comes first; so what it draws must be
 * no part of that run, or the first run would differ from the same run later.
 */
final class Initialisers {

    private static final StackWalker STACK = StackWalker.getInstance();

    /**
     * A class may be initialised long after it was loaded, but hardly this many carriers later, which is some dozens of runs.
     * From then on nobody looks at the stack.
     */
    private static final int CARRIERS_UNTIL_INITIALISED = 512;

    private static volatile int carriers;
    private static volatile int carriersAtLoad;

    private Initialisers() {}

    /** A carrier was made. Two at once may count as one. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    static void carrierMade() {
        carriers++;
    }

    /** A class was loaded, so that its initialiser may follow. */
    static void classLoaded() {
        carriersAtLoad = carriers;
    }

    /** The name of the class that is initialised on the current thread, or null if none is. */
    static @Nullable String current() {
        return carriers - carriersAtLoad < CARRIERS_UNTIL_INITIALISED
                ? STACK.walk(
                        frames -> frames.filter(frame -> frame.getMethodName().equals("<clinit>"))
                                .map(StackFrame::getClassName)
                                .findFirst()
                                .orElse(null))
                : null;
    }
}
