// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.faults;

import dev.pekkosim.testkit.spi.FaultContext;
import dev.pekkosim.testkit.spi.RecurringFault;
import dev.pekkosim.testkit.spi.TargetNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets the oscillator of a node run too fast or too slow for a while. */
final class ClockDrifts extends RecurringFault {

    /**
     * Parts per million: a bad quartz, one that NTP slews, a virtual machine's clock that is
     * broken.
     */
    private static final List<Integer> MOST = List.of(100, 500, 20_000);

    ClockDrifts(String name, Pace pace) {
        super(name, pace);
    }

    @Override
    protected @Nullable Runnable strike(FaultContext context) {
        TargetNode victim = context.decisions().pick(context.cluster().nodes());
        int most = context.decisions().pick(MOST);
        return victim.driftClock((int) context.decisions().between(-most, most))::end;
    }
}
