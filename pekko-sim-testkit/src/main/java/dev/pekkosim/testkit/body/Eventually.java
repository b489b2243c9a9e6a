// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.body;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.testkit.text.Units;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An assertion of the body that is looked at until it holds.
 *
 * @hidden
 */
@Internal
public final class Eventually {

    private static final long POLL_NANOS = Duration.ofMillis(100).toNanos();

    private final Runnable assertion;
    private final long begunNanos;

    private long looks;
    private @Nullable Throwable last;

    private Eventually(Runnable assertion, long begunNanos) {
        this.assertion = assertion;
        this.begunNanos = begunNanos;
    }

    /**
     * Waits until an assertion holds.
     *
     * @param within the longest virtual time to wait
     * @param assertion throws a {@link FailedAssertion} as long as it does not hold
     * @throws NotYetError if it does not hold within the bound
     */
    public static void holds(Engine engine, Duration within, Runnable assertion) {
        long nanos = BodyBounds.nanos(within);
        BodyBounds.requireBody(
                engine, "eventually", "an actor looks again when it gets a message or a timer");
        Eventually eventually = new Eventually(assertion, engine.now());
        if (!engine.await(nanos, POLL_NANOS, eventually::look)) {
            throw eventually.failed(within);
        }
    }

    private boolean look() {
        looks++;
        try {
            assertion.run();
            return true;
        } catch (Exception | AssertionError e) {
            if (!FailedAssertion.is(e)) { // which would be hidden until the end otherwise
                throw e;
            }
            last = e;
            return false;
        }
    }

    private AssertionError failed(Duration within) {
        Throwable thrown = last;
        if (thrown == null) {
            throw new IllegalStateException("an assertion was not looked at");
        }
        return new NotYetError(
                "this did not come to hold within " + Units.bound(within)
                        + ": it was looked at " + Units.count(looks) + " times since virtual "
                        + Units.instant(begunNanos),
                thrown);
    }
}
