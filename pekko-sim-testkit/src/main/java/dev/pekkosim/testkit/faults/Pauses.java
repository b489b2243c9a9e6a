// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.faults;

import dev.pekkosim.testkit.spi.FaultContext;
import dev.pekkosim.testkit.spi.RecurringFault;
import dev.pekkosim.testkit.spi.TargetNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets a server stand still for a while; it counts as down meanwhile. */
final class Pauses extends RecurringFault {

    Pauses(String name, Pace pace) {
        super(name, pace);
    }

    @Override
    protected @Nullable Runnable strike(FaultContext context) {
        List<String> names = context.mayGoDown();
        if (names.isEmpty()) {
            return null;
        }
        TargetNode victim = context.cluster().node(context.decisions().pick(names));
        return victim.pause()::end;
    }
}
