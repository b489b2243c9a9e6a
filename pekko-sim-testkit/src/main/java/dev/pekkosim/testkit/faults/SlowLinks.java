// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.faults;

import dev.pekkosim.buggify.Ratio;
import dev.pekkosim.engine.decision.DecisionStream;
import dev.pekkosim.testkit.spi.FaultContext;
import dev.pekkosim.testkit.spi.RecurringFault;
import dev.pekkosim.transport.net.LinkLatency;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Gives the links between two nodes a slow tail or a long way. */
final class SlowLinks extends RecurringFault {

    SlowLinks(String name, Pace pace) {
        super(name, pace);
    }

    @Override
    protected @Nullable Runnable strike(FaultContext context) {
        List<String> pair = Pairs.draw(context);
        if (pair.isEmpty()) {
            return null;
        }
        return context.cluster()
                .networkFaults()
                .slowLink(pair.get(0), pair.get(1), draw(context.decisions()))::end;
    }

    private static LinkLatency draw(DecisionStream draws) {
        return switch (draws.index(3)) {
            case 0 -> LinkLatency.uniform(millis(draws.between(1, 100)), millis(10));
            case 1 -> LinkLatency.exponential(millis(1), millis(draws.between(5, 200)));
            default ->
                LinkLatency.bimodal(
                        millis(1),
                        millis(1),
                        Ratio.of(1, (int) draws.between(2, 50)),
                        millis(50),
                        millis(draws.between(100, 3_000)));
        };
    }

    private static long millis(long count) {
        return TimeUnit.MILLISECONDS.toNanos(count);
    }
}
