// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.carrier;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.end.RunEnd;
import dev.pekkosim.engine.step.HotSpots;
import dev.pekkosim.engine.step.Incarnation;
import dev.pekkosim.engine.step.RunEvents;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The carriers of one run and the baton, which makes them one logical thread: only the one that
 * holds it runs. Handing it over is what publishes the state of the run.
 *
 * @hidden
 */
@Internal
public final class Carriers {

    private static final int MOST_DESCRIBED = 10;

    private static final int LONGEST_END_MILLIS = 2_000;

    static {
        WaitCircle.load();
    }

    private final RunEnd end;
    private final int limit;
    private final Factory factory;
    private final RunEvents events;
    private final Deque<Carrier> idle = new ArrayDeque<>();
    private final List<Carrier> all = new ArrayList<>();
    private final Object monitor = new Object();

    private int made;
    private volatile @Nullable Carrier holder;

    /** The carrier that has blocked since it was last looked whether one has, or null. */
    private @Nullable Carrier lastBlocked;

    /**
     * Carriers of incarnations that died, which wait within a step and were not looked at since.
     */
    private final List<Carrier> dead = new ArrayList<>();

    /** The names of nodes of which a life has ended. */
    private final Set<String> ended = new LinkedHashSet<>();

    /** Guarded by the monitor: whether the holder of the baton waits until they were looked at. */
    private boolean isBurying;

    /** Makes carriers. */
    public interface Factory {

        /**
         * Makes one, which is not started.
         *
         * @param index numbers them
         * @param thread the thread of the application that it is for, or null if it runs any step
         */
        Carrier make(int index, @Nullable AppThread thread);
    }

    /**
     * Creates those of a run, which are none.
     *
     * @param end fails if there are too many
     * @param limit how many there may be at once
     * @param factory makes them
     * @param events is told when the baton is handed over
     */
    public Carriers(RunEnd end, int limit, Factory factory, RunEvents events) {
        this.end = end;
        this.limit = limit;
        this.factory = factory;
        this.events = events;
    }

    /** Who may run, or null when the run is over. */
    public @Nullable Carrier holder() {
        return holder;
    }

    /**
     * Whether a thread may run.
     *
     * @param thread any thread
     */
    public boolean isHolder(Thread thread) {
        return thread == holder;
    }

    /** All that are there, in the order in which they were made. */
    public List<Carrier> all() {
        return all;
    }

    /** How many wait within a step. */
    public int blocked() {
        return all.size() - idle.size() - 1;
    }

    /**
     * Tells of the carriers that wait within a step, what they wait for.
     *
     * @param self the one that holds the baton
     */
    public String describeBlocked(Carrier self) {
        List<String> lines = describe(blocked(self));
        int more = lines.size() - MOST_DESCRIBED;
        String text = String.join("; ", lines.subList(0, Math.min(lines.size(), MOST_DESCRIBED)));
        return more <= 0 ? text : text + "; and " + more + " more";
    }

    /**
     * As {@link #describeBlocked}, of the steps of nodes only: not of the threads that applications
     * have made, which may well be idle, nor of the driver.
     */
    public List<String> describeBlockedSteps(Carrier self) {
        List<Carrier> steps = blocked(self);
        steps.removeIf(carrier ->
                carrier.isForThread() || carrier.incarnation().node() == Incarnation.DRIVER_NODE);
        return describe(steps);
    }

    private List<Carrier> blocked(Carrier self) {
        List<Carrier> blocked = new ArrayList<>();
        for (Carrier carrier : all) {
            if (carrier != self
                    && !idle.contains(carrier)
                    && carrier.incarnation().isAlive()) {
                blocked.add(carrier);
            }
        }
        return blocked;
    }

    private static List<String> describe(List<Carrier> carriers) {
        return carriers.stream().map(Carrier::describe).toList();
    }

    /** Whether a step of this run is parked on an object. */
    boolean awaits(Object condition) {
        for (Carrier carrier : all) {
            if (carrier.waitsFor() == condition) {
                return true;
            }
        }
        return false;
    }

    /**
     * Makes one more.
     *
     * @param thread the thread of the application that it is for, or null if it runs any step
     */
    public Carrier add(@Nullable AppThread thread) {
        if (living() >= limit) {
            end.failLimit(
                    "carriers",
                    "more than " + limit + " steps block at once; most: " + mostOfBlocked(),
                    null);
        }
        Carrier carrier = factory.make(made++, thread);
        all.add(carrier);
        carrier.start();
        return carrier;
    }

    private HotSpots mostOfBlocked() {
        HotSpots most = new HotSpots("", "that wait");
        for (Carrier carrier : all) {
            if (!idle.contains(carrier) && carrier.incarnation().isAlive()) {
                most.add(carrier.describe());
            }
        }
        return most;
    }

    /** All but those of dead incarnations, which wait for the end of the run. */
    private int living() {
        int living = 0;
        for (Carrier carrier : all) {
            living += carrier.incarnation().isAlive() ? 1 : 0;
        }
        return living;
    }

    /** Hands the baton to a carrier that runs any step and waits until the given one is resumed. */
    void handOver(Carrier blocked) {
        hasBlocked(blocked);
        passToAny();
        blocked.awaitBaton();
    }

    /** A carrier waits within a step; it is not looked yet whom it waits for. */
    void hasBlocked(Carrier blocked) {
        lastBlocked = blocked;
    }

    /**
     * Fails the run if the carrier that has blocked last waits for itself, by way of others. Called
     * by the next one that has the baton and no step, since a carrier that blocks has already told
     * which monitors it is in, and must enter no other one, not even to load a class.
     *
     * @param monitors who is in which
     */
    public void failIfDeadlocked(Monitors monitors) {
        Carrier blocked = lastBlocked;
        if (blocked == null) {
            return;
        }
        lastBlocked = null;
        WaitCircle circle = WaitCircle.closedBy(blocked, monitors, all.size());
        if (circle != null) {
            circle.fail(end);
        }
    }

    /** Hands the baton to a carrier that waits within a step; the given one has none and rests. */
    void resume(Carrier resumed, Carrier resting) {
        idle.push(resting);
        pass(resumed);
        resting.awaitBaton();
    }

    /** Hands the baton on for the last time: what the carrier was for has ended. */
    public void retire(Carrier retired) {
        all.removeIf(carrier -> carrier == retired);
        passToAny();
    }

    public void pass(Carrier next) {
        events.handOver();
        holder = next;
        next.baton().give();
    }

    private void passToAny() {
        Carrier next = idle.poll();
        pass(next == null ? add(null) : next);
    }

    // ---- carriers of the dead

    /** An incarnation has died. */
    public void died(Incarnation incarnation) {
        ended.add(incarnation.name());
        for (Carrier carrier : all) {
            if (carrier.incarnation() == incarnation) {
                dead.add(carrier);
            }
        }
    }

    /** Whether a life of a node has ended. */
    public boolean hasEnded() {
        return !ended.isEmpty();
    }

    /** The names of the nodes of which a life has ended, oldest first. */
    Set<String> ended() {
        return ended;
    }

    /**
     * Ends the carriers of the dead that nobody misses, whose stacks would keep what the dead had.
     * The thread that waits for the end of the run does it, since what it asks of the JDK must not
     * be asked in a step; the holder of the baton waits meanwhile.
     */
    public void buryDead() {
        if (dead.isEmpty()) {
            return;
        }
        boolean interrupted = false;
        synchronized (monitor) {
            isBurying = true;
            monitor.notifyAll();
            while (isBurying) {
                try {
                    monitor.wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Called by the thread that waits for the end of the run. */
    public void buryIfAsked() {
        synchronized (monitor) {
            if (!isBurying) {
                return;
            }
        }
        try {
            for (Carrier carrier : dead) {
                if (carrier.mayEndUnnoticed()) {
                    bury(carrier);
                }
            }
        } finally {
            dead.clear();
            synchronized (monitor) {
                isBurying = false;
                monitor.notifyAll();
            }
        }
    }

    private void bury(Carrier buried) {
        buried.giveUpWaiting();
        buried.baton().stop();
        awaitOut(List.of(buried));
        if (buried.isOut()) {
            all.removeIf(carrier -> carrier == buried);
        }
    }

    // ---- the end

    /** Tells who waits for the end of the run that it is here; nobody holds the baton any more. */
    public void announceEnd() {
        synchronized (monitor) {
            holder = null;
            monitor.notifyAll();
        }
    }

    /** Waits for a while, or until nobody holds the baton. */
    @SuppressWarnings("WaitNotInLoop") // The caller's.
    public void awaitEnd(long millis) throws InterruptedException {
        synchronized (monitor) {
            if (holder != null && !isBurying) {
                monitor.wait(millis);
            }
        }
    }

    /** Ends all threads. */
    public void stop() {
        synchronized (monitor) {
            isBurying = false;
            monitor.notifyAll();
        }
        // First all, then wait: one may have to leave a monitor for the next.
        for (Carrier carrier : all) {
            carrier.baton().stop();
        }
        awaitOut(all);
    }

    private static void awaitOut(List<Carrier> stopped) {
        int patience = LONGEST_END_MILLIS;
        for (Carrier carrier : stopped) {
            while (!carrier.isOut() && patience-- > 0) {
                try {
                    carrier.join(1);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }
}
