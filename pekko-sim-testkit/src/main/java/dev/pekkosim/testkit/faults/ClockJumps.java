// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.faults;

import dev.pekkosim.testkit.spi.FaultContext;
import dev.pekkosim.testkit.spi.RecurringFault;
import dev.pekkosim.testkit.spi.TargetNode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Moves the wall clock of a node, and moves it back after a while. */
final class ClockJumps extends RecurringFault {

    /**
     * The largest jump, drawn from at each strike: a leap second, a bad NTP server, a wrong time
     * zone.
     */
    private static final List<Duration> MOST =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofHours(2));

    ClockJumps(String name, Pace pace) {
        super(name, pace);
    }

    @Override
    protected @Nullable Runnable strike(FaultContext context) {
        TargetNode victim = context.decisions().pick(context.cluster().nodes());
        long most = context.decisions().pick(MOST).toMillis();
        return victim.jumpClock(Duration.ofMillis(context.decisions().between(-most, most)))::end;
    }
}
