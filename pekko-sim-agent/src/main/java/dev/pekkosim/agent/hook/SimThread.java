package dev.pekkosim.agent.hook;

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

    /**
     * Creates a daemon thread. It inherits no thread locals, since which thread creates it means nothing.
     *
     * @param name the thread's name
     */
    protected SimThread(String name) {
        super(null, null, name, 0, false);
        setDaemon(true);
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
     * A hash code for an object that would otherwise get one of the JVM's own.
     *
     * @return a number that the node whose step runs on this thread hands out, not 0
     */
    public abstract int newIdentityHash();

    /**
     * What stands in for a pool shared by a whole JVM.
     *
     * @return runs tasks as steps of the node whose step runs on this thread
     */
    public abstract java.util.concurrent.Executor nodeExecutor();

    /**
     * Blocks until {@link #simUnpark()} or the virtual deadline, as {@code LockSupport.park} does; other
     * steps run meanwhile.
     *
     * @param blocker what is waited for, or null if that is not known
     * @param nanos longest virtual time to wait in nanoseconds, or a negative number for no limit
     * @return whether that was done; false if the wait must be the machine's, because it is for a lock that a thread outside
     *     the run holds
     */
    public abstract boolean simPark(@Nullable Object blocker, long nanos);

    /**
     * Makes the permit of {@link #simPark} available, as {@code LockSupport.unpark} does. May be called on any
     * thread; one that is not part of the run is reported, unless it only releases a lock.
     *
     * @return whether that was done; false if the wake-up must be the machine's
     */
    public abstract boolean simUnpark();

    /**
     * Sleeps in virtual time; other steps run meanwhile.
     *
     * @param nanos virtual time to sleep in nanoseconds, not negative
     */
    public abstract void simSleep(long nanos);

    /**
     * Gives the value of a counter that Pekko keeps once per JVM and that here exists once per
     * incarnation of a node, since a node stands for a JVM.
     *
     * @param counter the JVM-wide counter, used as a key by identity
     * @param initial the value to begin with in a new incarnation
     * @return the value before it was incremented
     */
    public abstract long nextCount(Object counter, long initial);
}
