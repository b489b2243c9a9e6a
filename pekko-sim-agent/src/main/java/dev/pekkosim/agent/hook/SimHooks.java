package dev.pekkosim.agent.hook;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The static methods that rewritten call sites call instead of the JDK. On a {@link SimThread} each
 * answers from the simulation; on any other thread each does exactly what the original call does.
 */
public final class SimHooks {

    private static volatile @Nullable SimRuntime runtime;

    private static final Memo MEMO = new Memo();

    private SimHooks() {}

    /**
     * Installs what Pekko's rewritten classes call. Until then they behave as if they were not rewritten.
     *
     * @param installed the simulator's side of the hooks
     */
    public static void install(SimRuntime installed) {
        runtime = installed;
    }

    // ---- memo

    /**
     * The result of a pure function that {@link #remember} was told, or null if it is not known or nothing is simulated.
     *
     * @param function its name
     * @param self the object whose method it is, immutable
     * @param argument its first argument, immutable
     */
    public static @Nullable Object recall(Object self, @Nullable Object argument, String function) {
        if (!(Thread.currentThread() instanceof SimThread)) {
            return null;
        }
        return argument instanceof String text
                ? MEMO.get(self, self, function.concat(text))
                : MEMO.get(self, argument, function);
    }

    /**
     * Keeps the result of a pure function.
     *
     * @param result the result, immutable
     * @param function its name
     * @param self the object whose method it is, immutable
     * @param argument its first argument, immutable
     */
    public static void remember(Object result, Object self, Object argument, String function) {
        if (!(Thread.currentThread() instanceof SimThread)) {
            return;
        }
        if (argument instanceof String text) {
            MEMO.put(self, self, function.concat(text), result);
        } else {
            MEMO.put(self, argument, function, result);
        }
    }

    /** Whether {@link #checked(Object, Object, Object[])} was told the same; never when nothing is simulated. */
    public static boolean isChecked(Object checked, @Nullable Object against, Object[] parts) {
        return Thread.currentThread() instanceof SimThread
                && MEMO.get(checked, against, List.of(parts)) != null;
    }

    /** Keeps that a check of parts of an immutable object against another one passed. */
    public static void checked(Object checked, Object against, Object[] parts) {
        if (Thread.currentThread() instanceof SimThread) {
            MEMO.put(checked, against, List.of(parts), true);
        }
    }

    // ---- clocks

    /** Replaces {@link System#nanoTime()}. */
    public static long nanoTime() {
        return Thread.currentThread() instanceof SimThread t
                ? t.virtualNanoTime()
                : System.nanoTime();
    }

    /** Replaces {@link System#currentTimeMillis()}. */
    public static long currentTimeMillis() {
        return Thread.currentThread() instanceof SimThread t
                ? Math.floorDiv(t.virtualEpochNanos(), 1_000_000L)
                : System.currentTimeMillis();
    }

    /** Replaces {@link Instant#now()}. */
    public static Instant instantNow() {
        return Thread.currentThread() instanceof SimThread t
                ? instant(t.virtualEpochNanos())
                : Instant.now();
    }

    /** Replaces {@link Clock#systemUTC()}. */
    public static Clock systemUtc() {
        return new NodeClock(Clock.systemUTC());
    }

    /** Replaces {@link Clock#systemDefaultZone()}. */
    public static Clock systemDefaultZone() {
        return new NodeClock(Clock.system(ZoneId.systemDefault()));
    }

    /** Replaces {@link Clock#system(ZoneId)}. */
    public static Clock system(ZoneId zone) {
        return new NodeClock(Clock.system(zone));
    }

    static Instant instant(long epochNanos) {
        return Instant.ofEpochSecond(
                Math.floorDiv(epochNanos, 1_000_000_000L),
                Math.floorMod(epochNanos, 1_000_000_000L));
    }

    // ---- randomness

    /** The seed for {@code new Random()}, which becomes {@code new Random(seed)}. */
    public static long newSeed() {
        return Thread.currentThread() instanceof SimThread t
                ? t.drawLong()
                : new SplittableRandom().nextLong();
    }

    /** Replaces {@link Math#random()}. */
    public static double mathRandom() {
        return Thread.currentThread() instanceof SimThread t
                ? SimRandoms.nextDouble(t)
                : Math.random();
    }

    /** Replaces {@link UUID#randomUUID()}: version 4, variant 2, the other bits drawn. */
    public static UUID randomUuid() {
        if (!(Thread.currentThread() instanceof SimThread t)) {
            return UUID.randomUUID();
        }
        long high = (t.drawLong() & 0xffffffffffff0fffL) | 0x4000L;
        long low = (t.drawLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    /** Replaces {@link Collections#shuffle(List)}. */
    public static void shuffle(List<?> list) {
        if (Thread.currentThread() instanceof SimThread t) {
            Collections.shuffle(list, t.nodeRandom());
        } else {
            Collections.shuffle(list);
        }
    }

    /**
     * Replaces the generator inside the JVM-wide object {@code scala.util.Random} by the node's own.
     *
     * @param holder the {@code scala.util.Random} that is asked
     * @param own the generator that it holds
     */
    public static Random scalaRandom(Object holder, Random own) {
        return Thread.currentThread() instanceof SimThread t
                        && "scala.util.Random$".equals(holder.getClass().getName())
                ? t.nodeRandom()
                : own;
    }

    /** Replaces {@code nextInt()} of a generator that may be shared or unseeded. */
    public static int nextInt(Random r) {
        SimThread t = SimRandoms.drawing(r);
        return t == null ? r.nextInt() : (int) (t.drawLong() >>> 32);
    }

    /** Replaces {@code nextInt(bound)} of a generator that may be shared or unseeded. */
    public static int nextInt(Random r, int bound) {
        SimThread t = SimRandoms.drawing(r);
        return t == null ? r.nextInt(bound) : SimRandoms.nextInt(t, bound);
    }

    /** Replaces {@code nextInt(origin, bound)} of a generator that may be shared or unseeded. */
    public static int nextInt(Random r, int origin, int bound) {
        SimThread t = SimRandoms.drawing(r);
        return t == null ? r.nextInt(origin, bound) : (int) SimRandoms.nextLong(t, origin, bound);
    }

    /** Replaces {@code nextLong()} of a generator that may be shared or unseeded. */
    public static long nextLong(Random r) {
        SimThread t = SimRandoms.drawing(r);
        return t == null ? r.nextLong() : t.drawLong();
    }

    /** Replaces {@code nextLong(bound)} of a generator that may be shared or unseeded. */
    public static long nextLong(Random r, long bound) {
        SimThread t = SimRandoms.drawing(r);
        return t == null ? r.nextLong(bound) : SimRandoms.nextLong(t, 0, bound);
    }

    /** Replaces {@code nextLong(origin, bound)} of a generator that may be shared or unseeded. */
    public static long nextLong(Random r, long origin, long bound) {
        SimThread t = SimRandoms.drawing(r);
        return t == null ? r.nextLong(origin, bound) : SimRandoms.nextLong(t, origin, bound);
    }

    /** Replaces {@code nextDouble()} of a generator that may be shared or unseeded. */
    public static double nextDouble(Random r) {
        SimThread t = SimRandoms.drawing(r);
        return t == null ? r.nextDouble() : SimRandoms.nextDouble(t);
    }

    /** Replaces {@code nextDouble(bound)} of a generator that may be shared or unseeded. */
    public static double nextDouble(Random r, double bound) {
        SimThread t = SimRandoms.drawing(r);
        return t == null ? r.nextDouble(bound) : SimRandoms.nextDouble(t, 0, bound);
    }

    /** Replaces {@code nextDouble(origin, bound)} of a generator that may be shared or unseeded. */
    public static double nextDouble(Random r, double origin, double bound) {
        SimThread t = SimRandoms.drawing(r);
        return t == null ? r.nextDouble(origin, bound) : SimRandoms.nextDouble(t, origin, bound);
    }

    /** Replaces {@code nextFloat()} of a generator that may be shared or unseeded. */
    public static float nextFloat(Random r) {
        SimThread t = SimRandoms.drawing(r);
        return t == null ? r.nextFloat() : (t.drawLong() >>> 40) * 0x1.0p-24f;
    }

    /** Replaces {@code nextBoolean()} of a generator that may be shared or unseeded. */
    public static boolean nextBoolean(Random r) {
        SimThread t = SimRandoms.drawing(r);
        return t == null ? r.nextBoolean() : t.drawLong() < 0;
    }

    /** Replaces {@code nextGaussian()} of a generator that may be shared or unseeded. */
    public static double nextGaussian(Random r) {
        SimThread t = SimRandoms.drawing(r);
        return t == null ? r.nextGaussian() : t.nodeRandom().nextGaussian();
    }

    /** Replaces {@code nextBytes(bytes)} of a generator that may be shared or unseeded. */
    public static void nextBytes(Random r, byte[] bytes) {
        SimThread t = SimRandoms.drawing(r);
        if (t == null) {
            r.nextBytes(bytes);
        } else {
            SimRandoms.nextBytes(t, bytes);
        }
    }

    // ---- counters that Pekko keeps once per JVM

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

    // ---- blocking

    /**
     * Begins {@code LockSupport.park*} inside the JDK.
     *
     * @param blocker what is waited for, or null if the caller does not say
     * @param nanos longest time to wait, or a negative number for no limit
     * @return whether the wait was done in virtual time, so that the original must return at once
     */
    public static boolean park(@Nullable Object blocker, long nanos) {
        return Thread.currentThread() instanceof SimThread t && t.simPark(blocker, nanos);
    }

    /**
     * Begins {@code LockSupport.parkUntil} inside the JDK.
     *
     * @param blocker what is waited for, or null if the caller does not say
     * @param deadlineMillis wall-clock deadline in milliseconds since the epoch
     * @return whether the wait was done in virtual time, so that the original must return at once
     */
    public static boolean parkUntil(@Nullable Object blocker, long deadlineMillis) {
        if (Thread.currentThread() instanceof SimThread t) {
            long millis = deadlineMillis - Math.floorDiv(t.virtualEpochNanos(), 1_000_000L);
            return t.simPark(blocker, Math.max(0, TimeUnit.MILLISECONDS.toNanos(millis)));
        }
        return false;
    }

    /**
     * Begins {@code LockSupport.unpark} inside the JDK.
     *
     * @param thread the thread to wake, may be null
     * @return whether the wake-up was done by the simulation, so that the original must return at once
     */
    public static boolean unpark(@Nullable Thread thread) {
        return thread instanceof SimThread sleeper && sleeper.simUnpark();
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

    // ---- identity

    /**
     * The hash code of an object that inherits none of its own; asked once for each object.
     *
     * @return not 0 on a {@link SimThread}
     */
    public static int newIdentityHash(Object object) {
        return Thread.currentThread() instanceof SimThread t
                ? t.newIdentityHash()
                : System.identityHashCode(object);
    }

    // ---- executors

    /** Replaces the pool of {@code CompletableFuture}'s methods that are given none. */
    public static Executor asyncPool(Executor pool) {
        return Thread.currentThread() instanceof SimThread t ? t.nodeExecutor() : pool;
    }

    // ---- Pekko

    /** Wraps the executor factory of a {@code Dispatcher} under construction. */
    public static Object executorFactory(Object factory, Object dispatcher) {
        SimRuntime r = runtime;
        return r == null ? factory : r.executorFactory(dispatcher, factory);
    }

    /** Makes the remote transport of a simulated actor system; null for a real one. */
    public static @Nullable Object transport(Object system, Object provider) {
        SimRuntime r = runtime;
        return r == null ? null : r.transport(system, provider);
    }

    /** Begins {@code Dispatcher.dispatch} and {@code Dispatcher.systemDispatch}. */
    public static void dispatching(Object dispatcher, Object receiver, Object message) {
        SimRuntime r = runtime;
        if (r != null) {
            r.dispatching(dispatcher, receiver, message);
        }
    }

    /** Ends {@code MessageSerializer.serializeForArtery} and {@code deserializeForArtery} by an exception. */
    public static void serializationFailed(Object serialization, Object subject, Throwable cause) {
        SimRuntime r = runtime;
        if (r != null) {
            r.serializationFailed(serialization, subject, cause);
        }
    }
}
