// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.carrier;

import dev.pekkosim.agent.hook.LockOwners;
import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.end.RunEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Carriers each of which waits for the next one, and the last for the first: a deadlock of threads.
 * The one that blocks last closes it, so it is looked for whenever a carrier has blocked; a run
 * would not end by it, since nodes set timers for ever.
 *
 * <p>A wait with a deadline is no part of one, nor is that of a carrier which is about to go on.
 * Who waits for one of several readers, or for whatever opens a latch, waits for nobody in
 * particular. A thread that joins itself waits for an interrupt.
 */
final class WaitCircle {

    private static final String PROPERTY = "no threads wait for each other in a circle";

    private final List<Carrier> members = new ArrayList<>();

    private WaitCircle(Carrier closing, Monitors monitors) {
        Carrier next = closing;
        do {
            members.add(next);
            next = waitedFor(next, monitors);
        } while (next != null && next != closing);
    }

    /** Has the classes loaded that a look needs, so that no look is the one that loads them. */
    static void load() {
        LockOwners.isLock(null);
    }

    /**
     * The circle that a carrier has closed, or null if it has not. Most have not, so that nothing
     * is made for these.
     *
     * @param blocked waits
     * @param monitors who is in which
     * @param carriers how many there are
     */
    static @Nullable WaitCircle closedBy(Carrier blocked, Monitors monitors, int carriers) {
        Carrier next = waitedFor(blocked, monitors);
        if (next == blocked) {
            return null;
        }
        for (int passed = 1; next != null && passed < carriers; passed++) {
            next = waitedFor(next, monitors);
            if (next == blocked) {
                return new WaitCircle(blocked, monitors);
            }
        }
        return null;
    }

    /** Fails the run. */
    void fail(RunEnd end) {
        String text = members.stream().map(Carrier::describe).collect(Collectors.joining("; "));
        end.fail(Failure.Kind.HANG, PROPERTY, "deadlock: " + text, null);
    }

    /** Whom a carrier waits for, who alone can let it go on, or null. */
    private static @Nullable Carrier waitedFor(Carrier blocked, Monitors monitors) {
        if (blocked.isResumeQueued() || !blocked.incarnation().isAlive()) {
            return null;
        }
        Object monitor = blocked.wanted();
        if (monitor != null) {
            return monitors.holder(monitor, blocked); // whatever deadline it had has passed
        }
        if (blocked.hasDeadline()) {
            return null;
        }
        return blocked.joins() instanceof AppThread joined ? joined.carrier() : lockOwner(blocked);
    }

    /**
     * Who has the lock on which a carrier is parked; null if it is parked on none, or a thread
     * outside the run has it.
     */
    static @Nullable Carrier lockOwner(Carrier parked) {
        Object lock = parked.waitsFor();
        return lock != null
                        && LockOwners.isLock(lock)
                        && LockOwners.owner(lock) instanceof Carrier owner
                        && owner.ownRun() == parked.ownRun()
                ? owner
                : null;
    }
}
