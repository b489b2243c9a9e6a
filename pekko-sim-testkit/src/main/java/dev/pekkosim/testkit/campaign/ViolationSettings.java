// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.campaign;

import dev.pekkosim.engine.Internal;
import java.time.Duration;

/**
 * How long a run goes on after its first violation; {@code pekko.sim.violations} in
 * {@code reference.conf}.
 *
 * @param more how many violations of other signatures are taken in; 0 to end at the first one
 * @param within virtual time for which it goes on at most
 * @hidden
 */
@Internal
public record ViolationSettings(int more, Duration within) {

    /** Checks the bounds. */
    public ViolationSettings {
        if (more < 0) {
            throw new IllegalArgumentException(
                    "pekko.sim.violations.more must not be negative, but is " + more);
        }
        if (within.isNegative()) {
            throw new IllegalArgumentException(
                    "pekko.sim.violations.within must not be negative, but is " + within.toMillis()
                            + " ms");
        }
    }
}
