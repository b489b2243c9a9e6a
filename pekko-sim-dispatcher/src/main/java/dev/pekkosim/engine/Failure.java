// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine;

import org.jspecify.annotations.Nullable;

/**
 * Why a run failed.
 *
 * @param kind what sort of failure it is
 * @param property the name of what was violated; constant for one sort of violation
 * @param message one or more sentences with the actual values
 * @param step the number of the step in which it was noticed
 * @param virtualNanos virtual time since the start of the run
 * @param cause the exception behind it, if there is one
 * @since 0.1.0
 */
public record Failure(
        Kind kind,
        String property,
        String message,
        long step,
        long virtualNanos,
        @Nullable Throwable cause) {

    /** The sorts of failure. */
    public enum Kind {
        /** A property or checker does not hold. */
        PROPERTY,
        /** The application or the test threw where nothing catches. */
        EXCEPTION,
        /** A message could not be serialized. */
        SERIALIZATION,
        /** The set-up is wrong: configuration, guardian, arguments. */
        SETUP,
        /** A thread that the engine does not own touched a simulated system. */
        ESCAPE,
        /**
         * The application reached for what a run cannot simulate: a socket, a name look-up, a
         * process.
         */
        OUTSIDE,
        /** A limit was passed. */
        LIMIT,
        /** Nothing can happen any more, but the run is not over. */
        HANG,
        /** Two executions of one seed differ, so that nothing else that was seen can be trusted. */
        NON_DETERMINISM,
        /** The simulator itself is at fault. */
        INTERNAL
    }
}
