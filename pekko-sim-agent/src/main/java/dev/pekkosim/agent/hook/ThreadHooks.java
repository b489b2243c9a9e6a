// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What stands in for threads. A thread that is started on a {@link SimThread} never starts for the
 * machine; what it would run becomes a step of the node that started it, and simulated code that
 * asks for its thread gets the one it knows.
 */
public final class ThreadHooks {

    private static final int OWN_FRAMES = 2;

    /** {@code Thread.NO_INHERIT_THREAD_LOCALS} of newer JDKs. */
    private static final int NO_INHERIT_THREAD_LOCALS = 1 << 2;

    private static final long INHERITED = offset("inheritableThreadLocals");
    private static final long INTERRUPTED = offset("interrupted");

    private ThreadHooks() {}

    private static long offset(String field) {
        try {
            return RawMemory.fieldOffset(Thread.class, field);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /**
     * Begins {@link Thread#start()}.
     *
     * @return whether the run took over, so that the original must return at once
     */
    public static boolean startThread(Thread thread) {
        return Thread.currentThread() instanceof SimThread t
                && isOfAnApplication(thread)
                && t.startThread(thread, null);
    }

    /**
     * Begins {@code Thread.start(ThreadContainer)} of newer JDKs, by which an executor of one
     * thread per task starts them.
     *
     * @param container is told when the thread starts and ends
     * @return whether the run took over, so that the original must return at once
     */
    public static boolean startThread(Thread thread, Object container) {
        if (!(Thread.currentThread() instanceof SimThread t) || !isOfAnApplication(thread)) {
            return false;
        }
        tell(container, "add", thread);
        return t.startThread(thread, () -> tell(container, "remove", thread));
    }

    /**
     * Begins {@link Runtime#addShutdownHook}. A static initialiser's is the whole JVM's, as what
     * else it makes.
     *
     * @return whether the run took it, so that the original must return at once
     */
    public static boolean addShutdownHook(Runtime runtime, Thread hook) {
        if (!(Thread.currentThread() instanceof SimThread t)
                || t.initialisers().current() != null
                || !isOfAnApplication(hook)) {
            return false;
        }
        t.addShutdownHook(hook);
        return true;
    }

    /**
     * Begins {@link Runtime#removeShutdownHook}.
     *
     * @return whether it was the run's, so that the original must return at once
     */
    public static boolean removeShutdownHook(Runtime runtime, Thread hook) {
        return Thread.currentThread() instanceof SimThread t && t.removeShutdownHook(hook);
    }

    /** Comes before a pool makes a worker; on a thread whose run or node is over it makes none. */
    public static void addWorker(
            ThreadPoolExecutor pool, @Nullable Runnable firstTask, boolean isCore) {
        if (Thread.currentThread() instanceof SimThread t) {
            t.endIfOver();
        }
    }

    /**
     * Threads of the JDK's own, such as those that clean up after the garbage collector and the one
     * that all futures of the JVM wait in, belong to no run.
     */
    private static boolean isOfAnApplication(Thread thread) {
        String type = thread.getClass().getName();
        return !(thread instanceof SimThread)
                && !type.startsWith("jdk.")
                && !type.startsWith("sun.")
                && !type.startsWith("java.lang.ref.")
                && !type.equals("java.util.concurrent.DelayScheduler")
                && !thread.getName().equals("CompletableFutureDelayScheduler");
    }

    private static void tell(Object container, String method, Thread thread) {
        try {
            Class<?> type = Class.forName("jdk.internal.vm.ThreadContainer", true, null);
            type.getMethod(method, Thread.class).invoke(container, thread);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a thread cannot be told to " + container, e);
        }
    }

    /**
     * Begins {@code ThreadBuilders.newVirtualThread} of newer JDKs.
     *
     * @return a thread that is not virtual, or null if the JVM shall make one
     */
    public static @Nullable Thread virtualThread(
            @Nullable Executor scheduler, @Nullable String name, int features, Runnable task) {
        return Thread.currentThread() instanceof SimThread
                ? new Thread(
                        null,
                        task,
                        name == null ? "" : name,
                        0,
                        (features & NO_INHERIT_THREAD_LOCALS) == 0)
                : null;
    }

    /** Replaces {@link Thread#currentThread()}. */
    public static Thread currentThread() {
        Thread current = Thread.currentThread();
        return current instanceof SimThread t ? t.shownThread() : current;
    }

    /**
     * Begins {@link Thread#interrupt()}.
     *
     * @return whether the original must return at once
     */
    public static boolean interrupt(Thread thread) {
        SimThread carrier = SimThread.behind(thread);
        if (carrier == null) {
            return false;
        }
        if (carrier.simInterrupt()) {
            return true;
        }
        if (carrier == thread) {
            return false; // the original sets the interrupt
        }
        carrier.interrupt();
        return true;
    }

    /**
     * Begins {@link Thread#isInterrupted()}.
     *
     * @return true for a thread of the run whose carrier is interrupted; if false, the original
     *     answers
     */
    public static boolean isInterrupted(Thread thread) {
        SimThread carrier = SimThread.behind(thread);
        return carrier != null
                && (carrier.hasSimInterrupt() || (carrier != thread && carrier.isInterrupted()));
    }

    /** Comes after every call of a method {@code isAlive()}. */
    public static boolean isAlive(Object asked, boolean isAlive) {
        return isAlive
                || (asked instanceof Thread thread
                        && !(thread instanceof SimThread)
                        && SimThread.behind(thread) != null);
    }

    /** Comes after every call of a method {@code getState()} that tells that of a thread. */
    public static Thread.State state(Object asked, Thread.State state) {
        return asked instanceof Thread thread && Thread.currentThread() instanceof SimThread t
                ? t.stateOf(thread, state)
                : state;
    }

    /**
     * Begins {@link Thread#getStackTrace()}.
     *
     * @return that of the carrier of a thread of the run; null if the original shall answer
     */
    public static StackTraceElement @Nullable [] stackTrace(Thread thread) {
        SimThread carrier = SimThread.behind(thread);
        if (carrier == null || carrier == thread) {
            return null;
        }
        StackTraceElement[] stack = carrier.getStackTrace();
        // On its own stack stand this method and the one that asked, which come first anyway.
        int own = carrier == Thread.currentThread() ? OWN_FRAMES : 0;
        return Arrays.copyOfRange(stack, Math.min(own, stack.length), stack.length);
    }

    /**
     * Gives a carrier what a thread got from the one that made it: thread locals that are
     * inherited, and an interrupt that came early.
     *
     * @param carrier the current thread
     * @param thread whose work it will do
     */
    static void inherit(SimThread carrier, Thread thread) {
        RawMemory.putReference(carrier, INHERITED, RawMemory.getReference(thread, INHERITED));
        RawMemory.putReference(thread, INHERITED, null);
        if (thread.isInterrupted()) {
            RawMemory.putBoolean(thread, INTERRUPTED, false);
            carrier.interrupt();
        }
    }

    /** Replaces {@code Thread.getId()} and {@code Thread.threadId()}. */
    @SuppressWarnings("deprecation") // Its successor is not in JDK 17.
    public static long threadId(Thread thread) {
        return Thread.currentThread() instanceof SimThread t ? t.idOf(thread) : thread.getId();
    }

    /**
     * Comes before every call of a method {@code join()} without result.
     *
     * @param joined whose method it is; waited for if it is a thread of the run
     */
    public static void join(Object joined) throws InterruptedException {
        join(0, joined);
    }

    /**
     * Comes before every call of a method {@code join(long, int)} without result.
     *
     * @param millis the argument
     * @param joined whose method it is; waited for if it is a thread of the run
     * @param nanos the second argument
     * @return the argument
     */
    public static long join(long millis, Object joined, int nanos) throws InterruptedException {
        boolean isValid = nanos >= 0 && nanos <= 999_999;
        if (isValid && millis >= 0) {
            join(nanos > 0 && millis < Long.MAX_VALUE ? millis + 1 : millis, joined);
        }
        return millis;
    }

    /** Replaces {@code Thread.join(Duration)}, which newer JDKs have. */
    public static boolean join(Thread thread, Duration limit) throws InterruptedException {
        if (Thread.currentThread() instanceof SimThread t
                && t.stateOf(thread, Thread.State.NEW) != Thread.State.NEW) {
            t.simJoin(thread, Math.max(0, TimeUnit.NANOSECONDS.convert(limit)));
            return SimThread.behind(thread) == null;
        }
        try {
            return (boolean) Thread.class.getMethod("join", Duration.class).invoke(thread, limit);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw new IllegalStateException("a thread could not be joined", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a thread could not be joined", e);
        }
    }

    /**
     * Comes before every call of a method {@code join(long)} without result.
     *
     * @param millis the argument
     * @param joined whose method it is; waited for if it is a thread of the run
     * @return the argument
     */
    public static long join(long millis, Object joined) throws InterruptedException {
        if (joined instanceof Thread thread
                && millis >= 0
                && Thread.currentThread() instanceof SimThread t) {
            t.simJoin(thread, millis == 0 ? -1 : TimeUnit.MILLISECONDS.toNanos(millis));
        }
        return millis;
    }
}
