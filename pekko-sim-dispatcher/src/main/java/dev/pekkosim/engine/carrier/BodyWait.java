// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.carrier;

import dev.pekkosim.engine.Internal;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * For how long the body of a run has waited for one thing without a deadline of its own. What it
 * waits for may never come, since a node has ended, while others set their timers for ever.
 *
 * @hidden
 */
@Internal
public final class BodyWait {

    private final long boundNanos;
    private long endNanos = Long.MAX_VALUE;
    private @Nullable Carrier waiting;
    private @Nullable Throwable last;

    /**
     * Creates that of a body which does not wait.
     *
     * @param boundNanos the longest virtual time
     */
    public BodyWait(long boundNanos) {
        this.boundNanos = boundNanos;
    }

    void begin(Carrier body, long now) {
        waiting = body;
        last = new Throwable("the body has waited here");
        endNanos = now + boundNanos < 0 ? Long.MAX_VALUE : now + boundNanos;
    }

    void end() {
        waiting = null;
        endNanos = Long.MAX_VALUE;
    }

    /** The stack with which it has last waited so, or null. */
    public @Nullable Throwable last() {
        return last;
    }

    /**
     * Whether it waits for too long.
     *
     * @param now virtual nanoseconds since the start of the run
     */
    public boolean isTooLong(long now) {
        return now > endNanos;
    }

    /**
     * What it waits for, where, and which nodes cannot bring it any more.
     *
     * @param carriers those of the run
     */
    public String describe(Carriers carriers) {
        String ended = String.join(", ", carriers.ended());
        return "the body has waited for more than " + TimeUnit.NANOSECONDS.toSeconds(boundNanos)
                + " virtual seconds: " + (waiting == null ? "" : waiting.describe())
                + (ended.isEmpty() ? "" : "; nodes that have ended since the run began: " + ended);
    }
}
