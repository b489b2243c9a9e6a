// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The calls with a hook that applications make most often, on a thread of no run. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 50, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Thread)
public class HookBenchmark {

    private static final int MASK = 0xf;

    private static final Class<?>[] CLASSES = {
        String.class, Integer.class, Long.class, Short.class,
        Byte.class, Float.class, Double.class, Character.class,
        Map.class, HashMap.class, Thread.class, Runnable.class,
        Object.class, Class.class, Enum.class, Record.class
    };

    private final String[] strings = new String[MASK + 1];
    private final Constant[] constants = Constant.values();
    private final Key[] records = new Key[MASK + 1];
    private final Plain[] plains = new Plain[MASK + 1];

    private final Map<Object, Object> byString = new HashMap<>();
    private final Map<Object, Object> byConstant = new HashMap<>();
    private final Map<Object, Object> byClass = new HashMap<>();
    private final Map<Object, Object> byRecord = new HashMap<>();
    private final Map<Object, Object> byPlain = new HashMap<>();
    private final Map<Object, Object> concurrentByString = new ConcurrentHashMap<>();
    private final Map<Object, Object> concurrentByRecord = new ConcurrentHashMap<>();

    private final Object monitor = new Object();
    private int next;
    private int count;

    enum Constant {
        A,
        B,
        C,
        D,
        E,
        F,
        G,
        H,
        I,
        J,
        K,
        L,
        M,
        N,
        O,
        P
    }

    /** A key with a hash code of its own. */
    record Key(String name, long number) {}

    /** A key whose hash code is the JVM's number. */
    private static final class Plain {}

    /** Fills the tables. */
    public HookBenchmark() {
        for (int i = 0; i <= MASK; i++) {
            strings[i] = "pekko://system/user/actor-" + i;
            records[i] = new Key("entity", i);
            plains[i] = new Plain();
            byString.put(strings[i], i);
            byConstant.put(constants[i], i);
            byClass.put(CLASSES[i], i);
            byRecord.put(records[i], i);
            byPlain.put(plains[i], i);
            concurrentByString.put(strings[i], i);
            concurrentByRecord.put(records[i], i);
        }
    }

    /** {@code System.nanoTime()}. */
    @Benchmark
    public long nanoTime() {
        return System.nanoTime();
    }

    /** {@code Thread.currentThread()}. */
    @Benchmark
    public Thread currentThread() {
        return Thread.currentThread();
    }

    /** {@code ThreadLocalRandom}. */
    @Benchmark
    public int threadLocalRandom() {
        return ThreadLocalRandom.current().nextInt();
    }

    /** {@code HashMap.get} with a string. */
    @Benchmark
    public @Nullable Object mapOfStrings() {
        return byString.get(strings[next++ & MASK]);
    }

    /** {@code HashMap.get} with an enum constant. */
    @Benchmark
    public @Nullable Object mapOfConstants() {
        return byConstant.get(constants[next++ & MASK]);
    }

    /** {@code HashMap.get} with a class. */
    @Benchmark
    public @Nullable Object mapOfClasses() {
        return byClass.get(CLASSES[next++ & MASK]);
    }

    /** {@code HashMap.get} with a record. */
    @Benchmark
    public @Nullable Object mapOfRecords() {
        return byRecord.get(records[next++ & MASK]);
    }

    /** {@code HashMap.get} with an object that inherits its hash code. */
    @Benchmark
    public @Nullable Object mapOfPlains() {
        return byPlain.get(plains[next++ & MASK]);
    }

    /**
     * {@code HashMap.get} with each kind of key in turn, since an application has one such method
     * for all its tables.
     */
    @Benchmark
    public @Nullable Object mapsOfAll() {
        int i = next++;
        int key = (i >> 2) & MASK;
        return switch (i & 3) {
            case 0 -> get(byString, strings[key]);
            case 1 -> get(byConstant, constants[key]);
            case 2 -> get(byClass, CLASSES[key]);
            default -> get(byRecord, records[key]);
        };
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private static @Nullable Object get(Map<Object, Object> map, Object key) {
        return map.get(key);
    }

    /** {@code ConcurrentHashMap.get} with a string. */
    @Benchmark
    public @Nullable Object concurrentMapOfStrings() {
        return concurrentByString.get(strings[next++ & MASK]);
    }

    /** {@code ConcurrentHashMap.get} with a record. */
    @Benchmark
    public @Nullable Object concurrentMapOfRecords() {
        return concurrentByRecord.get(records[next++ & MASK]);
    }

    /** A {@code synchronized} method. */
    @Benchmark
    public synchronized int synchronizedMethod() {
        return count++;
    }

    /** A {@code synchronized} block. */
    @Benchmark
    public int synchronizedBlock() {
        synchronized (monitor) {
            return count++;
        }
    }

    /** {@code unpark} and a {@code park} that finds the permit. */
    @Benchmark
    public void park() {
        LockSupport.unpark(Thread.currentThread());
        LockSupport.park();
    }

    /** There and back over two {@code SynchronousQueue}s. */
    @Benchmark
    public Object handOff(Partner partner) throws InterruptedException {
        partner.there.put(monitor);
        return partner.back.take();
    }

    /** A thread that sends back what it gets. */
    @State(Scope.Benchmark)
    public static class Partner {

        private final SynchronousQueue<Object> there = new SynchronousQueue<>();
        private final SynchronousQueue<Object> back = new SynchronousQueue<>();

        /** Starts the thread, which ends with the JVM. */
        public Partner() {
            Thread thread = new Thread(this::echo, "partner");
            thread.setDaemon(true);
            thread.start();
        }

        private void echo() {
            try {
                while (true) {
                    back.put(there.take());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
