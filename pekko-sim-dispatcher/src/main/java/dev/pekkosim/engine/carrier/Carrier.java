// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.carrier;

import dev.pekkosim.agent.hook.SimThread;
import dev.pekkosim.agent.hook.StepState;
import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.step.Agenda;
import dev.pekkosim.engine.step.Blocked;
import dev.pekkosim.engine.step.Incarnation;
import dev.pekkosim.engine.step.Step;
import dev.pekkosim.engine.step.StepKind;
import dev.pekkosim.engine.step.Timer;
import org.jspecify.annotations.Nullable;

/**
 * A thread that runs steps while it holds the baton. When a step blocks, its carrier hands the
 * baton to another one and waits; it becomes a ready step when its condition holds or its virtual
 * deadline passes. What simulated code asks of its thread is answered in {@link StepThread}.
 *
 * @hidden
 */
/*
 * States of a carrier, and how it gets from one to the next. Only one carrier of a run is in the
 * first two rows; docs/internals/engine.md has the story.
 *
 *   state             is waited for           leaves it when
 *   ----------------  ----------------------  ---------------------------------------------------
 *   in the loop       nothing: it has the     it picks a step (in a step), or one that lets
 *                     baton                   another carrier go on (idle)
 *   in a step         nothing: it has the     the step ends (in the loop); the step blocks
 *                     baton                   (blocked); what it was made for ends (out)
 *   idle              the baton               a carrier blocks and needs one for the loop
 *   blocked           the baton               its RESUME step is picked (in a step), and, if a
 *                                             monitor is wanted, nobody is in that monitor
 *   stopped           -                       the run is over, or its node died and nobody would
 *                                             notice its end: CarrierStopped unwinds it (out)
 *   out               -                       never: the thread has ended, or rests for good
 *
 * A blocked carrier has one kind of wait. What makes its RESUME step ready, beside the deadline:
 *
 *   PERMIT            LockSupport.unpark, by the JDK's locks, latches, queues and futures;
 *                     an interrupt
 *   TIME              nothing else (sleep, and the body's wait for a condition, which is looked
 *                     at then; also the death of the own node, then without deadline); of what
 *                     is interruptible, an interrupt
 *   END               the end of a thread or of a pool's tasks; an interrupt
 *   MONITOR           another carrier leaves a monitor that this one wants to enter
 *   NOTIFICATION      notify; an interrupt. It then wants the monitor, if another one is in it
 *
 * A step of kind RESUME is queued at most once per wait (wakeQueued), since a second one would let
 * the carrier go on in its next wait. A permit that comes while it does not park is kept, as the
 * JDK's is; an interrupt that comes while it waits is kept until it goes on, since who asks
 * meanwhile must not see when the machine wakes it.
 */
@Internal
public abstract class Carrier extends SimThread implements Blocked {

    /** What a carrier waits for within a step. */
    enum Wait {
        NOTHING,
        PERMIT,
        TIME,
        /** The end of a thread or of a pool's tasks. */
        END,
        MONITOR,
        NOTIFICATION
    }

    private final Object run;
    private final Agenda agenda;
    private final BatonWait baton = new BatonWait(this);
    private final HeldMonitors inside = new HeldMonitors();

    private Incarnation incarnation;
    private Wait waiting = Wait.NOTHING;
    private boolean permit;

    /** An interrupt that came while this thread waited, set when it goes on. */
    private boolean interruptedMeanwhile;

    private boolean wakeQueued;
    private @Nullable Timer wakeTimer;

    private boolean runsBody;

    /** What the step works on that runs here, or null. */
    private @Nullable Object working;

    /** What it waits for if whoever has the baton looks whether that came, or null. */
    private @Nullable Awaited awaited;

    /** The {@code AppThread} for whose end this carrier waits, or null. */
    private @Nullable Object joins;

    /** The pool whose task runs here, or null. */
    private @Nullable Object pool;

    /** The monitor that this carrier waits to enter, or null. */
    private @Nullable Object wanted;

    /** What it is parked on in virtual time; threads outside the run read it too. */
    private volatile @Nullable Object waitsFor;

    /**
     * Creates a thread that has not started.
     *
     * @param index numbers the carriers of a run
     * @param run the run that it belongs to, known by identity
     * @param agenda that of the run
     * @param driver in whose name it runs at first
     */
    Carrier(int index, Object run, Agenda agenda, Incarnation driver) {
        super("pekko-sim-carrier-" + index);
        this.run = run;
        this.agenda = agenda;
        this.incarnation = driver;
    }

    @Override
    public final void run() {
        try {
            awaitBaton();
            work();
        } catch (CarrierStopped e) {
            // the run is over, or the node, and so is this thread
        } finally {
            letGo();
        }
    }

    /** What it does from when it first has the baton. */
    abstract void work();

    /** The thread has ended, but who waited for it may know it still. */
    private void letGo() {
        pool = null;
        working = null;
        joins = null;
        awaited = null;
        wakeTimer = null;
        waitsFor = null;
        baton.waitOn(null);
        inside.clear();
    }

    /** The run that it belongs to. */
    public final Object ownRun() {
        return run;
    }

    /**
     * Sets what the step works on that runs here.
     *
     * @param work its work, null for no step
     */
    public final void worksOn(@Nullable Object work) {
        working = work;
    }

    /** What the step works on that runs here, or null. */
    public final @Nullable Object working() {
        return working;
    }

    /** In whose name it runs. */
    public final Incarnation incarnation() {
        return incarnation;
    }

    /**
     * Sets in whose name it runs from now on.
     *
     * @param owner the incarnation
     */
    public final void runAs(Incarnation owner) {
        incarnation = owner;
    }

    /** Whether the body of the run runs here. */
    boolean runsBody() {
        return runsBody;
    }

    /** The body of the run runs here, and nothing else until it has returned. */
    public final void beginBody() {
        runsBody = true;
    }

    /** A step begins here, or goes on. */
    public abstract void beginStep();

    /** A step ends here. */
    public abstract void endStep();

    // ---- the baton

    final BatonWait baton() {
        return baton;
    }

    /** Waits until it may run. */
    public final void awaitBaton() {
        boolean interrupted = baton.await();
        if (interrupted || interruptedMeanwhile) {
            interruptedMeanwhile = false;
            interrupt();
        }
    }

    /** Whether the run is over, so that whatever still happens here is only the way out. */
    public final boolean isStopped() {
        return baton.isStopped();
    }

    /** Ends this thread here if the run is over. */
    public final void requireRunning() {
        baton.requireRunning();
    }

    /** Whether it has ended, or will never do anything again. */
    final boolean isOut() {
        return baton.isResting() || !isAlive();
    }

    /**
     * Whether this carrier, whose incarnation died while it waited within a step, may end before
     * the run does: nobody notices, since no code that could is on its stack, and no other carrier
     * is kept out of a monitor that it is in.
     */
    abstract boolean mayEndUnnoticed();

    /** Comes before it ends while the run goes on. */
    abstract void giveUpWaiting();

    // ---- blocking

    final Wait waiting() {
        return waiting;
    }

    final boolean hasDeadline() {
        return wakeTimer != null;
    }

    @Override
    public final void resumeIsQueued() {
        wakeQueued = true;
    }

    final boolean isResumeQueued() {
        return wakeQueued;
    }

    /** It was woken but does not go on: it may be woken again. */
    final void waitLonger() {
        wakeQueued = false;
    }

    /** Makes the step that resumes this carrier ready, unless it is already. */
    final void wake() {
        if (waiting != Wait.NOTHING && !wakeQueued) {
            if (wakeTimer != null) {
                wakeTimer.cancel();
            }
            agenda.add(resumeStep());
        }
    }

    /**
     * Waits within a step.
     *
     * @param nanos the longest time that the clock of the node counts, or a negative number for no
     *     limit
     * @param kind what for
     */
    final void block(long nanos, Wait kind) {
        requireRunning();
        wakeQueued = false;
        waiting = kind;
        wakeTimer = nanos < 0
                ? null
                : agenda.add(resumeStep(), incarnation.clock().virtualDelay(nanos));
        handOver();
        waiting = Wait.NOTHING;
        wakeTimer = null;
        beginStep();
    }

    /** Lets all other ready steps come first. */
    final void yieldStep() {
        requireRunning();
        agenda.add(resumeStep());
        handOver();
        beginStep();
    }

    /** Hands the baton over and waits for it; whatever is wanted is not wanted afterwards. */
    abstract void handOver();

    private Step resumeStep() {
        return new Step(incarnation, StepKind.RESUME, 0, Step.NOTHING, this);
    }

    /** Waits without end: what the dead incarnation on this stack would do next never happens. */
    public final void blockForever() {
        block(-1, Wait.TIME);
        throw baton.over();
    }

    /**
     * Lets time pass for the body of the run, which nothing interrupts.
     *
     * @param nanos virtual nanoseconds, not negative
     */
    public final void pause(long nanos) {
        block(nanos, Wait.TIME);
    }

    /**
     * Waits until a condition holds, or for so long. Whoever has the baton looks whether it does,
     * unless that must be this very thread: then this one is woken each time.
     */
    final void await(Awaited condition) {
        while (!condition.look()) {
            if (!canBeStoodInFor()) {
                block(condition.pollNanos(), Wait.TIME);
            } else if (awaitOthersLook(condition)) {
                return;
            }
        }
    }

    /**
     * Waits until others have seen that there is nothing more to wait for; or, and then it is
     * false, this one must look.
     */
    private boolean awaitOthersLook(Awaited condition) {
        requireRunning();
        interruptedMeanwhile |= Thread.interrupted();
        awaited = condition;
        waiting = Wait.TIME;
        lookLater(condition);
        handOver();
        waiting = Wait.NOTHING;
        wakeTimer = null;
        awaited = null;
        StepState state = condition.state();
        if (state == null) {
            beginStep();
            return false;
        }
        continueStep(state);
        condition.rethrow();
        return true;
    }

    /** Has the next look at what this carrier waits for come when it is time. */
    final void lookLater(Awaited condition) {
        wakeQueued = false;
        wakeTimer =
                agenda.add(resumeStep(), incarnation.clock().virtualDelay(condition.pollNanos()));
    }

    /** Whether another carrier can look at a condition for this one, and nobody can tell. */
    abstract boolean canBeStoodInFor();

    /** What it waits for if whoever has the baton looks whether that came, or null. */
    final @Nullable Awaited awaited() {
        return awaited;
    }

    /**
     * Exchanges with another carrier what wakes a thread: its permit, and its interrupt. Called by
     * the other one.
     */
    final void exchangeWakers(Carrier current) {
        boolean interrupted = Thread.interrupted();
        if (interruptedMeanwhile) {
            current.interrupt();
        }
        interruptedMeanwhile = interrupted;
        boolean own = permit;
        permit = current.permit;
        current.permit = own;
    }

    final void blockInterruptibly(long nanos, Wait kind) throws InterruptedException {
        requireNoInterrupt();
        block(nanos, kind);
        requireNoInterrupt();
    }

    static void requireNoInterrupt() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** Keeps an interrupt until it goes on, and wakes it if that ends its wait. */
    final void interruptWaiting() {
        interruptedMeanwhile = true;
        if (waiting != Wait.MONITOR) {
            wake();
        }
    }

    @Override
    public boolean hasSimInterrupt() {
        return interruptedMeanwhile;
    }

    // ---- the permit

    /** Takes the permit, and says whether it was there. */
    final boolean takePermit() {
        boolean taken = permit;
        permit = false;
        return taken;
    }

    final void givePermit() {
        permit = true;
        if (waiting == Wait.PERMIT) {
            wake();
        }
    }

    /** What it is parked on in virtual time, or null. */
    final @Nullable Object waitsFor() {
        return waitsFor;
    }

    final void waitsFor(@Nullable Object condition) {
        waitsFor = condition;
    }

    // ---- monitors

    /** The monitors that it is in. */
    final HeldMonitors inside() {
        return inside;
    }

    /** The monitor that this carrier waits to enter, or null. */
    final @Nullable Object wanted() {
        return wanted;
    }

    final void wanted(@Nullable Object monitor) {
        wanted = monitor;
    }

    /**
     * Whether a notification would reach this carrier: it waits on the monitor, and nothing else
     * woke it yet.
     */
    final boolean isNotifiable(Object monitor) {
        return baton.monitor() == monitor && !wakeQueued && wanted == null && incarnation.isAlive();
    }

    /** A notification reaches this carrier. */
    abstract void wakeByNotification();

    // ---- joining

    /** The {@code AppThread} for whose end this carrier waits, or null. */
    final @Nullable Object joins() {
        return joins;
    }

    final void joins(@Nullable Object thread) {
        joins = thread;
    }

    // ---- pools

    /** The pool whose task runs here, or null. */
    final @Nullable Object pool() {
        return pool;
    }

    /** Runs a task of a pool, so that what it forks belongs to the pool too. */
    final void runFor(Object owner, Runnable task) {
        Object outer = pool;
        pool = owner;
        try {
            task.run();
        } finally {
            pool = outer;
        }
    }

    // ---- threads of the application

    /** Does the work of a thread of the application from now on. */
    final void begin(Thread thread) {
        setContextClassLoader(thread.getContextClassLoader());
        standInFor(thread);
    }

    // ---- description

    /** Whether it runs a thread of the application, instead of any step. */
    abstract boolean isForThread();

    /**
     * Whose work it does and what it waits for; to be called by the one that holds the baton while
     * this one does not.
     */
    @Override
    public abstract String describe();

    /** Whose work it does. */
    abstract String whose();
}
