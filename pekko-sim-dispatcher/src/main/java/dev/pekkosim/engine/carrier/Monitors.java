// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.carrier;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.decision.DecisionStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is in which monitor, as far as it matters in one run: a carrier that waits within a step may
 * be in some, and then no other may enter them.
 *
 * <p>The monitors are real and stay with the thread of the carrier while it waits. So before a
 * carrier enters one, it is looked here whether another carrier has it; entering then never blocks
 * the thread that holds the baton. Monitors that the JDK's own code enters are not known here.
 *
 * @hidden
 */
@Internal
public final class Monitors implements HeldMonitors.Left {

    private final List<Carrier> carriers;
    private final DecisionStream schedule;
    private final List<Carrier> waiting = new ArrayList<>();

    /** Carriers that wait within a step and are in a monitor. */
    private int blockedInside;

    /** Carriers that wait to enter one. */
    private int wanting;

    /**
     * Creates those of a run, in which nobody is.
     *
     * @param carriers all of the run, in the order in which they were made
     * @param schedule draws who is notified
     */
    public Monitors(List<Carrier> carriers, DecisionStream schedule) {
        this.carriers = carriers;
        this.schedule = schedule;
    }

    void addBlockedInside() {
        blockedInside++;
    }

    void removeBlockedInside() {
        blockedInside--;
    }

    /** Whether another carrier is in a monitor; it then waits within a step. */
    boolean isBusy(Object monitor, Carrier asking) {
        if (blockedInside == 0) {
            return false;
        }
        return holder(monitor, asking) != null;
    }

    /** Another carrier that is in a monitor, null if there is none. */
    @Nullable
    Carrier holder(Object monitor, Carrier asking) {
        for (Carrier carrier : carriers) {
            if (carrier != asking && carrier.inside().has(monitor)) {
                return carrier;
            }
        }
        return null;
    }

    void addWanting() {
        wanting++;
    }

    void removeWanting() {
        wanting--;
    }

    /** A monitor was left; all that want it try again. */
    @Override
    public void left(Object monitor) {
        if (wanting == 0) {
            return;
        }
        for (Carrier carrier : carriers) {
            if (carrier.wanted() == monitor) {
                carrier.wake();
            }
        }
    }

    // ---- wait and notify

    void addWaiting(Carrier carrier) {
        waiting.add(carrier);
    }

    void removeWaiting(Carrier carrier) {
        waiting.removeIf(known -> known == carrier);
    }

    /** Wakes one carrier that waits on a monitor, drawn, or all. */
    void notify(Object monitor, boolean all) {
        List<Carrier> candidates = new ArrayList<>();
        for (Carrier carrier : waiting) {
            if (carrier.isNotifiable(monitor)) {
                candidates.add(carrier);
            }
        }
        if (all) {
            candidates.forEach(Carrier::wakeByNotification);
        } else if (candidates.size() == 1) {
            candidates.get(0).wakeByNotification();
        } else if (!candidates.isEmpty()) {
            candidates.get(schedule.index(candidates.size())).wakeByNotification();
        }
    }
}
