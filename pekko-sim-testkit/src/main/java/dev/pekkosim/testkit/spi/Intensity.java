// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.spi;

import java.time.Duration;
import java.util.Locale;

/**
 * How often a fault family strikes, as a factor of the pauses between its faults.
 *
 * @since 0.1.0
 */
public enum Intensity {
    /** A quarter as often. */
    RARE(4, 1),
    /** As the family says. */
    NORMAL(1, 1),
    /** Four times as often. */
    FREQUENT(1, 4);

    private final int times;
    private final int divisor;

    Intensity(int times, int divisor) {
        this.times = times;
        this.divisor = divisor;
    }

    /** Its name in reports. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The pause that it makes of a family's own.
     *
     * @param pause at the normal intensity
     */
    public Duration of(Duration pause) {
        return pause.multipliedBy(times).dividedBy(divisor);
    }
}
