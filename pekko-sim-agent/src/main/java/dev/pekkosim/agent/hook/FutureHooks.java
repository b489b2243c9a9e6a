// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What stands in for the methods of {@code CompletableFuture} that wait in a thread of the JVM's
 * own. On a {@link SimThread} a timer of the run does.
 */
public final class FutureHooks {

    private FutureHooks() {}

    /** Replaces {@link CompletableFuture#orTimeout(long, TimeUnit)}. */
    public static <T> CompletableFuture<T> orTimeout(
            CompletableFuture<T> future, long timeout, TimeUnit unit) {
        if (!(Thread.currentThread() instanceof SimThread t)) {
            return future.orTimeout(timeout, unit);
        }
        return limit(t, future, timeout, unit, () -> {
            if (!future.isDone()) {
                future.completeExceptionally(new TimeoutException());
            }
        });
    }

    /** Replaces {@link CompletableFuture#completeOnTimeout(Object, long, TimeUnit)}. */
    public static <T> CompletableFuture<T> completeOnTimeout(
            CompletableFuture<T> future, T value, long timeout, TimeUnit unit) {
        if (!(Thread.currentThread() instanceof SimThread t)) {
            return future.completeOnTimeout(value, timeout, unit);
        }
        return limit(t, future, timeout, unit, () -> future.complete(value));
    }

    private static <T> CompletableFuture<T> limit(
            SimThread t, CompletableFuture<T> future, long timeout, TimeUnit unit, Runnable late) {
        if (!future.isDone()) {
            Runnable cancel = t.schedule(Math.max(0, unit.toNanos(timeout)), late);
            var unused = future.whenComplete((value, e) -> cancel.run());
        }
        return future;
    }

    /** Replaces {@link CompletableFuture#delayedExecutor(long, TimeUnit)}. */
    public static Executor delayedExecutor(long delay, TimeUnit unit) {
        if (!(Thread.currentThread() instanceof SimThread)) {
            return CompletableFuture.delayedExecutor(delay, unit);
        }
        long nanos = Math.max(0, unit.toNanos(delay));
        // Whose task it is counts, since a field may keep the executor longer than the run.
        return task -> {
            if (Thread.currentThread() instanceof SimThread t) {
                Executor own = t.nodeExecutor();
                t.schedule(nanos, () -> own.execute(task));
            } else {
                CompletableFuture.delayedExecutor(delay, unit).execute(task);
            }
        };
    }

    /** Replaces {@link CompletableFuture#delayedExecutor(long, TimeUnit, Executor)}. */
    public static Executor delayedExecutor(long delay, TimeUnit unit, Executor executor) {
        if (!(Thread.currentThread() instanceof SimThread)) {
            return CompletableFuture.delayedExecutor(delay, unit, executor);
        }
        Executor late = executor;
        long nanos = Math.max(0, unit.toNanos(delay));
        return task -> {
            if (Thread.currentThread() instanceof SimThread t) {
                t.schedule(nanos, () -> late.execute(task));
            } else {
                CompletableFuture.delayedExecutor(delay, unit, late).execute(task);
            }
        };
    }
}
