// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.campaign;

import dev.pekkosim.engine.Internal;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * What an application keeps in static fields, which all runs in a JVM share. A run before which
 * some of it is set back has the JVM for itself: any other run would find it changed in its midst,
 * and would change it for this one.
 *
 * @hidden
 */
@Internal
public final class StaticState {

    private static final ReadWriteLock LOCK = new ReentrantReadWriteLock(true);

    private StaticState() {}

    /**
     * Executes a run, as soon as no run is under way beside which it may not be.
     *
     * @param setBack whether static state is set back before the run
     * @param run sets it back and executes the run
     */
    public static <T> T during(boolean setBack, Supplier<T> run) {
        Lock lock = setBack ? LOCK.writeLock() : LOCK.readLock();
        lock.lock();
        try {
            return run.get();
        } finally {
            lock.unlock();
        }
    }
}
