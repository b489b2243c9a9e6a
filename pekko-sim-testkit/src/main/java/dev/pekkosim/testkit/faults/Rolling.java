// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.faults;

import dev.pekkosim.testkit.spi.FaultContext;
import dev.pekkosim.testkit.spi.FaultFamily;
import dev.pekkosim.testkit.spi.RecurringFault.Pace;
import dev.pekkosim.testkit.spi.TargetNode;
import java.time.Duration;
import java.util.List;

/**
 * A deployment: one server after another goes down and is started again, in the order of their
 * names.
 */
final class Rolling implements FaultFamily {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final String name;
    private final Pace pace;
    private final boolean orderly;

    /**
     * @param name names it
     * @param pace between two deployments, and between two servers of one
     * @param orderly whether a server leaves, instead of being killed
     */
    Rolling(String name, Pace pace, boolean orderly) {
        this.name = name;
        this.pace = pace;
        this.orderly = orderly;
    }

    /** Between two deployments, and between two servers of one. */
    Pace pace() {
        return pace;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start(FaultContext context) {
        context.after(
                context.intensity().of(pace.quietFrom()),
                context.intensity().of(pace.quietTo()),
                () -> takeDown(context, context.cluster().servers(), 0));
    }

    private void takeDown(FaultContext context, List<? extends TargetNode> servers, int index) {
        if (index == servers.size()) {
            start(context);
            return;
        }
        TargetNode next = servers.get(index);
        if (context.mayGoDown().contains(next.name()) && goesDown(next)) {
            startAgain(context, servers, index, Downed.of(next));
        } else {
            context.after(LOOK_AGAIN, LOOK_AGAIN, () -> takeDown(context, servers, index));
        }
    }

    private boolean goesDown(TargetNode node) {
        if (orderly) {
            return Attrition.leave(node);
        }
        node.crashProcess();
        return true;
    }

    private void startAgain(
            FaultContext context, List<? extends TargetNode> servers, int index, Downed downed) {
        context.after(pace.outageFrom(), pace.outageTo(), () -> {
            if (downed.isStillLeaving()) {
                startAgain(context, servers, index, downed);
            } else {
                if (downed.isStillDown()) {
                    downed.restart();
                }
                context.after(
                        pace.outageFrom(),
                        pace.outageTo(),
                        () -> takeDown(context, servers, index + 1));
            }
        });
    }
}
