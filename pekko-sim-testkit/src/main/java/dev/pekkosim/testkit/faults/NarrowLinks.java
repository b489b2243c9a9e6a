// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.faults;

import dev.pekkosim.testkit.spi.FaultContext;
import dev.pekkosim.testkit.spi.RecurringFault;
import dev.pekkosim.transport.net.Bandwidth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets the links between two nodes take only few bytes. */
final class NarrowLinks extends RecurringFault {

    /** A modem's speed, and that of a good line that is shared. */
    private static final long SLOWEST = 20_000;

    private static final long FASTEST = 1_000_000;

    NarrowLinks(String name, Pace pace) {
        super(name, pace);
    }

    @Override
    protected @Nullable Runnable strike(FaultContext context) {
        List<String> pair = Pairs.draw(context);
        if (pair.isEmpty()) {
            return null;
        }
        Bandwidth bandwidth = new Bandwidth(context.decisions().between(SLOWEST, FASTEST));
        return context.cluster().networkFaults().narrowLink(pair.get(0), pair.get(1), bandwidth)
                ::end;
    }
}
