// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What stands in for counters that exist once per JVM. On a {@link SimThread} each exists once per
 * incarnation of a node.
 */
public final class CounterHooks {

    private static final Object THREAD_NUMBERS = new Object();
    private static final Object SHUTDOWN_HOOK_NUMBERS = new Object();

    private CounterHooks() {}

    /** Replaces {@link AtomicLong#getAndIncrement()} of a JVM-wide counter. */
    public static long getAndIncrement(AtomicLong counter, int initial) {
        return Thread.currentThread() instanceof SimThread t
                ? t.nextCount(counter, initial)
                : counter.getAndIncrement();
    }

    /** Replaces {@link AtomicLong#incrementAndGet()} of a JVM-wide counter. */
    public static long incrementAndGet(AtomicLong counter, int initial) {
        return Thread.currentThread() instanceof SimThread t
                ? t.nextCount(counter, initial) + 1
                : counter.incrementAndGet();
    }

    /** Replaces {@link AtomicInteger#getAndIncrement()} of a JVM-wide counter. */
    public static int getAndIncrement(AtomicInteger counter, int initial) {
        return Thread.currentThread() instanceof SimThread t
                ? (int) t.nextCount(counter, initial)
                : counter.getAndIncrement();
    }

    /** Replaces {@link AtomicInteger#incrementAndGet()} of a JVM-wide counter. */
    public static int incrementAndGet(AtomicInteger counter, int initial) {
        return Thread.currentThread() instanceof SimThread t
                ? (int) t.nextCount(counter, initial) + 1
                : counter.incrementAndGet();
    }

    /**
     * Begins the numbering of threads without a name.
     *
     * @return the number, from 1, or 0 if the JVM shall give it
     */
    public static int threadNumber() {
        return Thread.currentThread() instanceof SimThread t
                ? (int) t.nextCount(THREAD_NUMBERS, 1)
                : 0;
    }

    /**
     * Begins the naming of Scala's shutdown hooks, which it numbers.
     *
     * @return the name, or null if Scala shall give it
     */
    public static @Nullable String shutdownHookName() {
        return Thread.currentThread() instanceof SimThread t
                ? "shutdownHook" + t.nextCount(SHUTDOWN_HOOK_NUMBERS, 1)
                : null;
    }
}
