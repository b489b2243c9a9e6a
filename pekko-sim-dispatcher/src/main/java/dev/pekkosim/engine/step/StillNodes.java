// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.step;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;

/**
 * The incarnations that stand still: paused, or slow and still busy with the step that ran last.
 * What becomes ready in their names waits here; their timers go on and join it when they are due.
 */
final class StillNodes {

    private final ReadyList ready;
    private final List<Incarnation> busy = new ArrayList<>();

    /** Asked for one at a time, since the order of the map is that of the JVM's numbers. */
    private final IdentityHashMap<Incarnation, List<Step>> held = new IdentityHashMap<>();

    StillNodes(ReadyList ready) {
        this.ready = ready;
    }

    /** Keeps a step whose owner stands still, and says whether it did. */
    boolean hold(Step step) {
        Incarnation owner = step.owner();
        if (!owner.isStill()) {
            return false;
        }
        List<Step> steps = held.get(owner);
        if (steps == null) { // no lambda: it may be a monitor that wakes whom the step lets go on
            steps = new ArrayList<>();
            held.put(owner, steps);
        }
        return steps.add(step);
    }

    void pause(Incarnation incarnation) {
        incarnation.paused(true);
        ready.removeIf(this::hold);
    }

    void resume(Incarnation incarnation) {
        incarnation.paused(false);
        letGo(incarnation);
    }

    /** Lets a slow incarnation run nothing until a virtual time. */
    void occupy(Incarnation incarnation, long untilNanos) {
        incarnation.busyUntil(untilNanos);
        busy.add(incarnation);
        ready.removeIf(this::hold);
    }

    /** When the next busy incarnation is done. */
    long nextNanos() {
        long next = Long.MAX_VALUE;
        for (Incarnation incarnation : busy) {
            next = Math.min(next, incarnation.busyUntil());
        }
        return next;
    }

    /** Lets those go on that are done at a virtual time. */
    void release(long now) {
        if (busy.isEmpty()) {
            return;
        }
        for (Iterator<Incarnation> all = busy.iterator(); all.hasNext(); ) {
            Incarnation incarnation = all.next();
            if (incarnation.busyUntil() <= now) {
                all.remove();
                incarnation.busyUntil(Incarnation.IDLE);
                letGo(incarnation);
            }
        }
    }

    void forget(Incarnation incarnation) {
        busy.remove(incarnation);
        held.remove(incarnation);
    }

    private void letGo(Incarnation incarnation) {
        if (!incarnation.isStill()) {
            List<Step> steps = held.remove(incarnation);
            if (steps != null) {
                steps.forEach(ready::add);
            }
        }
    }
}
