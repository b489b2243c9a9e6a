// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.faults;

import dev.pekkosim.testkit.spi.FaultContext;
import dev.pekkosim.testkit.spi.RecurringFault;
import dev.pekkosim.testkit.spi.TargetNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the processor of a node slow for a while. */
final class SlowNodes extends RecurringFault {

    private static final List<Integer> TIMES = List.of(3, 10, 30, 100, 300);

    SlowNodes(String name, Pace pace) {
        super(name, pace);
    }

    @Override
    protected @Nullable Runnable strike(FaultContext context) {
        List<? extends TargetNode> fast = context.cluster().nodes().stream()
                .filter(node -> !node.isSlow())
                .toList();
        if (fast.isEmpty()) {
            return null;
        }
        TargetNode victim = context.decisions().pick(fast);
        return victim.slow(context.decisions().pick(TIMES))::end;
    }
}
