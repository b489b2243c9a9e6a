// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.faults;

import dev.pekkosim.testkit.spi.FaultContext;
import dev.pekkosim.testkit.spi.RecurringFault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Resets the connections between two nodes. */
final class Resets extends RecurringFault {

    Resets(String name, Pace pace) {
        super(name, pace);
    }

    @Override
    protected @Nullable Runnable strike(FaultContext context) {
        List<String> pair = Pairs.draw(context);
        if (!pair.isEmpty()) {
            context.cluster().networkFaults().resetConnections(pair.get(0), pair.get(1));
        }
        return null;
    }
}
