package dev.pekkosim.agent;

import dev.pekkosim.agent.hook.SimPoints;
import dev.pekkosim.agent.hook.SimThread;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A simulated thread whose clock moves only while it waits, and whose random numbers are known. */
final class FakeCarrier extends SimThread {

    static final long FIRST_NANO_TIME = 1_000;

    /** 2001-09-09T01:46:40.123456789Z. */
    static final long FIRST_EPOCH_NANOS = 1_000_000_000_123_456_789L;

    static final long DRAWN = 0x1234_5678_9abc_def0L;

    /**
     * When a lambda is linked the JDK looks things up by identity hash, and enters such a monitor
     * if two of them meet in a map.
     */
    private static final String MAP_NODE = "java.util.concurrent.ConcurrentHashMap$Node";

    private final Callable<?> body;
    private final CompletableFuture<Object> result = new CompletableFuture<>();
    private final Map<Object, Long> counters = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private @Nullable SimPoints points;
    private long elapsedNanos;

    private FakeCarrier(Callable<?> body) {
        super("fake-carrier");
        this.body = body;
    }

    /** What happened on a carrier: what the body returned and what it asked the carrier for. */
    record Outcome(Object value, List<String> asked, long elapsedNanos) {}

    /** Runs code on a carrier of its own. */
    static Outcome run(Callable<?> body) {
        FakeCarrier carrier = new FakeCarrier(body);
        carrier.start();
        Object value = carrier.result.join();
        return new Outcome(value, carrier.asked, carrier.elapsedNanos);
    }

    /**
     * Runs code on a carrier of its own whose run has points; only what those were asked is in the
     * outcome.
     */
    static Outcome runWithPoints(Callable<?> body) {
        FakeCarrier carrier = new FakeCarrier(body);
        List<String> asked = new ArrayList<>();
        carrier.points = new FakePoints(asked);
        carrier.start();
        Object value = carrier.result.join();
        return new Outcome(value, asked, carrier.elapsedNanos);
    }

    @Override
    public void exits(String call) {
        throw new IllegalStateException("told of " + call);
    }

    @Override
    public void addShutdownHook(Thread hook) {
        asked.add("addShutdownHook " + hook.getName());
    }

    @Override
    public boolean removeShutdownHook(Thread hook) {
        return asked.remove("addShutdownHook " + hook.getName());
    }

    static FakeCarrier current() {
        return (FakeCarrier) Thread.currentThread();
    }

    @Override
    public void run() {
        Object value;
        try {
            value = body.call();
        } catch (Throwable e) {
            result.completeExceptionally(e);
            return;
        }
        result.complete(value == null ? "void" : value);
    }

    @Override
    public long virtualNanoTime() {
        asked.add("nanoTime");
        return FIRST_NANO_TIME + elapsedNanos;
    }

    @Override
    public long virtualEpochNanos() {
        asked.add("epochNanos");
        return FIRST_EPOCH_NANOS + elapsedNanos;
    }

    @Override
    public long drawLong() {
        asked.add("drawLong");
        return DRAWN;
    }

    @Override
    public Random nodeRandom() {
        asked.add("nodeRandom");
        return new Random(DRAWN);
    }

    @Override
    public java.util.concurrent.Executor nodeExecutor() {
        asked.add("nodeExecutor");
        return Runnable::run;
    }

    @Override
    public boolean simPark(@Nullable Object blocker, long nanos) {
        asked.add("park " + nanos + (blocker instanceof String ? " for " + blocker : ""));
        elapsedNanos += Math.max(0, nanos);
        return true;
    }

    @Override
    public boolean simUnpark() {
        asked.add("unpark");
        return true;
    }

    @Override
    public void endIfOver() {}

    @Override
    public void simSleep(long nanos) {
        asked.add("sleep " + nanos);
        elapsedNanos += nanos;
    }

    @Override
    public long nextCount(Object counter, long initial) {
        asked.add("nextCount");
        long value = counters.getOrDefault(counter, initial);
        counters.put(counter, value + 1);
        return value;
    }

    @Override
    public void simYield() {
        asked.add("yield");
    }

    @Override
    public boolean simInterrupt() {
        asked.add("interrupt");
        return false;
    }

    @Override
    public boolean hasSimInterrupt() {
        return false;
    }

    @Override
    public Thread.State stateOf(Thread thread, Thread.State state) {
        return state;
    }

    @Override
    public boolean startThread(Thread thread, @Nullable Runnable atEnd) {
        asked.add("start " + thread.getName());
        return true;
    }

    @Override
    public @Nullable SimThread carrierOf(Thread thread) {
        return null;
    }

    @Override
    public Thread shownThread() {
        return this;
    }

    @Override
    public long idOf(Thread thread) {
        asked.add("idOf " + thread.getName());
        return 1;
    }

    @Override
    public void simJoin(Thread thread, long nanos) {
        asked.add("join " + nanos);
    }

    @Override
    public void enterMonitor(Object monitor) {
        if (!monitor.getClass().getName().equals(MAP_NODE)) {
            asked.add("enter " + name(monitor));
        }
    }

    @Override
    public void waitOnMonitor(Object monitor, long nanos) {
        asked.add("wait " + name(monitor) + " " + nanos);
    }

    @Override
    public void notifyMonitor(Object monitor, boolean all) {
        asked.add((all ? "notifyAll " : "notify ") + name(monitor));
    }

    @Override
    public Runnable schedule(long nanos, Runnable task) {
        asked.add("schedule " + nanos);
        return () -> asked.add("cancel");
    }

    @Override
    public void submitTo(@Nullable Object pool, Runnable task, Runnable cancel) {
        asked.add("submitTo");
        task.run();
    }

    @Override
    public void cancelTasksOf(Object pool) {
        asked.add("cancelTasksOf");
    }

    @Override
    public void awaitTasksOf(Object pool, long nanos) {
        asked.add("awaitTasksOf " + nanos);
    }

    @Override
    public @Nullable SimPoints points() {
        return points;
    }

    @Override
    public void refused(UnsupportedOperationException refusal) {
        asked.add("refused " + refusal.getMessage());
    }

    @Override
    public void wroteFile(String className, String path) {
        asked.add("wrote " + className + " -> " + path);
    }

    /** An object might enter itself to give its text. */
    private static String name(Object monitor) {
        return monitor instanceof String text ? text : monitor.getClass().getName();
    }
}
