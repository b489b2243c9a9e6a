// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.spi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A fault family that waits, applies a fault, waits again, and mends each fault after a while.
 * Faults overlap when they last longer than the pauses.
 *
 * @since 0.1.0
 */
public abstract class RecurringFault implements FaultFamily {

    private final String name;
    private final Pace pace;

    /**
     * Creates the family.
     *
     * @param name names it
     * @param pace its pauses, at the normal intensity
     */
    protected RecurringFault(String name, Pace pace) {
        this.name = name;
        this.pace = pace;
    }

    @Override
    public final String name() {
        return name;
    }

    /** Its pauses, at the normal intensity. */
    public final Pace pace() {
        return pace;
    }

    @Override
    public final void start(FaultContext context) {
        Intensity intensity = context.intensity();
        context.after(intensity.of(pace.quietFrom()), intensity.of(pace.quietTo()), () -> {
            Runnable mend = strike(context);
            if (mend != null) {
                context.after(pace.outageFrom(), pace.outageTo(), mend);
            }
            start(context);
        });
    }

    /**
     * Draws and applies one fault.
     *
     * @param context the run
     * @return how it is mended, or null if nothing could be done now, or nothing needs mending
     */
    protected abstract @Nullable Runnable strike(FaultContext context);

    /**
     * The pauses of a family, virtual, each drawn evenly between two bounds.
     *
     * @param quietFrom shortest pause before the next fault
     * @param quietTo longest pause before the next fault
     * @param outageFrom shortest time until a fault is mended
     * @param outageTo longest time until a fault is mended
     */
    public record Pace(
            Duration quietFrom, Duration quietTo, Duration outageFrom, Duration outageTo) {

        /** Checks that the bounds are in order and not negative. */
        public Pace {
            check("quiet", quietFrom, quietTo);
            check("outage", outageFrom, outageTo);
        }

        /**
         * A pace in milliseconds.
         *
         * @param quietFrom shortest pause before the next fault
         * @param quietTo longest pause before the next fault
         * @param outageFrom shortest time until a fault is mended
         * @param outageTo longest time until a fault is mended
         */
        public static Pace ofMillis(long quietFrom, long quietTo, long outageFrom, long outageTo) {
            return new Pace(
                    Duration.ofMillis(quietFrom),
                    Duration.ofMillis(quietTo),
                    Duration.ofMillis(outageFrom),
                    Duration.ofMillis(outageTo));
        }

        private static void check(String what, Duration from, Duration to) {
            if (from.isNegative() || to.compareTo(from) < 0) {
                throw new IllegalArgumentException("the " + what
                        + " pauses must not be negative, and the longest not below the shortest, but"
                        + " are " + from.toMillis() + " to " + to.toMillis() + " ms");
            }
        }
    }
}
