package dev.pekkosim.agent.hook;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What stands in for threads. A thread that is started on a {@link SimThread} never starts for the machine; what it would run
 * becomes a step of the node that started it, and simulated code that asks for its thread gets the one it knows.
 */
public final class ThreadHooks {

    private ThreadHooks() {}

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
     * Begins {@code Thread.start(ThreadContainer)} of newer JDKs, by which an executor of one thread per task starts them.
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

    /** Threads of the JDK's own, such as those that clean up after the garbage collector, belong to no run. */
    private static boolean isOfAnApplication(Thread thread) {
        String type = thread.getClass().getName();
        return !(thread instanceof SimThread)
                && !type.startsWith("jdk.")
                && !type.startsWith("sun.")
                && !type.startsWith("java.lang.ref.");
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
                ? new Thread(null, task, name == null ? "" : name, 0, false)
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
        if (carrier == thread) {
            carrier.simInterrupt(); // the original sets the interrupt
            return false;
        }
        carrier.interrupt();
        return true;
    }

    /**
     * Begins {@link Thread#isInterrupted()}.
     *
     * @return true for a thread of the run whose carrier is interrupted; if false, the original answers
     */
    public static boolean isInterrupted(Thread thread) {
        SimThread carrier = SimThread.behind(thread);
        return carrier != null && carrier != thread && carrier.isInterrupted();
    }

    /** Replaces {@link Thread#isAlive()}. */
    public static boolean isAlive(Thread thread) {
        return SimThread.behind(thread) != null || thread.isAlive();
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
