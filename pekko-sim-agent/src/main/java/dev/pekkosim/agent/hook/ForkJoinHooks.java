// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What stands in for the workers of {@code ForkJoinPool}s. On a {@link SimThread} every task that
 * is forked or submitted, to whatever pool, is a step of the node; so parallel streams are, too.
 */
public final class ForkJoinHooks {

    private ForkJoinHooks() {}

    /** Replaces the pool of {@code CompletableFuture}'s methods that are given none. */
    public static Executor asyncPool(Executor pool) {
        return Thread.currentThread() instanceof SimThread t ? t.nodeExecutor() : pool;
    }

    /** Begins {@link ForkJoinTask#fork()}; null if the JVM shall do it. */
    public static @Nullable ForkJoinTask<?> fork(ForkJoinTask<?> task) {
        if (!(Thread.currentThread() instanceof SimThread t)) {
            return null;
        }
        t.submitTo(null, () -> Execution.of(task), () -> task.cancel(false));
        return task;
    }

    /** Begins the submission of a task to a pool; null if the JVM shall do it. */
    public static @Nullable ForkJoinTask<?> submit(ForkJoinPool pool, ForkJoinTask<?> task) {
        if (!(Thread.currentThread() instanceof SimThread t) || pool.isShutdown() || task == null) {
            return null;
        }
        t.submitTo(pool, () -> Execution.of(task), () -> task.cancel(false));
        return task;
    }

    /** Begins the submission of a task to a pool in newer JDKs; null if the JVM shall do it. */
    public static @Nullable ForkJoinTask<?> submit(
            ForkJoinPool pool, boolean signal, ForkJoinTask<?> task) {
        return submit(pool, task);
    }

    /** Comes before a pool is waited for: its tasks, which it does not know of, end first. */
    public static void awaitPool(ForkJoinPool pool, long timeout, TimeUnit unit)
            throws InterruptedException {
        if (Thread.currentThread() instanceof SimThread t) {
            t.awaitTasksOf(pool, Math.max(0, unit.toNanos(timeout)));
        }
    }

    /**
     * Comes before a pool is shut down at once: what has not begun, which it does not know of,
     * never does.
     */
    public static void shutdownNow(ForkJoinPool pool) {
        if (Thread.currentThread() instanceof SimThread t && pool != ForkJoinPool.commonPool()) {
            t.cancelTasksOf(pool);
        }
    }

    /**
     * The method by which a worker executes a task, which does not wait for the tasks that it
     * forks.
     */
    private static final class Execution {

        private static final MethodHandle DO_EXEC = find();

        private static MethodHandle find() {
            try {
                var method = ForkJoinTask.class.getDeclaredMethod("doExec");
                method.setAccessible(true);
                return MethodHandles.lookup()
                        .unreflect(method)
                        .asType(MethodType.methodType(void.class, ForkJoinTask.class));
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        static void of(ForkJoinTask<?> task) {
            try {
                DO_EXEC.invokeExact(task);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException("a task failed in a way it cannot", e);
            }
        }
    }
}
