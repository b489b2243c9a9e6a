// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.faults;

import dev.pekkosim.testkit.spi.FaultContext;
import dev.pekkosim.testkit.spi.RecurringFault;
import org.jspecify.annotations.Nullable;

/**
 * Crashes all servers at one instant, whatever the budget, and starts them again at one instant.
 */
final class Outages extends RecurringFault {

    Outages(String name, Pace pace) {
        super(name, pace);
    }

    @Override
    protected @Nullable Runnable strike(FaultContext context) {
        context.cluster().outage();
        return context.cluster()::coldStart;
    }
}
