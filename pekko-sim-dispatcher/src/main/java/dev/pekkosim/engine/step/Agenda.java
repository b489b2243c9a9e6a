// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.step;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.decision.DecisionStream;
import dev.pekkosim.engine.decision.Decisions;
import dev.pekkosim.engine.decision.Purpose;
import dev.pekkosim.engine.end.RunEnd;
import dev.pekkosim.engine.time.Progress;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What can happen next in a run: the steps that are ready, the timers that are set, and work beside
 * the run. It draws which step that is and moves the virtual time, but runs nothing.
 *
 * <p>It belongs to the holder of the baton.
 *
 * @hidden
 */
@Internal
public final class Agenda {

    private static final long STEP_BASE_NANOS = 1_000;
    private static final int STEP_JITTER_MASK = 0xfff;

    private final Progress progress;
    private final RunEvents events;
    private final RunEnd end;
    private final StepNames names;
    private final int mostReady;
    private final DecisionStream schedule;
    private final DecisionStream tieBreaks;
    private final ReadyList ready = new ReadyList();
    private final StillNodes still = new StillNodes(ready);
    private final TimerQueue timers = new TimerQueue();
    private final Deque<Step> quiet = new ArrayDeque<>();

    /**
     * Creates an empty one.
     *
     * @param decisions fix the order of steps and of timers
     * @param progress moved by it
     * @param events told of what becomes ready
     * @param end after it nothing is added
     * @param names name what is ready when it is too much
     * @param mostReady how many steps may be ready at once
     */
    public Agenda(
            Decisions decisions,
            Progress progress,
            RunEvents events,
            RunEnd end,
            StepNames names,
            int mostReady) {
        this.schedule = decisions.stream(Purpose.SCHEDULE);
        this.tieBreaks = decisions.stream(Purpose.TIMER);
        this.progress = progress;
        this.events = events;
        this.end = end;
        this.names = names;
        this.mostReady = mostReady;
    }

    // ---- adding

    /**
     * Adds a step that can run now, unless its owner is dead.
     *
     * @param step the step
     */
    public void add(Step step) {
        if (end.isOver() || !step.owner().isAlive()) {
            return;
        }
        if (ready.size() >= mostReady) {
            end.failLimit(
                    "ready-steps",
                    "more than " + mostReady + " steps are ready at once; most: " + mostOfReady(),
                    null);
            return;
        }
        if (step.resumed() != null) {
            step.resumed().resumeIsQueued();
        }
        events.ready(step);
        if (!still.hold(step)) {
            ready.add(step);
        }
    }

    private HotSpots mostOfReady() {
        HotSpots most = new HotSpots("", "that were added last");
        for (int i = Math.max(0, ready.size() - HotSpots.SAMPLE); i < ready.size(); i++) {
            most.add(names.of(ready.get(i)));
        }
        return most;
    }

    /**
     * Adds a step that can run after a delay.
     *
     * @param step the step
     * @param delayNanos virtual nanoseconds from now, not negative
     */
    public Timer add(Step step, long delayNanos) {
        long deadline = progress.now() + delayNanos;
        TimerQueue.Entry timer = timers
        .new Entry(step, deadline < 0 ? Long.MAX_VALUE : deadline, tieBreaks.nextLong());
        if (!end.isOver() && step.owner().isAlive()) {
            timers.add(timer);
        }
        return timer;
    }

    /**
     * Adds work that is no part of the run; see {@link #pollQuiet}.
     *
     * @param step the work
     */
    public void addQuiet(Step step) {
        if (!end.isOver() && step.owner().isAlive()) {
            quiet.add(step);
        }
    }

    // ---- taking

    /**
     * Takes the oldest work beside the run, or null if there is none; it is done before any step.
     */
    public @Nullable Step pollQuiet() {
        return quiet.poll();
    }

    /**
     * Takes the next step, and lets the time pass that it costs. If none is ready, the time jumps
     * to when one is.
     *
     * @return the step, which is drawn; or null if none will ever be ready
     */
    public @Nullable Step next() {
        while (!end.isOver()) {
            still.release(progress.now());
            while (timers.nextDeadlineNanos() <= progress.now()) {
                add(timers.poll().step());
            }
            if (ready.size() > 0) {
                return draw();
            }
            long next = Math.min(timers.nextDeadlineNanos(), still.nextNanos());
            if (next == Long.MAX_VALUE) {
                return null;
            }
            progress.jumpTo(next);
        }
        return null;
    }

    private Step draw() {
        long drawn = schedule.nextLong();
        long cost = STEP_BASE_NANOS + (drawn & STEP_JITTER_MASK);
        progress.pass(cost);
        Step step = ready.take((int) (((drawn >>> 32) * ready.size()) >>> 32));
        int slowness = step.owner().slowness();
        if (slowness > 1) {
            still.occupy(step.owner(), progress.now() + cost * (slowness - 1));
        }
        return step;
    }

    // ---- lives

    /**
     * Drops all that an incarnation would do.
     *
     * @param dead the incarnation
     */
    public void forget(Incarnation dead) {
        ready.removeIf(step -> step.owner() == dead);
        quiet.removeIf(step -> step.owner() == dead);
        timers.removeIf(timer -> timer.step().owner() == dead);
        still.forget(dead);
    }

    /**
     * Holds all that an incarnation would do, until it is resumed; its timers go on.
     *
     * @param incarnation the incarnation
     */
    public void pause(Incarnation incarnation) {
        still.pause(incarnation);
    }

    /**
     * Lets an incarnation go on.
     *
     * @param incarnation the incarnation
     */
    public void resume(Incarnation incarnation) {
        still.resume(incarnation);
    }

    /** Drops everything. */
    public void clear() {
        ready.clear();
        quiet.clear();
        timers.removeIf(timer -> true);
    }
}
