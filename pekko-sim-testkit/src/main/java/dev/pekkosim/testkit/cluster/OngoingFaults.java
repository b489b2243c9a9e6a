// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.cluster;

import java.util.ArrayList;
import java.util.List;

/** What lasts of the faults of one place, oldest first. */
final class OngoingFaults {

    private final FaultLog log;
    private final List<OngoingFault> faults = new ArrayList<>();

    OngoingFaults(FaultLog log) {
        this.log = log;
    }

    /**
     * Takes in a fault that begins.
     *
     * @param endKind which verb its end is in the report
     * @param endDescription the end with what it is applied to
     * @param end ends it
     */
    OngoingFault begin(String endKind, String endDescription, Runnable end) {
        OngoingFault fault = new OngoingFault(this, endKind, endDescription, end);
        faults.add(fault);
        return fault;
    }

    /** Ends all, oldest first, without a fault of its own for each in the report. */
    void endAllUnseen() {
        List.copyOf(faults).forEach(OngoingFault::endUnseen);
    }

    /** Takes all as ended, because something else has ended them. */
    void forgetAll() {
        faults.clear();
    }

    FaultLog log() {
        return log;
    }

    /** Whether there is one that has not ended yet. */
    boolean any() {
        return !faults.isEmpty();
    }

    boolean contains(OngoingFault fault) {
        return faults.contains(fault);
    }

    void remove(OngoingFault fault) {
        faults.remove(fault);
    }
}
