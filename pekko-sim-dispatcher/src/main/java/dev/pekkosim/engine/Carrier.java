package dev.pekkosim.engine;

import dev.pekkosim.agent.hook.LockOwners;
import dev.pekkosim.agent.hook.SimPoints;
import dev.pekkosim.agent.hook.SimThread;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread that runs steps while it holds the baton. When a step blocks, its carrier hands the baton to another
 * one and waits; it becomes a ready step when its condition holds or its virtual deadline passes.
 */
final class Carrier extends SimThread {

    /** What a carrier waits for within a step. */
    private enum Wait {
        NOTHING,
        PERMIT,
        TIME,
        /** The end of a thread or of a pool's tasks. */
        END,
        MONITOR,
        NOTIFICATION
    }

    /** A wait that ignores interrupts begins anew; at some time it must end. */
    private static final int MOST_WAYS_OUT = 50;

    private static final int MOST_REFUSALS = 20;

    private final Engine engine;
    private final @Nullable AppThread appThread;
    private final Object lock = new Object();
    private boolean baton;
    private volatile boolean stopped;

    private Incarnation incarnation;
    private Wait waiting = Wait.NOTHING;
    private boolean permit;

    /** An interrupt that came while this thread waited, set when it goes on. */
    private boolean interruptedMeanwhile;

    private boolean isNotified;
    private int waysOut;
    private int refusals;
    private volatile boolean isResting;

    /** The pool whose task runs here, or null. */
    private @Nullable Object pool;

    private boolean wakeQueued;
    private @Nullable Timer wakeTimer;

    private final HeldMonitors inside = new HeldMonitors();
    private @Nullable Object wanted;

    /** The monitor on which this thread waits for the baton, since it must not keep it; null for its own lock. */
    private volatile @Nullable Object notifier;

    /** What it is parked on in virtual time; threads outside the run read it too. */
    private volatile @Nullable Object waitsFor;

    Carrier(Engine engine, int index, @Nullable AppThread appThread) {
        super("pekko-sim-carrier-" + index);
        this.engine = engine;
        this.appThread = appThread;
        this.incarnation = engine.driver();
    }

    @Override
    public void run() {
        try {
            awaitBaton();
            if (appThread == null) {
                engine.loop(this);
            } else {
                engine.runThread(this, appThread);
            }
        } catch (CarrierStopped e) {
            // the run is over, or the node, and so is this thread
        } finally {
            letGo();
        }
    }

    /** The thread has ended, but who waited for it may know it still. */
    private void letGo() {
        pool = null;
        wakeTimer = null;
        notifier = null;
        waitsFor = null;
        inside.clear();
    }

    Engine engine() {
        return engine;
    }

    Incarnation incarnation() {
        return incarnation;
    }

    void runAs(Incarnation owner) {
        incarnation = owner;
    }

    /** A step begins here, or goes on. */
    void beginStep() {
        beginStep(engine.stepSeed());
    }

    // ---- baton

    void giveBaton() {
        Object monitor = notifier;
        Object waitedOn = monitor == null ? lock : monitor;
        synchronized (waitedOn) {
            baton = true;
            waitedOn.notifyAll();
        }
    }

    void awaitBaton() {
        Object monitor = notifier;
        Object waitedOn = monitor == null ? lock : monitor;
        boolean interrupted = false;
        synchronized (waitedOn) {
            while (!baton && !stopped) {
                try {
                    waitedOn.wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            baton = false;
        }
        if (stopped) {
            throw over();
        }
        if (interrupted || interruptedMeanwhile) {
            interruptedMeanwhile = false;
            interrupt();
        }
    }

    /**
     * Whether this carrier, whose incarnation died while it waited within a step, may end before the run does: nobody notices,
     * since no code that could is on its stack, and no other carrier is kept out of a monitor that it is in.
     */
    boolean mayEndUnnoticed() {
        Object monitor = notifier;
        return inside.isEmpty()
                && (monitor == null || engine.monitors().holder(monitor, this) == null)
                && BlockedStack.isUnnoticed(getStackTrace(), getContextClassLoader());
    }

    /** Comes before it ends while the run goes on. */
    void giveUpWaiting() {
        want(null);
    }

    /** Makes this carrier end as soon as it next asks the engine for anything. */
    void stopRunning() {
        stopped = true;
        if (notifier != null) {
            interrupt(); // the monitor may be another one's
            return;
        }
        synchronized (lock) {
            lock.notifyAll();
        }
    }

    /** What to throw since the run is over. Does not return if the code that runs here catches it time and again. */
    private CarrierStopped over() {
        if (stopped && ++refusals > MOST_REFUSALS) {
            rest();
        }
        return new CarrierStopped();
    }

    /** Nothing can end a thread that catches everything and goes on; so it stays, but takes no time. */
    private void rest() {
        isResting = true;
        synchronized (lock) {
            while (true) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    refusals++; // whoever interrupts it has nothing to expect
                }
            }
        }
    }

    /** Whether it has ended, or will never do anything again. */
    boolean isOut() {
        return isResting || !isAlive();
    }

    /** Ends this thread here if the run is over. */
    void requireRunning() {
        if (stopped) {
            throw over();
        }
    }

    // ---- blocking

    /** Called by the engine when the step that resumes this carrier became ready. */
    void wakeIsQueued() {
        wakeQueued = true;
    }

    /** Whether the run is over, so that whatever still happens here is only the way out. */
    boolean isStopped() {
        return stopped;
    }

    /** Makes the step that resumes this carrier ready, unless it is already. */
    void wake() {
        if (waiting != Wait.NOTHING && !wakeQueued) {
            if (wakeTimer != null) {
                wakeTimer.cancel();
            }
            engine.ready(resumeStep());
        }
    }

    /**
     * Whether the carrier cannot go on yet, though it was woken, since what it waited on is a monitor that another one is in. It
     * then wants to enter it.
     */
    boolean mustWaitLonger() {
        Object monitor = notifier;
        if (monitor == null || !engine.monitors().isBusy(monitor, this)) {
            return false;
        }
        wakeQueued = false;
        want(monitor);
        return true;
    }

    private void block(long nanos, Wait kind) {
        requireRunning();
        wakeQueued = false;
        waiting = kind;
        wakeTimer = nanos < 0
                ? null
                : engine.schedule(resumeStep(), incarnation.clock().virtualDelay(nanos));
        handOver();
    }

    private void handOver() {
        inside.forgetLeft(engine.monitors());
        boolean isInside = !inside.isEmpty();
        if (isInside) {
            engine.monitors().blocks();
        }
        engine.carriers().handOver(this);
        if (isInside) {
            engine.monitors().goesOn();
        }
        want(null);
        waiting = Wait.NOTHING;
        wakeTimer = null;
        beginStep();
    }

    private Step resumeStep() {
        return new Step(incarnation, StepKind.RESUME, 0, Engine.NOTHING, this);
    }

    /** Waits without end: what the dead incarnation on this stack would do next never happens. */
    void blockForever() {
        block(-1, Wait.TIME);
        throw over();
    }

    @Override
    public boolean simPark(@Nullable Object blocker, long nanos) {
        Object condition = blocker == null ? LockSupport.getBlocker(this) : blocker;
        if (stopped) {
            return parkOnTheWayOut(condition);
        }
        if (permit || isInterrupted()) {
            permit = false;
            return true;
        }
        if (ForeignLocks.isForeign(condition, engine)) {
            return false;
        }
        waitsFor = condition == null ? Engine.NOTHING : condition;
        try {
            block(nanos, Wait.PERMIT);
        } catch (CarrierStopped e) {
            if (LockOwners.isLock(condition)) {
                throw e; // who has the lock may wait for what this one has
            }
            return parkOnTheWayOut(condition);
        }
        waitsFor = null;
        permit = false;
        return true;
    }

    /**
     * Lets the JDK take this thread out of its queues, as after an interrupt: a static field may keep them longer than the run. A
     * lock that others on their way out have is soon free.
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
            throw over();
        }
        interrupt();
        return true;
    }

    @Override
    public void endIfOver() {
        if (stopped) {
            throw new CarrierStopped(); // here it has a lock, and must not rest
        }
    }

    @Override
    public boolean simUnpark() {
        if (stopped) {
            return false;
        }
        if (Engine.current() != engine) {
            if (ForeignLocks.isRelease(waitsFor)) {
                return false;
            }
            engine.escaped("woke a step that waits");
            return true;
        }
        permit = true;
        if (waiting == Wait.PERMIT) {
            wake();
        }
        return true;
    }

    /** Whether it waits, in virtual time, for this very object. */
    boolean waitsFor(Object condition) {
        return waitsFor == condition;
    }

    @Override
    public void simYield() {
        requireRunning();
        engine.ready(resumeStep());
        handOver();
    }

    @Override
    public void simSleep(long nanos) throws InterruptedException {
        blockInterruptibly(nanos, Wait.TIME);
    }

    /** Lets time pass for the body of the run, which nothing interrupts. */
    void pause(long nanos) {
        block(nanos, Wait.TIME);
    }

    private void blockInterruptibly(long nanos, Wait kind) throws InterruptedException {
        requireNoInterrupt();
        block(nanos, kind);
        requireNoInterrupt();
    }

    private static void requireNoInterrupt() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    @Override
    public boolean simInterrupt() {
        if (Engine.current() != engine || Thread.currentThread() == this) {
            return false;
        }
        interruptedMeanwhile = true;
        if (waiting != Wait.MONITOR) {
            wake();
        }
        return true;
    }

    @Override
    public boolean hasSimInterrupt() {
        return interruptedMeanwhile;
    }

    // ---- threads of the application

    @Override
    public boolean startThread(Thread thread, @Nullable Runnable atEnd) {
        requireRunning();
        engine.threads().start(thread, incarnation, atEnd);
        return true;
    }

    @Override
    public @Nullable SimThread carrierOf(Thread thread) {
        // On their way out many carriers go on at once.
        AppThread known = stopped ? null : engine.threads().find(thread);
        return known == null ? null : known.carrier();
    }

    @Override
    public Thread shownThread() {
        Thread shown = appThread == null ? null : appThread.thread();
        return shown == null ? this : shown;
    }

    @Override
    public State stateOf(Thread thread, State state) {
        AppThread known = stopped ? null : engine.threads().find(thread);
        if (known == null) {
            return state;
        }
        Carrier own = known.carrier();
        return own == null ? State.TERMINATED : own.simState();
    }

    private State simState() {
        return switch (waiting) {
            case NOTHING -> State.RUNNABLE;
            case MONITOR -> State.BLOCKED;
            default -> wakeTimer == null ? State.WAITING : State.TIMED_WAITING;
        };
    }

    /** Does the work of a thread of the application from now on. */
    void begin(Thread thread) {
        setContextClassLoader(thread.getContextClassLoader());
        standInFor(thread);
    }

    @Override
    public long idOf(Thread thread) {
        requireRunning();
        return engine.threads().idOf(thread);
    }

    @Override
    public void simJoin(Thread thread, long nanos) throws InterruptedException {
        AppThread joined = engine.threads().find(thread);
        if (joined != null && joined.carrier() != null) {
            joined.joins(this);
            try {
                blockInterruptibly(nanos, Wait.END);
            } finally {
                joined.joinsNot(this);
            }
        }
    }

    // ---- monitors

    @Override
    public void enterMonitor(Object monitor) {
        // Where it was inside a moment ago nobody else can be by now.
        if (stopped || inside.has(monitor)) {
            return;
        }
        while (engine.monitors().isBusy(monitor, this)) {
            want(monitor);
            block(-1, Wait.MONITOR);
        }
        inside.add(monitor, engine.monitors());
    }

    /** A step ends here. */
    void endStep() {
        if (!inside.isEmpty()) {
            inside.forgetLeft(engine.monitors());
        }
    }

    /** Whether this carrier is in a monitor, or was when it last looked. */
    boolean isIn(Object monitor) {
        return inside.has(monitor);
    }

    /** The monitor that this carrier waits to enter, or null. */
    @Nullable
    Object wanted() {
        return wanted;
    }

    private void want(@Nullable Object monitor) {
        if ((wanted == null) != (monitor == null)) {
            if (monitor == null) {
                engine.monitors().wantsNot();
            } else {
                engine.monitors().wants();
            }
        }
        wanted = monitor;
    }

    @Override
    public void waitOnMonitor(Object monitor, long nanos) throws InterruptedException {
        requireRunning();
        requireNoInterrupt();
        inside.remove(monitor);
        engine.monitors().left(monitor);
        engine.monitors().waits(this);
        isNotified = false;
        notifier = monitor;
        try {
            block(nanos, Wait.NOTIFICATION);
        } finally {
            notifier = null;
            engine.monitors().waitsNot(this);
            inside.add(monitor, engine.monitors());
        }
        if (!isNotified) {
            requireNoInterrupt(); // else the notification would be lost
        }
    }

    /** A notification reaches this carrier. */
    void wakeByNotification() {
        isNotified = true;
        wake();
    }

    @Override
    public void notifyMonitor(Object monitor, boolean all) {
        requireRunning();
        engine.monitors().notify(monitor, all);
    }

    /** Whether a notification would reach this carrier: it waits on the monitor, and nothing else woke it yet. */
    boolean isNotifiable(Object monitor) {
        return notifier == monitor && !wakeQueued && wanted == null && incarnation.isAlive();
    }

    // ---- timers and pools

    @Override
    public Runnable schedule(long nanos, Runnable task) {
        requireRunning();
        return engine.schedule(incarnation, nanos, StepKind.TIMER, 0, task)::cancel;
    }

    @Override
    public void submitTo(@Nullable Object owner, Runnable task, Runnable cancel) {
        Object of = owner == null ? pool : owner;
        nodeExecutor()
                .execute(
                        of == null
                                ? task
                                : engine.poolTasks().counted(of, incarnation, task, cancel));
    }

    @Override
    public void cancelTasksOf(Object owner) {
        requireRunning();
        engine.poolTasks().cancel(owner);
    }

    /** Runs a task of a pool, so that what it forks belongs to the pool too. */
    void runFor(Object owner, Runnable task) {
        Object outer = pool;
        pool = owner;
        try {
            task.run();
        } finally {
            pool = outer;
        }
    }

    @Override
    public void awaitTasksOf(Object owner, long nanos) throws InterruptedException {
        List<Carrier> waitingFor = engine.poolTasks().waitingFor(owner);
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
        engine.fail(
                Failure.Kind.OUTSIDE,
                "a run does only what can be simulated",
                String.valueOf(refusal.getMessage()),
                refusal);
    }

    @Override
    public void wroteFile(String className, String path) {
        if (!stopped) {
            engine.writtenFiles().add(new WrittenFile(className, path));
        }
    }

    // ---- points and properties

    @Override
    public @Nullable SimPoints points() {
        return stopped || engine.isFinished() ? NoPoints.INSTANCE : engine.asked();
    }

    // ---- description

    /** Whether it runs a thread of the application, instead of any step. */
    boolean isForThread() {
        return appThread != null;
    }

    /** Whose work it does and what it waits for; to be called by the one that holds the baton while this one does not. */
    String describe() {
        return whose() + " " + waitText() + place();
    }

    private String whose() {
        return (appThread == null ? "a step" : appThread.name()) + " of " + incarnation
                + (incarnation.isAlive() ? "" : ", which crashed,");
    }

    private String waitText() {
        Object monitor = wanted;
        if (monitor != null) {
            Carrier holder = engine.monitors().holder(monitor, this);
            String text = "waits for the monitor of a " + typeName(monitor);
            return holder == null ? text : text + ", which " + holder.whose() + " is in,";
        }
        Object condition = waitsFor;
        return switch (waiting) {
            case NOTHING -> "does nothing";
            case TIME -> "sleeps";
            case END -> "waits for a thread or a pool to end";
            case MONITOR, NOTIFICATION -> "waits to be notified";
            case PERMIT ->
                condition == null || condition == Engine.NOTHING
                        ? "is parked"
                        : "waits for a " + typeName(condition);
        };
    }

    private static String typeName(Object object) {
        String name = object.getClass().getName();
        int end = name.indexOf("$$"); // what follows counts or is an address
        return end < 0 ? name : name.substring(0, end);
    }

    private String place() {
        for (StackTraceElement frame : getStackTrace()) {
            if (frame.getModuleName() == null
                    && !frame.getClassName().startsWith("dev.pekkosim.agent.")
                    && !frame.getClassName().startsWith("dev.pekkosim.engine.")) {
                return " in " + frame.getClassName() + "." + frame.getMethodName() + ":"
                        + frame.getLineNumber();
            }
        }
        return "";
    }

    // ---- what simulated code asks

    @Override
    public long virtualNanoTime() {
        // The JDK's queues ask before they look for the interrupt by which they let a thread out.
        if (stopped && waysOut > 0 && ++waysOut <= MOST_WAYS_OUT) {
            return incarnation.clock().monotonicNanos(engine.now());
        }
        requireRunning();
        return incarnation.clock().monotonicNanos(engine.readClock());
    }

    @Override
    public long virtualEpochNanos() {
        requireRunning();
        return incarnation.clock().epochNanos(engine.readClock());
    }

    @Override
    public long drawLong() {
        return incarnation.appRandom().nextLong();
    }

    @Override
    public Random nodeRandom() {
        return incarnation.nodeRandom();
    }

    @Override
    public Executor nodeExecutor() {
        return engine.executorOf(incarnation);
    }

    @Override
    public long nextCount(Object counter, long initial) {
        return incarnation.nextCount(counter, initial);
    }
}
