// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.body;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.testkit.text.Units;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Waiting in virtual time for what a run requires.
 *
 * @hidden
 */
@Internal
public final class Waiting {

    private static final long POLL_NANOS = Duration.ofMillis(20).toNanos();

    private final Engine engine;

    public Waiting(Engine engine) {
        this.engine = engine;
    }

    /** Waits until a condition holds, and says whether it came to. */
    public boolean await(Duration bound, BooleanSupplier condition) {
        return engine.await(bound.toNanos(), POLL_NANOS, condition);
    }

    /** What is said when it did not: within how long, and why. */
    public static String notWithin(Duration bound, String why) {
        return "not within " + Units.bound(bound) + ": " + why;
    }
}
