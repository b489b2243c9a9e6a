// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import org.jspecify.annotations.Nullable;

/**
 * What stands in for waiting. A {@link SimThread} waits in virtual time, and other steps run
 * meanwhile.
 */
public final class WaitHooks {

    private WaitHooks() {}

    /** Begins {@code LockSupport.park()}. */
    public static boolean park() {
        return doPark(null, -1);
    }

    /** Begins {@code LockSupport.park(blocker)}. */
    public static boolean park(@Nullable Object blocker) {
        return doPark(blocker, -1);
    }

    /** Begins {@code LockSupport.parkNanos(nanos)}. */
    public static boolean parkNanos(long nanos) {
        return nanos > 0 && doPark(null, nanos);
    }

    /** Begins {@code LockSupport.parkNanos(blocker, nanos)}. */
    public static boolean parkNanos(@Nullable Object blocker, long nanos) {
        return nanos > 0 && doPark(blocker, nanos);
    }

    /** Begins {@code LockSupport.parkUntil(blocker, deadline)}. */
    public static boolean parkUntil(@Nullable Object blocker, long deadlineMillis) {
        if (Thread.currentThread() instanceof SimThread t) {
            long millis = deadlineMillis - Math.floorDiv(t.virtualEpochNanos(), 1_000_000L);
            return t.simPark(blocker, Math.max(0, TimeUnit.MILLISECONDS.toNanos(millis)));
        }
        return false;
    }

    /** Begins {@code LockSupport.parkUntil(deadline)}. */
    public static boolean parkUntil(long deadlineMillis) {
        return parkUntil(null, deadlineMillis);
    }

    /**
     * Begins {@code AbstractOwnableSynchronizer.setExclusiveOwnerThread}.
     *
     * @param next the new owner, or null for none
     */
    public static void lockChanges(AbstractOwnableSynchronizer lock, @Nullable Thread next) {
        if (Thread.currentThread() instanceof SimThread t) {
            t.locks().changes(lock, next);
        }
    }

    /**
     * Waits for a permit.
     *
     * @param blocker what is waited for, or null if the caller does not say
     * @param nanos longest time to wait, or a negative number for no limit
     * @return whether the wait was done in virtual time, so that the original must return at once
     */
    private static boolean doPark(@Nullable Object blocker, long nanos) {
        return Thread.currentThread() instanceof SimThread t && t.simPark(blocker, nanos);
    }

    /**
     * Begins {@code LockSupport.unpark} inside the JDK.
     *
     * @param thread the thread to wake, may be null
     * @return whether the wake-up was done by the simulation, so that the original must return at
     *     once
     */
    public static boolean unpark(@Nullable Thread thread) {
        SimThread sleeper = SimThread.behind(thread);
        return sleeper != null && sleeper.simUnpark();
    }

    /** Comes before the JDK tells that a wait was interrupted; ends a thread whose run is over. */
    public static void interrupted() {
        if (Thread.currentThread() instanceof SimThread t) {
            t.endIfOver();
        }
    }

    /** Replaces {@link Thread#sleep(long)}. */
    public static void sleep(long millis) throws InterruptedException {
        if (Thread.currentThread() instanceof SimThread t) {
            t.simSleep(TimeUnit.MILLISECONDS.toNanos(requireNonNegative(millis)));
        } else {
            Thread.sleep(millis);
        }
    }

    /** Replaces {@link Thread#sleep(long, int)}. */
    public static void sleep(long millis, int nanos) throws InterruptedException {
        if (Thread.currentThread() instanceof SimThread t) {
            t.simSleep(TimeUnit.MILLISECONDS.toNanos(requireNonNegative(millis)) + nanos);
        } else {
            Thread.sleep(millis, nanos);
        }
    }

    /** Replaces {@link TimeUnit#sleep(long)}. */
    public static void sleep(TimeUnit unit, long timeout) throws InterruptedException {
        if (Thread.currentThread() instanceof SimThread t) {
            t.simSleep(Math.max(0, unit.toNanos(timeout)));
        } else {
            unit.sleep(timeout);
        }
    }

    private static long requireNonNegative(long millis) {
        if (millis < 0) {
            throw new IllegalArgumentException("timeout value is negative");
        }
        return millis;
    }

    /** Replaces {@code Thread.sleep(Duration)}, which newer JDKs have. */
    public static void sleep(Duration duration) throws InterruptedException {
        sleep(TimeUnit.NANOSECONDS, TimeUnit.NANOSECONDS.convert(duration));
    }

    /** Replaces {@link Thread#yield()}: other steps run. */
    @SuppressWarnings("ThreadPriorityCheck") // It does what the original call does.
    public static void yieldThread() {
        if (Thread.currentThread() instanceof SimThread t) {
            t.simYield();
        } else {
            Thread.yield();
        }
    }

    /**
     * Replaces {@link Thread#onSpinWait()}: other steps run, since what is waited for could not
     * happen otherwise.
     */
    public static void onSpinWait() {
        if (Thread.currentThread() instanceof SimThread t) {
            t.simYield();
        } else {
            Thread.onSpinWait();
        }
    }
}
