// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.step;

import dev.pekkosim.engine.Internal;

/**
 * Something that becomes a ready step at a virtual time. Timers with one deadline are ordered by a
 * drawn tie-break.
 *
 * @hidden
 */
@Internal
public interface Timer {

    /** When it is due, in virtual nanoseconds since the start of the run. */
    long deadlineNanos();

    /**
     * Takes it back.
     *
     * @return false if it had become a ready step or was taken back before
     */
    boolean cancel();
}
