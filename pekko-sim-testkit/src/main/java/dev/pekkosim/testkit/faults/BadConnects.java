// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.faults;

import dev.pekkosim.testkit.cluster.NetworkFaults;
import dev.pekkosim.testkit.cluster.OngoingFault;
import dev.pekkosim.testkit.spi.FaultContext;
import dev.pekkosim.testkit.spi.RecurringFault;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Refuses, delays or hangs attempts to connect to a node, after its connections with another one
 * were reset.
 */
final class BadConnects extends RecurringFault {

    private static final long LONGEST_MILLIS = 10_000;

    BadConnects(String name, Pace pace) {
        super(name, pace);
    }

    @Override
    protected @Nullable Runnable strike(FaultContext context) {
        List<String> pair = Pairs.draw(context);
        if (pair.isEmpty()) {
            return null;
        }
        NetworkFaults faults = context.cluster().networkFaults();
        String to = pair.get(0);
        OngoingFault bad = switch (context.decisions().index(3)) {
            case 0 -> faults.refuseConnects(to);
            case 1 -> faults.hangConnects(to);
            default ->
                faults.slowConnects(
                        to, Duration.ofMillis(context.decisions().between(10, LONGEST_MILLIS)));
        };
        faults.resetConnections(pair.get(1), to);
        return bad::end;
    }
}
