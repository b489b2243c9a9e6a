// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.body;

import dev.pekkosim.engine.Internal;

/**
 * An assertion that was to hold eventually did not; its cause is what it threw last.
 *
 * @hidden
 */
@Internal
public final class NotYetError extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final Throwable last;

    /**
     * Creates the error.
     *
     * @param looks how often and for how long it was looked at
     * @param last what the assertion threw last
     */
    NotYetError(String looks, Throwable last) {
        super(looks, last);
        this.last = last;
    }

    /** What the assertion threw last. */
    public Throwable last() {
        return last;
    }
}
