// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.faults;

import dev.pekkosim.testkit.spi.FaultContext;
import dev.pekkosim.testkit.spi.RecurringFault;
import dev.pekkosim.testkit.spi.TargetNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes one server down at a time, within the budget, and starts it again. */
final class Attrition extends RecurringFault {

    /**
     * How often a server goes down in which way, relative to each other.
     *
     * @param process its process is killed
     * @param machine its machine fails, too
     * @param leave it shuts down in an orderly way
     */
    record Weights(int process, int machine, int leave) {

        static final Weights CRASHES = new Weights(1, 1, 0);
        static final Weights MIXED = new Weights(2, 2, 1);

        int sum() {
            return process + machine + leave;
        }
    }

    private final Weights weights;

    Attrition(String name, Pace pace, Weights weights) {
        super(name, pace);
        this.weights = weights;
    }

    @Override
    protected @Nullable Runnable strike(FaultContext context) {
        List<String> names = context.mayGoDown();
        if (names.isEmpty()) {
            return null;
        }
        TargetNode victim = context.cluster().node(context.decisions().pick(names));
        int drawn = context.decisions().index(weights.sum());
        if (drawn < weights.process()) {
            victim.crashProcess();
        } else if (drawn < weights.process() + weights.machine()) {
            victim.crashHost();
        } else if (!leave(victim)) {
            return null;
        }
        Downed downed = Downed.of(victim);
        return () -> startAgain(context, downed);
    }

    /**
     * Shuts a node down in an orderly way, if its actor system is there, and says whether it was.
     */
    static boolean leave(TargetNode node) {
        boolean canLeave = node.hasSystem() && !node.isLeaving();
        if (canLeave) {
            node.leave();
        }
        return canLeave;
    }

    private void startAgain(FaultContext context, Downed victim) {
        if (victim.isStillLeaving()) {
            context.after(
                    pace().outageFrom(), pace().outageTo(), () -> startAgain(context, victim));
        } else if (victim.isStillDown()) {
            victim.restart();
        }
    }
}
