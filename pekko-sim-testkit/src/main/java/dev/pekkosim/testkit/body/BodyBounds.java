// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.body;

import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.step.Incarnation;
import java.time.Duration;

/** What every wait of a body keeps to: it is the body that waits, and not without end. */
final class BodyBounds {

    private static final Duration LONGEST = Duration.ofDays(365);

    private BodyBounds() {}

    /**
     * Checks a bound.
     *
     * @param within the longest virtual time to wait
     * @return the same in nanoseconds
     */
    static long nanos(Duration within) {
        if (within.isNegative() || within.isZero() || within.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a wait must have a bound longer than 0 and of at"
                    + " most 365 days, but has " + within
                    + "; give the longest virtual time to wait, such as Duration.ofSeconds(30)");
        }
        return within.toNanos();
    }

    /**
     * Checks that the body of a run calls.
     *
     * @param engine that of the run
     * @param verb what is called
     * @param instead what others do instead
     */
    static void requireBody(Engine engine, String verb, String instead) {
        Incarnation caller = engine.isEntered() ? Engine.currentIncarnation() : null;
        if (caller != engine.driver()) {
            throw new IllegalStateException(verb + " must be called in the body of the run, but is"
                    + " called by "
                    + (caller == null
                            ? "thread " + Thread.currentThread().getName()
                            : caller.name())
                    + "; " + instead);
        }
    }
}
