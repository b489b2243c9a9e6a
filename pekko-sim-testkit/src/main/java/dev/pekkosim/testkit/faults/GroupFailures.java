// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.faults;

import dev.pekkosim.testkit.spi.FaultContext;
import dev.pekkosim.testkit.spi.RecurringFault;
import dev.pekkosim.testkit.spi.TargetNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Crashes all servers of one group at one instant, and starts them again. The group may be larger
 * than the budget.
 */
final class GroupFailures extends RecurringFault {

    GroupFailures(String name, Pace pace) {
        super(name, pace);
    }

    @Override
    protected @Nullable Runnable strike(FaultContext context) {
        List<Map.Entry<String, List<String>>> groups =
                List.copyOf(context.cluster().groups().entrySet());
        if (groups.isEmpty()) {
            return null;
        }
        Map.Entry<String, List<String>> group = context.decisions().pick(groups);
        List<? extends TargetNode> up = group.getValue().stream()
                .map(context.cluster()::node)
                .filter(node -> !node.isClient() && node.isRunning())
                .toList();
        if (up.isEmpty()) {
            return null;
        }
        context.applied("group-failure", "failure of " + group.getKey());
        List<Downed> downed = up.stream().map(Downed::of).toList();
        up.forEach(TargetNode::crashHost);
        return () -> downed.stream().filter(Downed::isStillDown).forEach(Downed::restart);
    }
}
