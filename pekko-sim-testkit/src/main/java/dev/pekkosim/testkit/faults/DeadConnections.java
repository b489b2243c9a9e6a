// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.faults;

import dev.pekkosim.buggify.Ratio;
import dev.pekkosim.testkit.cluster.NetworkFaults;
import dev.pekkosim.testkit.spi.FaultContext;
import dev.pekkosim.testkit.spi.RecurringFault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets the connections between two nodes die without a word. */
final class DeadConnections extends RecurringFault {

    private static final Ratio HALF_OPEN = Ratio.of(1, 2);

    DeadConnections(String name, Pace pace) {
        super(name, pace);
    }

    @Override
    protected @Nullable Runnable strike(FaultContext context) {
        List<String> pair = Pairs.draw(context);
        if (pair.isEmpty()) {
            return null;
        }
        NetworkFaults faults = context.cluster().networkFaults();
        if (context.decisions().chance(HALF_OPEN)) {
            faults.halfOpen(pair.get(0), pair.get(1));
            return null;
        }
        return faults.blackHole(pair.get(0), pair.get(1))::end;
    }
}
