// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.carrier;

import org.jspecify.annotations.Nullable;

/**
 * Where one carrier waits for the baton. It waits on its own lock or, within {@code Object.wait},
 * on the monitor of the application, which it must not keep meanwhile.
 *
 * <p>When the run is over the thread ends by {@link CarrierStopped}, whatever it waits for. A
 * thread that catches everything and goes on cannot be ended; after some refusals it rests here for
 * good.
 */
final class BatonWait {

    private static final int MOST_REFUSALS = 20;

    private final Thread thread;
    private final Object lock = new Object();

    /** Guarded by what is waited on. */
    private boolean hasBaton;

    private volatile @Nullable Object monitor;
    private volatile boolean stopped;
    private volatile boolean resting;
    private int refusals;

    BatonWait(Thread thread) {
        this.thread = thread;
    }

    /**
     * Sets what is waited on from now on.
     *
     * @param newMonitor the application's, or null for the own lock
     */
    void waitOn(@Nullable Object newMonitor) {
        monitor = newMonitor;
    }

    /** The application's monitor that is waited on, or null. */
    @Nullable
    Object monitor() {
        return monitor;
    }

    private Object waitedOn() {
        Object current = monitor;
        return current == null ? lock : current;
    }

    /** Gives the baton to the thread. Called by another one. */
    void give() {
        Object waitedOn = waitedOn();
        synchronized (waitedOn) {
            hasBaton = true;
            waitedOn.notifyAll();
        }
    }

    /**
     * Waits for the baton. Called by the thread.
     *
     * @return whether the thread was interrupted meanwhile
     */
    boolean await() {
        Object waitedOn = waitedOn();
        boolean interrupted = false;
        synchronized (waitedOn) {
            while (!hasBaton && !stopped) {
                try {
                    waitedOn.wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            hasBaton = false;
        }
        requireRunning();
        return interrupted;
    }

    /** Makes the thread end as soon as it next asks the engine for anything. */
    void stop() {
        stopped = true;
        if (monitor != null) {
            thread.interrupt(); // the monitor may be another one's
            return;
        }
        synchronized (lock) {
            lock.notifyAll();
        }
    }

    /** Whether the thread is to end, so that whatever still happens on it is only the way out. */
    boolean isStopped() {
        return stopped;
    }

    /** Whether the thread will never do anything again, though it has not ended. */
    boolean isResting() {
        return resting;
    }

    /** Ends the thread here if it is to end. */
    void requireRunning() {
        if (stopped) {
            throw over();
        }
    }

    /**
     * What to throw to end the thread. Does not return if the code that runs there catches it time
     * and again.
     */
    CarrierStopped over() {
        if (stopped && ++refusals > MOST_REFUSALS) {
            rest();
        }
        return new CarrierStopped();
    }

    private void rest() {
        resting = true;
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
}
