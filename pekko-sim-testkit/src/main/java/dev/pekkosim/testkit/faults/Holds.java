// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.faults;

import dev.pekkosim.buggify.Ratio;
import dev.pekkosim.testkit.cluster.NetworkFaults;
import dev.pekkosim.testkit.spi.FaultContext;
import dev.pekkosim.testkit.spi.RecurringFault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds a node or a single link for a while. */
final class Holds extends RecurringFault {

    private static final Ratio WHOLE_NODE = Ratio.of(1, 2);

    Holds(String name, Pace pace) {
        super(name, pace);
    }

    @Override
    protected @Nullable Runnable strike(FaultContext context) {
        List<String> pair = Pairs.draw(context);
        if (pair.isEmpty()) {
            return null;
        }
        NetworkFaults faults = context.cluster().networkFaults();
        return context.decisions().chance(WHOLE_NODE)
                ? faults.hold(pair.get(0))::end
                : faults.holdLink(pair.get(0), pair.get(1))::end;
    }
}
