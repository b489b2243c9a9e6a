// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.carrier;

import dev.pekkosim.agent.hook.LockOwners;
import dev.pekkosim.agent.hook.SimPoints;
import dev.pekkosim.agent.hook.SimThread;
import dev.pekkosim.agent.hook.ThreadBelongings;
import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.RunFailedException;
import dev.pekkosim.engine.WrittenFile;
import dev.pekkosim.engine.point.NoPoints;
import dev.pekkosim.engine.step.Step;
import dev.pekkosim.engine.step.StepKind;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What simulated code finds as its thread: a carrier that answers whatever the code asks of the
 * thread, be it the time, a number, or to wait.
 *
 * @hidden
 */
@Internal
public final class StepThread extends Carrier {

    /** A wait that ignores interrupts begins anew; at some time it must end. */
    private static final int MOST_WAYS_OUT = 50;

    /** The property that is violated by an application which ends its JVM. */
    public static final String NO_EXIT = "no code of the run ends the JVM";

    private final RunParts parts;
    private final @Nullable AppThread appThread;
    private final Consumer<Carrier> work;

    /** Who looks at what this carrier waits for, while it does. */
    private @Nullable StepThread standIn;

    /** The carrier in whose place this one looks, while it does. */
    private @Nullable StepThread inPlaceOf;

    private boolean isNotified;
    private int waysOut;

    /**
     * Creates a thread that has not started.
     *
     * @param index numbers the carriers of a run
     * @param run the run that it belongs to, known by identity
     * @param parts what it shares with the other carriers of the run
     * @param appThread the thread of the application that it is for, or null if it runs any step
     * @param work what it does from when it first has the baton
     */
    public StepThread(
            int index,
            Object run,
            RunParts parts,
            @Nullable AppThread appThread,
            Consumer<Carrier> work) {
        super(index, run, parts.agenda(), parts.driver());
        this.parts = parts;
        this.appThread = appThread;
        this.work = work;
    }

    @Override
    void work() {
        work.accept(this);
    }

    @Override
    public void beginStep() {
        beginStep(parts.decisions().stepSeed(parts.progress().steps()));
    }

    @Override
    public void endStep() {
        if (!inside().isEmpty()) {
            inside().forgetLeft(parts.monitors());
        }
    }

    // ---- the baton

    @Override
    void handOver() {
        inside().forgetLeft(parts.monitors());
        boolean isInside = !inside().isEmpty();
        if (isInside) {
            parts.monitors().addBlockedInside();
        }
        boolean isOpenEnd = runsBody() && waiting() != Wait.NOTHING && !hasDeadline();
        if (isOpenEnd) {
            parts.bodyWait().begin(this, parts.progress().now());
        }
        parts.carriers().handOver(this);
        if (isOpenEnd) {
            parts.bodyWait().end();
        }
        if (isInside) {
            parts.monitors().removeBlockedInside();
        }
        want(null);
    }

    @Override
    public void goOn() {
        if (mustWaitLonger()) {
            waitLonger();
            parts.carriers().hasBlocked(this);
        } else if (Thread.currentThread() instanceof StepThread holder) {
            Awaited condition = awaited();
            if (condition == null || isBound() || holder.lookFor(this, condition)) {
                parts.carriers().resume(this, holder);
            }
        }
    }

    /**
     * Whether another one is in the monitor on which this one waited. It then wants to enter it.
     */
    private boolean mustWaitLonger() {
        Object monitor = baton().monitor();
        if (monitor == null || !parts.monitors().isBusy(monitor, this)) {
            return false;
        }
        want(monitor);
        return true;
    }

    @Override
    boolean mayEndUnnoticed() {
        Object monitor = baton().monitor();
        return inside().isEmpty()
                && (monitor == null || parts.monitors().holder(monitor, this) == null)
                && BlockedStack.isUnnoticed(getStackTrace(), getContextClassLoader());
    }

    @Override
    void giveUpWaiting() {
        want(null);
    }

    // ---- in the place of another one

    /**
     * Waits until a condition holds, for the body of the run.
     *
     * @param boundNanos the longest virtual time to wait
     * @param pollNanos virtual time from one look to the next
     * @return whether it came to hold
     */
    public boolean await(long boundNanos, long pollNanos, BooleanSupplier condition) {
        Awaited awaited = new Awaited(condition, parts.progress(), boundNanos, pollNanos);
        await(awaited);
        return awaited.holds();
    }

    @Override
    boolean canBeStoodInFor() {
        return runsBody() && pool() == null && !isBound() && !inside().hasAny();
    }

    /**
     * Looks at what a carrier waits for, in the step and with what belongs to the thread of that
     * one. If the condition blocks it is this carrier that waits, and looks on.
     *
     * @return whether that carrier goes on, still in this step
     */
    private boolean lookFor(StepThread waiting, Awaited condition) {
        runAs(waiting.incarnation());
        beginStep();
        boolean isOver = lookWithBelongings(waiting, condition);
        if (isOver) {
            waiting.inside().takeFrom(inside());
            condition.goesOnWith(stepState());
        } else {
            waiting.lookLater(condition);
            endStep();
        }
        runAs(parts.driver());
        return isOver;
    }

    private boolean lookWithBelongings(StepThread waiting, Awaited condition) {
        ThreadBelongings belongings = waiting.lendTo(this);
        waiting.exchangeWakers(this);
        waiting.standIn = this;
        inPlaceOf = waiting;
        boolean isOver = true;
        try {
            isOver = condition.lookInPlace();
        } catch (CarrierStopped e) {
            belongings.keepOwn();
            throw e;
        } catch (Throwable e) {
            if (isStopped()) {
                belongings.keepOwn();
            }
            requireRunning(); // else it is the application's own way out of what was stopped
            condition.failed(e);
        }
        inPlaceOf = null;
        waiting.standIn = null;
        waiting.exchangeWakers(this);
        belongings.giveBack();
        handLocksTo(waiting);
        return isOver;
    }

    @Override
    boolean runsBody() {
        return inPlaceOf == null ? super.runsBody() : inPlaceOf.runsBody();
    }

    // ---- parking

    @Override
    public boolean simPark(@Nullable Object blocker, long nanos) {
        Object condition = blocker == null ? LockSupport.getBlocker(this) : blocker;
        if (isStopped()) {
            return parkOnTheWayOut(condition);
        }
        boolean hadPermit = takePermit();
        if (hadPermit || isInterrupted()) {
            return true;
        }
        if (ForeignLocks.isForeign(condition, this, parts.carriers())) {
            return false;
        }
        waitsFor(condition == null ? Step.NOTHING : condition);
        try {
            block(nanos, Wait.PERMIT);
        } catch (CarrierStopped e) {
            if (LockOwners.isLock(condition)) {
                throw e; // who has the lock may wait for what this one has
            }
            return parkOnTheWayOut(condition);
        }
        waitsFor(null);
        takePermit();
        return true;
    }

    /**
     * Lets the JDK take this thread out of its queues, as after an interrupt: a static field may
     * keep them longer than the run. A lock that others on their way out have is soon free.
     *
     * @return false if the wait must be the machine's
     */
    private boolean parkOnTheWayOut(@Nullable Object condition) {
        if (LockOwners.isLock(condition)) {
            return false;
        }
        boolean isOfTheJdk = condition != null
                && condition.getClass().getName().startsWith("java.util.concurrent.");
        if (!isOfTheJdk || ++waysOut > MOST_WAYS_OUT) {
            throw baton().over();
        }
        interrupt();
        return true;
    }

    @Override
    public void endIfOver() {
        if (isStopped()) {
            throw new CarrierStopped(); // here it has a lock, and must not rest
        }
    }

    @Override
    public boolean simUnpark() {
        if (isStopped()) {
            return false;
        }
        if (!isRunOfCurrentThread()) {
            if (ForeignLocks.isRelease(waitsFor())) {
                return false;
            }
            parts.escaped("woke a step that waits");
            return true;
        }
        if (standIn != null) {
            return standIn.simUnpark();
        }
        givePermit();
        return true;
    }

    private boolean isRunOfCurrentThread() {
        return Thread.currentThread() instanceof Carrier carrier && carrier.ownRun() == ownRun();
    }

    @Override
    public void simYield() {
        yieldStep();
    }

    @Override
    public void simSleep(long nanos) throws InterruptedException {
        blockInterruptibly(nanos, Wait.TIME);
    }

    @Override
    public boolean simInterrupt() {
        if (!isRunOfCurrentThread() || Thread.currentThread() == this) {
            return false;
        }
        if (standIn == null) {
            interruptWaiting();
        } else if (!standIn.simInterrupt()) {
            standIn.interrupt();
        }
        return true;
    }

    @Override
    public boolean hasSimInterrupt() {
        return standIn == null
                ? super.hasSimInterrupt()
                : standIn.hasSimInterrupt() || standIn.isInterrupted();
    }

    // ---- threads of the application

    @Override
    public boolean startThread(Thread thread, @Nullable Runnable atEnd) {
        requireRunning();
        parts.threads().start(thread, incarnation(), atEnd);
        return true;
    }

    @Override
    public @Nullable SimThread carrierOf(Thread thread) {
        // On their way out many carriers go on at once.
        AppThread known = isStopped() ? null : parts.threads().find(thread);
        return known == null ? null : known.carrier();
    }

    @Override
    public Thread shownThread() {
        if (inPlaceOf != null) {
            return inPlaceOf.shownThread();
        }
        Thread shown = appThread == null ? null : appThread.thread();
        return shown == null ? this : shown;
    }

    @Override
    public State stateOf(Thread thread, State state) {
        AppThread known = isStopped() ? null : parts.threads().find(thread);
        if (known == null) {
            return state;
        }
        Carrier own = known.carrier();
        return own == null ? State.TERMINATED : simState(own);
    }

    private static State simState(Carrier carrier) {
        return switch (carrier.waiting()) {
            case NOTHING -> State.RUNNABLE;
            case MONITOR -> State.BLOCKED;
            default -> carrier.hasDeadline() ? State.TIMED_WAITING : State.WAITING;
        };
    }

    @Override
    public long idOf(Thread thread) {
        requireRunning();
        return parts.threads().idOf(thread);
    }

    @Override
    public void simJoin(Thread thread, long nanos) throws InterruptedException {
        AppThread joined = parts.threads().find(thread);
        if (joined != null && joined.carrier() != null) {
            joined.addJoining(this);
            joins(joined);
            try {
                blockInterruptibly(nanos, Wait.END);
            } finally {
                joins(null);
                joined.removeJoining(this);
            }
        }
    }

    // ---- monitors

    @Override
    public void enterMonitor(Object monitor) {
        // Where it was inside a moment ago nobody else can be by now.
        if (isStopped() || inside().has(monitor)) {
            return;
        }
        while (parts.monitors().isBusy(monitor, this)) {
            want(monitor);
            block(-1, Wait.MONITOR);
        }
        inside().add(monitor, parts.monitors());
    }

    private void want(@Nullable Object monitor) {
        if ((wanted() == null) != (monitor == null)) {
            if (monitor == null) {
                parts.monitors().removeWanting();
            } else {
                parts.monitors().addWanting();
            }
        }
        wanted(monitor);
    }

    @Override
    public void waitOnMonitor(Object monitor, long nanos) throws InterruptedException {
        requireRunning();
        requireNoInterrupt();
        inside().remove(monitor);
        parts.monitors().left(monitor);
        parts.monitors().addWaiting(this);
        isNotified = false;
        baton().waitOn(monitor);
        try {
            block(nanos, Wait.NOTIFICATION);
        } finally {
            baton().waitOn(null);
            parts.monitors().removeWaiting(this);
            inside().add(monitor, parts.monitors());
        }
        if (!isNotified) {
            requireNoInterrupt(); // else the notification would be lost
        }
    }

    @Override
    void wakeByNotification() {
        isNotified = true;
        wake();
    }

    @Override
    public void notifyMonitor(Object monitor, boolean all) {
        requireRunning();
        parts.monitors().notify(monitor, all);
    }

    // ---- timers and pools

    @Override
    public Runnable schedule(long nanos, Runnable task) {
        requireRunning();
        Step step = new Step(incarnation(), StepKind.TIMER, 0, task, null);
        return parts.agenda().add(step, incarnation().clock().virtualDelay(nanos))::cancel;
    }

    @Override
    public void submitTo(@Nullable Object owner, Runnable task, Runnable cancel) {
        Object of = owner == null ? pool() : owner;
        nodeExecutor()
                .execute(
                        of == null
                                ? task
                                : parts.poolTasks().counted(of, incarnation(), task, cancel));
    }

    @Override
    public void cancelTasksOf(Object owner) {
        requireRunning();
        parts.poolTasks().cancel(owner);
    }

    @Override
    public void awaitTasksOf(Object owner, long nanos) throws InterruptedException {
        List<Carrier> waitingFor = parts.poolTasks().waitingFor(owner);
        if (waitingFor != null) {
            waitingFor.add(this);
            try {
                blockInterruptibly(nanos, Wait.END);
            } finally {
                waitingFor.removeIf(known -> known == this);
            }
        }
    }

    // ---- outside

    @Override
    public void refused(UnsupportedOperationException refusal) {
        requireRunning();
        parts.end()
                .fail(
                        Failure.Kind.OUTSIDE,
                        "a run does only what can be simulated",
                        String.valueOf(refusal.getMessage()),
                        refusal);
    }

    @Override
    public void exits(String call) {
        requireRunning();
        IllegalStateException stack = new IllegalStateException(call);
        Consumer<IllegalStateException> exit = incarnation().onExit();
        if (exit != null) {
            exit.accept(stack);
        }
        RunFailedException failed = new RunFailedException(
                Failure.Kind.EXCEPTION, NO_EXIT, whose() + " called " + call);
        failed.initCause(stack);
        throw failed;
    }

    @Override
    public void addShutdownHook(Thread hook) {
        requireRunning();
        incarnation().addShutdownHook(hook);
    }

    @Override
    public boolean removeShutdownHook(Thread hook) {
        return !isStopped() && incarnation().removeShutdownHook(hook);
    }

    @Override
    public void wroteFile(String className, String path) {
        if (!isStopped()) {
            parts.writtenFiles().add(new WrittenFile(className, path));
        }
    }

    // ---- points and properties

    @Override
    public @Nullable SimPoints points() {
        return isStopped() || parts.end().isOver() ? NoPoints.INSTANCE : parts.points();
    }

    // ---- description

    @Override
    boolean isForThread() {
        return appThread != null;
    }

    @Override
    public String describe() {
        return BlockedText.of(this, parts.monitors());
    }

    @Override
    String whose() {
        if (runsBody()) {
            return "the body";
        }
        return (appThread == null ? "a step" : appThread.name()) + " of " + incarnation()
                + (incarnation().isAlive() ? "" : ", which crashed,");
    }

    // ---- time and randomness

    @Override
    public long virtualNanoTime() {
        // The JDK's queues ask before they look for the interrupt by which they let a thread out.
        if (isStopped() && waysOut > 0 && ++waysOut <= MOST_WAYS_OUT) {
            return incarnation().clock().monotonicNanos(parts.progress().now());
        }
        requireRunning();
        return incarnation().clock().monotonicNanos(parts.progress().readClock());
    }

    @Override
    public long virtualEpochNanos() {
        requireRunning();
        return incarnation().clock().epochNanos(parts.progress().readClock());
    }

    @Override
    public long drawLong() {
        return incarnation().appRandom().nextLong();
    }

    @Override
    public Random nodeRandom() {
        return incarnation().nodeRandom();
    }

    @Override
    public Executor nodeExecutor() {
        return parts.executorOf(incarnation());
    }

    @Override
    public long nextCount(Object counter, long initial) {
        return incarnation().nextCount(counter, initial);
    }
}
