// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.cluster;

import java.util.ArrayList;
import java.util.List;

/**
 * What makes the processor of one machine slow, in this life of its node and in later ones. Of
 * several that counts which was applied last and is not ended.
 */
final class ProcessorFaults {

    /** Identity tells two faults of one strength apart. */
    private static final class Slowness {

        private final int times;

        Slowness(int times) {
            this.times = times;
        }
    }

    private final String node;
    private final FaultLog log;
    private final OngoingFaults ongoing;
    private final Runnable changed;
    private final List<Slowness> active = new ArrayList<>();

    /**
     * None yet.
     *
     * @param node the name of the machine
     * @param changed told when {@link #times()} is another
     */
    ProcessorFaults(String node, FaultLog log, Runnable changed) {
        this.node = node;
        this.log = log;
        this.ongoing = new OngoingFaults(log);
        this.changed = changed;
    }

    /** How many times the time of other nodes a step needs; 1 without a fault. */
    int times() {
        return active.isEmpty() ? 1 : active.get(active.size() - 1).times;
    }

    OngoingFault slow(int times) {
        if (times < 1) {
            throw new IllegalArgumentException(
                    "a node must be slowed at least 1 times, but is " + times);
        }
        String description = "slow " + node + " " + times + " times";
        log.add("slow", description);
        Slowness slowness = new Slowness(times);
        active.add(slowness);
        changed.run();
        return ongoing.begin("repair", "end of " + description, () -> {
            active.remove(slowness);
            changed.run();
        });
    }

    /** Ends all at once. */
    void repair() {
        if (!active.isEmpty()) {
            log.add("repair", "usual speed of " + node);
            ongoing.endAllUnseen();
        }
    }
}
