// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What stands in for random sources. On a {@link SimThread} all draw from the app-random stream of
 * the node whose step runs.
 */
public final class RandomHooks {

    private static volatile boolean isReady;

    private RandomHooks() {}

    /**
     * Begins to seed {@code ThreadLocalRandom} on carriers, for the JDK's own use of it. Called
     * once, by the agent.
     */
    public static void prepare() {
        isReady = true;
    }

    static boolean isReady() {
        return isReady;
    }

    /** Replaces {@code new Random()}. */
    public static Random newRandom() {
        return new NodeRandom();
    }

    /**
     * The seed for {@code super()} in a subclass of {@code Random}, and for {@code new
     * SplittableRandom()}.
     */
    public static long newSeed() {
        return Thread.currentThread() instanceof SimThread t
                ? t.draw()
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
        long high = (t.draw() & 0xffffffffffff0fffL) | 0x4000L;
        long low = (t.draw() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    /** Replaces {@link Collections#shuffle(List)}. */
    public static void shuffle(List<?> list) {
        if (Thread.currentThread() instanceof SimThread t) {
            Collections.shuffle(list, t.random());
        } else {
            Collections.shuffle(list);
        }
    }

    /**
     * Replaces the generator inside the JVM-wide object {@code scala.util.Random} by the node's
     * own.
     *
     * @param holder the {@code scala.util.Random} that is asked
     * @param own the generator that it holds
     */
    public static Random scalaRandom(Object holder, Random own) {
        return Thread.currentThread() instanceof SimThread t
                        && "scala.util.Random$".equals(holder.getClass().getName())
                ? t.random()
                : own;
    }

    /** Replaces {@code nextInt()} of a generator that may be shared or unseeded. */
    public static int nextInt(Random r) {
        SimThread t = SimRandoms.drawing(r);
        return t == null ? r.nextInt() : (int) (t.draw() >>> 32);
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
        return t == null ? r.nextLong() : t.draw();
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
        return t == null ? r.nextFloat() : (t.draw() >>> 40) * 0x1.0p-24f;
    }

    /** Replaces {@code nextBoolean()} of a generator that may be shared or unseeded. */
    public static boolean nextBoolean(Random r) {
        SimThread t = SimRandoms.drawing(r);
        return t == null ? r.nextBoolean() : t.draw() < 0;
    }

    /** Replaces {@code nextGaussian()} of a generator that may be shared or unseeded. */
    public static double nextGaussian(Random r) {
        SimThread t = SimRandoms.drawing(r);
        return t == null ? r.nextGaussian() : t.random().nextGaussian();
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

    /** Replaces {@code ints()} of a generator that may be shared or unseeded. */
    public static IntStream ints(Random r) {
        return SimRandoms.generator(r).ints();
    }

    /** Replaces {@code ints(size)} of a generator that may be shared or unseeded. */
    public static IntStream ints(Random r, long size) {
        return SimRandoms.generator(r).ints(size);
    }

    /** Replaces {@code ints(origin, bound)} of a generator that may be shared or unseeded. */
    public static IntStream ints(Random r, int origin, int bound) {
        return SimRandoms.generator(r).ints(origin, bound);
    }

    /** Replaces {@code ints(size, origin, bound)} of a generator that may be shared or unseeded. */
    public static IntStream ints(Random r, long size, int origin, int bound) {
        return SimRandoms.generator(r).ints(size, origin, bound);
    }

    /** Replaces {@code longs()} of a generator that may be shared or unseeded. */
    public static LongStream longs(Random r) {
        return SimRandoms.generator(r).longs();
    }

    /** Replaces {@code longs(size)} of a generator that may be shared or unseeded. */
    public static LongStream longs(Random r, long size) {
        return SimRandoms.generator(r).longs(size);
    }

    /** Replaces {@code longs(origin, bound)} of a generator that may be shared or unseeded. */
    public static LongStream longs(Random r, long origin, long bound) {
        return SimRandoms.generator(r).longs(origin, bound);
    }

    /**
     * Replaces {@code longs(size, origin, bound)} of a generator that may be shared or unseeded.
     */
    public static LongStream longs(Random r, long size, long origin, long bound) {
        return SimRandoms.generator(r).longs(size, origin, bound);
    }

    /** Replaces {@code doubles()} of a generator that may be shared or unseeded. */
    public static DoubleStream doubles(Random r) {
        return SimRandoms.generator(r).doubles();
    }

    /** Replaces {@code doubles(size)} of a generator that may be shared or unseeded. */
    public static DoubleStream doubles(Random r, long size) {
        return SimRandoms.generator(r).doubles(size);
    }

    /** Replaces {@code doubles(origin, bound)} of a generator that may be shared or unseeded. */
    public static DoubleStream doubles(Random r, double origin, double bound) {
        return SimRandoms.generator(r).doubles(origin, bound);
    }

    /**
     * Replaces {@code doubles(size, origin, bound)} of a generator that may be shared or unseeded.
     */
    public static DoubleStream doubles(Random r, long size, double origin, double bound) {
        return SimRandoms.generator(r).doubles(size, origin, bound);
    }

    /** Replaces {@link RandomGenerator#getDefault()}. */
    public static RandomGenerator generator() {
        return generator(RandomGeneratorFactory.getDefault());
    }

    /** Replaces {@link RandomGenerator#of(String)}. */
    public static RandomGenerator generator(String algorithm) {
        return generator(RandomGeneratorFactory.of(algorithm));
    }

    /** Replaces {@link RandomGeneratorFactory#create()}: the generator is seeded. */
    public static RandomGenerator generator(RandomGeneratorFactory<?> factory) {
        return Thread.currentThread() instanceof SimThread t
                ? factory.create(t.draw())
                : factory.create();
    }

    /**
     * Begins {@link SecureRandom#nextBytes(byte[])}, from which the JDK takes all its secure
     * numbers.
     *
     * @return whether the bytes were drawn, so that the original must return at once
     */
    public static boolean secureBytes(SecureRandom random, byte[] bytes) {
        if (Thread.currentThread() instanceof SimThread t) {
            SimRandoms.nextBytes(t, bytes);
            return true;
        }
        return false;
    }
}
