// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A thread on which simulated code runs. Rewritten call sites recognise it by its class, so that a
 * look-up costs one type test, and ask it for everything that must not come from the machine: time,
 * randomness, blocking.
 *
 * <p>The engine's carriers extend it. The type has no dependency, because it is loaded by the
 * bootstrap class loader: rewritten JDK classes call it too.
 */
public abstract class SimThread extends Thread {

    private final Initialisers initialisers = new Initialisers();

    private final OwnedLocks locks = new OwnedLocks(this);

    private @Nullable ClassCache<KnownClass> knownClasses;

    private long stepSeed;
    private boolean isStamping;

    /**
     * How many objects of which classes were asked for their hash code for the first time in this
     * step.
     */
    private long[] stampedClasses = new long[8];

    private int[] stampedCounts = new int[8];
    private int stampedSize;

    /**
     * Creates a daemon thread. It inherits no thread locals, since which thread creates it means
     * nothing, but the class loader: newer JDKs give a thread that inherits nothing the one of the
     * class path, which in a build tool's JVM has nothing of the application.
     *
     * @param name the thread's name
     */
    protected SimThread(String name) {
        super(null, null, name, 0, false);
        setDaemon(true);
        setContextClassLoader(Thread.currentThread().getContextClassLoader());
    }

    /**
     * The monotonic clock of the node whose step runs on this thread.
     *
     * @return nanoseconds since an arbitrary origin
     */
    public abstract long virtualNanoTime();

    /**
     * The wall clock of the node whose step runs on this thread.
     *
     * @return nanoseconds since 1970-01-01T00:00:00Z
     */
    public abstract long virtualEpochNanos();

    /**
     * Draws from the app-random stream of the node whose step runs on this thread.
     *
     * @return 64 uniformly distributed bits
     */
    public abstract long drawLong();

    /**
     * The generator that stands in for a generator shared by a whole JVM.
     *
     * @return a generator of the node whose step runs on this thread
     */
    public abstract java.util.Random nodeRandom();

    /**
     * What stands in for a pool shared by a whole JVM.
     *
     * @return runs tasks as steps of the node whose step runs on this thread
     */
    public abstract java.util.concurrent.Executor nodeExecutor();

    /**
     * Blocks until {@link #simUnpark()} or the virtual deadline, as {@code LockSupport.park} does;
     * other steps run meanwhile.
     *
     * @param blocker what is waited for, or null if that is not known
     * @param nanos longest virtual time to wait in nanoseconds, or a negative number for no limit
     * @return whether that was done; false if the wait must be the machine's, because it is for a
     *     lock that a thread outside the run holds
     */
    public abstract boolean simPark(@Nullable Object blocker, long nanos);

    /**
     * Makes the permit of {@link #simPark} available, as {@code LockSupport.unpark} does. May be
     * called on any thread; one that is not part of the run is reported, unless it only releases a
     * lock.
     *
     * @return whether that was done; false if the wake-up must be the machine's
     */
    public abstract boolean simUnpark();

    /** Ends this thread, by throwing, if its run is over. */
    public abstract void endIfOver();

    /**
     * Sleeps in virtual time; other steps run meanwhile.
     *
     * @param nanos virtual time to sleep in nanoseconds, not negative
     */
    public abstract void simSleep(long nanos) throws InterruptedException;

    /**
     * Gives the value of a counter that Pekko keeps once per JVM and that here exists once per
     * incarnation of a node, since a node stands for a JVM.
     *
     * @param counter the JVM-wide counter, used as a key by identity
     * @param initial the value to begin with in a new incarnation
     * @return the value before it was incremented
     */
    public abstract long nextCount(Object counter, long initial);

    // ---- threads

    /**
     * The carrier that a thread is, or that runs what a thread of the run would run; null for any
     * other thread.
     */
    static @Nullable SimThread behind(@Nullable Thread thread) {
        if (thread instanceof SimThread carrier) {
            return carrier;
        }
        return thread != null && Thread.currentThread() instanceof SimThread t
                ? t.carrierOf(thread)
                : null;
    }

    /** Lets other steps run, as {@code Thread.yield} does. */
    public abstract void simYield();

    /**
     * Ends the wait of what is interruptible, and keeps the interrupt until this thread goes on.
     * Who asks meanwhile must not see when the machine wakes it.
     *
     * @return whether that was done; false if the interrupt must be the machine's
     */
    public abstract boolean simInterrupt();

    /** Whether an interrupt is kept. */
    public abstract boolean hasSimInterrupt();

    /** Takes over what the thread whose work will run here inherited. Called on this thread. */
    protected final void standInFor(Thread thread) {
        ThreadHooks.inherit(this, thread);
    }

    /**
     * The state of a thread.
     *
     * @param state what the machine says, which counts if the thread is not of this run
     */
    public abstract Thread.State stateOf(Thread thread, Thread.State state);

    /**
     * Makes what a thread would run a step of the node whose step runs here.
     *
     * @param thread was not started before
     * @param atEnd what follows, or null for nothing
     * @return whether the thread belongs to the run now
     */
    public abstract boolean startThread(Thread thread, @Nullable Runnable atEnd);

    /** The carrier that runs what a thread of this run would run, while it does; else null. */
    public abstract @Nullable SimThread carrierOf(Thread thread);

    /** The thread that simulated code knows: the one whose work runs here, or this one. */
    public abstract Thread shownThread();

    /** A number for a thread, the same in every execution of the run. */
    public abstract long idOf(Thread thread);

    /**
     * Waits until a thread of this run has ended; returns at once for any other.
     *
     * @param nanos longest virtual time to wait in nanoseconds, or a negative number for no limit
     */
    public abstract void simJoin(Thread thread, long nanos) throws InterruptedException;

    // ---- monitors

    /** Waits until no other step of the run is in a monitor; this one enters it next. */
    public abstract void enterMonitor(Object monitor);

    /**
     * Waits to be notified.
     *
     * @param monitor this step is in it
     * @param nanos longest virtual time to wait in nanoseconds, or a negative number for no limit
     */
    public abstract void waitOnMonitor(Object monitor, long nanos) throws InterruptedException;

    /** Wakes one step that waits on a monitor, or all. */
    public abstract void notifyMonitor(Object monitor, boolean all);

    // ---- timers and pools

    /**
     * Runs a task later.
     *
     * @param nanos virtual nanoseconds from now, not negative
     * @return cancels it
     */
    public abstract Runnable schedule(long nanos, Runnable task);

    /**
     * Makes a task of a pool a step of the node whose step runs here.
     *
     * @param pool the pool, or null for that of the task that runs here
     * @param cancel what to do when the pool is shut down before the task has begun
     */
    public abstract void submitTo(@Nullable Object pool, Runnable task, Runnable cancel);

    /** Cancels the tasks of a pool that have not begun. */
    public abstract void cancelTasksOf(Object pool);

    /**
     * Waits until the tasks of a pool have ended.
     *
     * @param nanos longest virtual time to wait in nanoseconds
     */
    public abstract void awaitTasksOf(Object pool, long nanos) throws InterruptedException;

    /**
     * Takes a thread that is to run when the JVM of the node whose step runs here shuts down.
     *
     * @param hook not started
     * @throws IllegalArgumentException if it was added before
     */
    public abstract void addShutdownHook(Thread hook);

    /**
     * Forgets a thread that was to run when the JVM of a node shuts down.
     *
     * @param hook a thread
     * @return whether it was to
     */
    public abstract boolean removeShutdownHook(Thread hook);

    // ---- points and properties

    /** What buggify points and properties ask; null when their run is over. */
    public abstract @Nullable SimPoints points();

    // ---- outside

    /**
     * Told that this step reached for something outside the run. The run fails, even if the
     * exception is caught.
     *
     * @param refusal is thrown where it did; its message says what it did and what to do instead
     */
    public abstract void refused(UnsupportedOperationException refusal);

    /**
     * Told before this step writes, creates or deletes a file.
     *
     * @param className the class that does
     * @param path absolute
     */
    public abstract void wroteFile(String className, String path);

    /**
     * Told that this step ends the JVM of its node. Does not return.
     *
     * @param call the call by which it does, such as {@code System.exit(1)}
     */
    public abstract void exits(String call);

    // ---- hash codes

    /**
     * Told on this thread at the start of each step, and when one goes on here after it waited.
     *
     * @param seed the same in every execution of the run
     */
    protected final void beginStep(long seed) {
        stepSeed = seed;
        stampedSize = 0;
        if (HashHooks.isReady()) {
            IdentityHashes.beginStep(this, seed);
        }
        if (RandomHooks.isReady()) {
            IdentityHashes.seedLocalRandom(this, seed);
        }
    }

    /** What the step that runs here goes on with. Called on this thread. */
    protected final StepState stepState() {
        return new StepState(stepSeed, stampedClasses, stampedCounts, stampedSize);
    }

    /**
     * Told on this thread when a step goes on here that was on another one.
     *
     * @param state what it left there
     */
    protected final void continueStep(StepState state) {
        stepSeed = state.stepSeed;
        stampedSize = state.stampedClasses.length;
        int capacity = Math.max(stampedSize, stampedClasses.length);
        stampedClasses = Arrays.copyOf(state.stampedClasses, capacity);
        stampedCounts = Arrays.copyOf(state.stampedCounts, capacity);
        IdentityHashes.continueStep(this, state);
    }

    /** The static initialisers that are under way on this thread. */
    final Initialisers initialisers() {
        return initialisers;
    }

    // ---- what only this thread can do

    /** The name of the class whose static initialiser is under way on this thread, if any is. */
    public final @Nullable String initialising() {
        return initialisers.current();
    }

    /**
     * Whether it has a lock of which it is the owner, or is in a static initialiser: no other
     * thread can go on for it.
     */
    protected final boolean isBound() {
        return !locks.isEmpty() || initialisers.current() != null;
    }

    /** The locks that it owns. */
    final OwnedLocks locks() {
        return locks;
    }

    /**
     * Makes another carrier, which does nothing meanwhile, the owner of the locks that this one
     * owns. Called on this thread.
     */
    protected final void handLocksTo(SimThread other) {
        locks.handTo(other.locks);
    }

    /**
     * Lends this thread, which does nothing meanwhile, what belongs to a thread and is asked of the
     * current one.
     *
     * @param borrower the current thread
     */
    protected final ThreadBelongings lendTo(SimThread borrower) {
        return new ThreadBelongings(this, borrower);
    }

    /** False within itself: what decides a number asks for numbers. */
    final boolean beginStamp() {
        if (isStamping) {
            return false;
        }
        isStamping = true;
        return true;
    }

    final void endStamp() {
        isStamping = false;
    }

    /** What decides the hash codes of the objects of a class. */
    final KnownClass known(Class<?> type) {
        ClassCache<KnownClass> cache = knownClasses;
        if (cache == null) {
            cache = new ClassCache<>(KnownClass.ALL);
            knownClasses = cache;
        }
        return cache.get(type);
    }

    /**
     * A number for the next object of a class, the same in every execution of the run. What a
     * static initialiser makes gets one that is the same in every run.
     *
     * @param seedOfClass made of the class and, in a static initialiser, of whose it is
     */
    final long hashSeed(long seedOfClass, boolean isStatic) {
        int at = indexOf(seedOfClass);
        int count = at == stampedSize ? 0 : stampedCounts[at];
        return (isStatic ? 0 : stepSeed) + seedOfClass + 0x9e3779b97f4a7c15L * count;
    }

    /**
     * Draws what code of the run asks for: from the app-random stream, but in a static initialiser
     * from a stream of that class, the same in every run.
     */
    final long draw() {
        String initialised = initialisers.current();
        if (initialised == null) {
            return drawLong();
        }
        long seed = IdentityHashes.scatter(initialised.hashCode());
        long drawn = IdentityHashes.scatter(hashSeed(seed, true));
        hashSeedIsUsed(seed);
        return drawn;
    }

    /** The same, for code that insists on a {@link java.util.Random}. */
    final java.util.Random random() {
        return initialisers.current() == null ? nodeRandom() : new NodeRandom();
    }

    final void hashSeedIsUsed(long seedOfClass) {
        int at = indexOf(seedOfClass);
        if (at == stampedSize) {
            if (at == stampedClasses.length) {
                stampedClasses = Arrays.copyOf(stampedClasses, 2 * at);
                stampedCounts = Arrays.copyOf(stampedCounts, 2 * at);
            }
            stampedClasses[at] = seedOfClass;
            stampedCounts[at] = 0;
            stampedSize++;
        }
        stampedCounts[at]++;
    }

    private int indexOf(long seedOfClass) {
        int at = 0;
        while (at < stampedSize && stampedClasses[at] != seedOfClass) {
            at++;
        }
        return at;
    }
}
