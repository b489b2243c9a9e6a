package dev.pekkosim.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pekkosim.engine.Outcome;
import dev.pekkosim.engine.run.Engine;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** A body waits for a condition at which other carriers look, and cannot tell that it is they. */
class AwaitTest {

    private static final long BOUND = 3_600_000_000_000L;
    private static final long POLL = 20_000_000;
    private static final int LOOKS = 500;

    private static final Method HASH_CODE = hashCodeMethod();

    private int begun;
    private int ended;

    private static Method hashCodeMethod() {
        try {
            return Object.class.getMethod("hashCode");
        } catch (NoSuchMethodException e) {
            throw new LinkageError("no such method", e);
        }
    }

    private static boolean await(Engine engine, BooleanSupplier condition) {
        return engine.await(BOUND, POLL, condition);
    }

    @Test
    void condition_lookedAtTimeAndAgain_doesNotWakeWhoWaits() {
        Runs.passes(engine -> {
            begun = 0;
            long before = waits();
            assertThat(await(engine, () -> ++begun == LOOKS)).isTrue();
            assertThat(waits() - before).isLessThan(5);
        });
    }

    @Test
    void condition_ofWhoHasALock_isLookedAtByThatOne() {
        Runs.passes(engine -> {
            begun = 0;
            ReentrantLock lock = new ReentrantLock();
            lock.lock();
            try {
                assertThat(await(engine, () -> lock.isHeldByCurrentThread() && ++begun == LOOKS))
                        .isTrue();
            } finally {
                lock.unlock();
            }
            assertThat(await(engine, () -> !lock.isHeldByCurrentThread() && lock.tryLock()))
                    .isTrue();
        });
    }

    @Test
    void lock_takenByACondition_isOfTheBody() {
        Runs.passes(engine -> {
            begun = 0;
            ReentrantLock lock = new ReentrantLock();
            assertThat(await(engine, () -> {
                        begun++;
                        return begun > 3 && lock.tryLock() && begun > 6;
                    }))
                    .isTrue();
            assertThat(lock.getHoldCount()).isEqualTo(4);
            for (int i = 0; i < 4; i++) {
                lock.unlock();
            }
            assertThat(lock.isLocked()).isFalse();
        });
    }

    @Test
    void condition_ofWhoIsInAMonitor_isLookedAtByThatOne() {
        Runs.passes(engine -> {
            begun = 0;
            synchronized (this) {
                assertThat(await(engine, () -> inMonitor() == LOOKS)).isTrue();
            }
            assertThat(await(engine, () -> inMonitor() > LOOKS)).isTrue();
        });
    }

    private synchronized int inMonitor() {
        return ++begun;
    }

    @Test
    void condition_thatBlocks_goesOnWhereItIs() {
        Runs.passes(engine -> {
            begun = 0;
            ended = 0;
            long start = engine.now();
            assertThat(await(engine, this::naps)).isTrue();
            assertThat(engine.now() - start).isBetween(5 * 50_000_000L + 4 * POLL, 400_000_000L);
            assertThat(begun).isEqualTo(5);
        });
    }

    private boolean naps() {
        begun++;
        assertThat(begun).isEqualTo(ended + 1);
        Runs.sleep(50);
        ended++;
        return ended == 5;
    }

    @Test
    void condition_thatThrows_throwsWhereTheBodyWaits() {
        Runs.passes(engine -> {
            begun = 0;
            Throwable thrown = catchThrowable(() -> waitsInVain(engine));

            assertThat(thrown).isInstanceOf(IllegalArgumentException.class).hasMessage("10 looks");
            List<String> methods = Arrays.stream(thrown.getStackTrace())
                    .map(StackTraceElement::getMethodName)
                    .toList();
            assertThat(methods.get(0)).isEqualTo("throwsAtLast");
            assertThat(methods).containsSubsequence("throwsAtLast", "await", "waitsInVain");
            assertThat(methods).doesNotContain("goOn");
        });
    }

    private void waitsInVain(Engine engine) {
        await(engine, this::throwsAtLast);
    }

    private boolean throwsAtLast() {
        if (++begun == 10) {
            throw new IllegalArgumentException(begun + " looks");
        }
        return false;
    }

    @Test
    void condition_findsTheThreadOfTheBody() {
        Runs.passes(engine -> {
            begun = 0;
            Thread own = Thread.currentThread();
            ClassLoader loader = new ClassLoader(null) {};
            own.setContextClassLoader(loader);
            ThreadLocal<Integer> looks = ThreadLocal.withInitial(() -> 0);
            looks.set(1);
            assertThat(await(engine, () -> {
                        assertThat(Thread.currentThread()).isSameAs(own);
                        assertThat(Thread.currentThread().getContextClassLoader())
                                .isSameAs(loader);
                        looks.set(looks.get() + 1);
                        return looks.get() == 10;
                    }))
                    .isTrue();
            assertThat(looks.get()).isEqualTo(10);
            looks.remove();
        });
    }

    @Test
    void condition_findsTheInterruptOfTheBody() {
        Runs.passes(engine -> {
            begun = 0;
            assertThat(await(engine, () -> {
                        if (++begun == 3) {
                            Thread.currentThread().interrupt();
                        }
                        return begun > 5 && Thread.currentThread().isInterrupted();
                    }))
                    .isTrue();
            assertThat(begun).isEqualTo(6);
            assertThat(Thread.interrupted()).isTrue();
        });
    }

    @Test
    void condition_pastTheBound_doesNotHold() {
        Runs.passes(engine -> {
            long start = engine.now();
            assertThat(engine.await(10 * POLL, POLL, () -> false)).isFalse();
            assertThat(engine.now() - start).isBetween(10 * POLL, 11 * POLL + POLL / 2);
        });
    }

    /** All numbers that the condition and the body get are those that they get on one thread. */
    @Test
    void numbers_inAndAfterALook_areThoseOfTheStep() {
        for (int i = 0; i < 100; i++) {
            drawnByTheJvm(); // at first the JVM draws more
        }
        compareNumbers(0);
        for (long seed = 1; seed <= 5; seed++) {
            List<List<Object>> both = compareNumbers(seed);
            assertThat(both.get(0)).hasSizeGreaterThan(40).isEqualTo(both.get(1));
        }
    }

    /** The numbers that come if other carriers look, and if the body must. */
    private static List<List<Object>> compareNumbers(long seed) {
        List<Object> moved = new ArrayList<>();
        List<Object> own = new ArrayList<>();
        ReentrantLock lock = new ReentrantLock();
        Outcome outcome = Runs.run(seed, engine -> numbers(engine, moved));
        Outcome bound = Runs.run(seed, engine -> {
            lock.lock();
            try {
                numbers(engine, own);
            } finally {
                lock.unlock();
            }
        });
        assertThat(outcome).isEqualTo(bound);
        assertThat(outcome.failure()).isNull();
        return List.of(moved, own);
    }

    private static void numbers(Engine engine, List<Object> into) {
        await(engine, () -> add(into) > 20);
        add(into);
        await(engine, () -> add(into) > 40);
        add(into);
    }

    private static int add(List<Object> into) {
        into.add(new Object().hashCode());
        into.add(UUID.randomUUID());
        into.add(drawnByTheJvm());
        return into.size();
    }

    /** No call of it is seen, so it is made of what the step has left on its thread. */
    private static Object drawnByTheJvm() {
        try {
            return HASH_CODE.invoke(new Object());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no such method", e);
        }
    }

    /** How many times the thread of the JVM that asks has waited so far. */
    private static long waits() {
        try {
            // No call of it is seen, so it is that thread.
            Thread own = (Thread) Thread.class.getMethod("currentThread").invoke(null);
            long id = (long) Thread.class.getMethod("getId").invoke(own);
            return ManagementFactory.getThreadMXBean().getThreadInfo(id).getWaitedCount();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no such method", e);
        }
    }
}
