package dev.pekkosim.engine.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.Limits;
import dev.pekkosim.engine.Outcome;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.step.StepKind;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Locks that exist once per JVM, as those of loggers and of the JDK do. */
class ForeignLocksTest {

    private static final Limits LIMITS = new Limits(
            1_000_000, 3600L * 1_000_000_000L, 16, 10_000, 20_000, 20_000, 3600L * 1_000_000_000L);

    private static final int ROUNDS = 500;

    @Test
    void lockOfAnotherThread_leavesNoMarkOnTheRun() {
        ReentrantLock lock = new ReentrantLock();

        assertNoMarkIsLeft(lock, lock, lock::hasQueuedThreads);
    }

    @Test
    void writeLockOfAnotherThread_leavesNoMarkOnTheRun() {
        ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

        assertNoMarkIsLeft(lock.writeLock(), lock.readLock(), lock::hasQueuedThreads);
    }

    /**
     * Again and again, since the holder may let go at any moment between the step's wish and its
     * wait.
     */
    private static void assertNoMarkIsLeft(Lock held, Lock wanted, BooleanSupplier isWanted) {
        Outcome free = lockOnce(wanted, () -> {});
        assertThat(free.failure()).isNull();
        for (int round = 0; round < ROUNDS; round++) {
            CountDownLatch wish = new CountDownLatch(1);
            CountDownLatch isHeld = new CountDownLatch(1);
            Thread holder = new Thread(() -> {
                spinWhile(() -> wish.getCount() > 0);
                holding(held, () -> {
                    isHeld.countDown();
                    spinWhile(() -> !isWanted.getAsBoolean());
                });
            });
            holder.start(); // outside the run, to which it would belong

            Outcome contended = lockOnce(wanted, () -> {
                wish.countDown();
                spinWhile(() -> isHeld.getCount() > 0);
            });

            assertThat(contended).isEqualTo(free);
        }
    }

    /** The step that waits must not keep the baton from the one that holds the lock. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void lockOfAnotherStep_isWaitedForInVirtualTime(boolean shared) {
        ReentrantReadWriteLock both = new ReentrantReadWriteLock();
        Lock held = shared ? both.readLock() : new ReentrantLock();
        Lock wanted = shared ? both.writeLock() : held;
        Outcome outcome = run(1, engine -> {
            step(engine, 1, () -> holding(held, () -> engine.sleep(5_000_000_000L)));
            engine.sleep(1_000_000);
            for (int i = 0; i < 3; i++) {
                step(engine, 1, () -> holding(wanted, () -> {}));
            }
            engine.sleep(1_000_000);
            holding(wanted, () -> {});
        });

        assertThat(outcome.failure()).isNull();
        assertThat(outcome.virtualNanos()).isGreaterThan(5_000_000_000L);
    }

    @Test
    void runsAtOnce_thatFightForALock_areAsWhenAlone() {
        ReentrantLock lock = new ReentrantLock();
        List<Outcome> alone =
                IntStream.range(0, 4).mapToObj(i -> fight(i, lock)).toList();

        List<CompletableFuture<Outcome>> atOnce =
                IntStream.range(0, 4).mapToObj(i -> onAThread(i, lock)).toList();

        assertThat(atOnce.stream().map(CompletableFuture::join)).isEqualTo(alone);
    }

    @Test
    void foreignSignal_isStillAnEscape() {
        LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();
        CountDownLatch started = new CountDownLatch(1);
        Thread foreign = new Thread(
                () -> {
                    await(started);
                    queue.add("from outside");
                },
                "a foreign thread");
        foreign.start();

        Outcome outcome = run(1, engine -> {
            step(engine, 1, () -> take(queue));
            engine.sleep(1_000_000);
            started.countDown();
            while (!engine.isFinished()) {
                engine.sleep(1);
            }
        });

        Failure failure = outcome.failure();
        assertThat(failure).isNotNull();
        assertThat(failure.kind()).isEqualTo(Failure.Kind.ESCAPE);
        assertThat(failure.message()).contains("thread 'a foreign thread' woke a step that waits");
    }

    /** A fair lock that nobody holds any more goes to those who wait, here in virtual time. */
    @Test
    void lockThatChangesHandsBetweenSteps_isWaitedForInVirtualTime() {
        ReentrantLock lock = new ReentrantLock(true);
        Outcome outcome = run(1, engine -> {
            step(engine, 1, () -> {
                holding(lock, () -> engine.sleep(1_000_000_000L));
                holding(lock, () -> {});
            });
            engine.sleep(1_000_000);
            holding(lock, () -> engine.sleep(1_000_000_000L));
            holding(lock, () -> {});
        });

        assertThat(outcome.failure()).isNull();
        assertThat(outcome.virtualNanos()).isGreaterThan(2_000_000_000L);
    }

    private static Outcome run(long seed, Consumer<Engine> body) {
        Engine engine = new Engine(seed, LIMITS);
        return engine.run(() -> body.accept(engine));
    }

    private static void step(Engine engine, long label, Runnable work) {
        engine.submit(engine.driver(), StepKind.TASK, label, work);
    }

    private static void holding(Lock lock, Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    private static void spinWhile(BooleanSupplier condition) {
        while (condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    private static Outcome lockOnce(Lock lock, Runnable before) {
        return run(1, engine -> {
            step(engine, 1, () -> engine.event(1, "other step"));
            before.run();
            holding(lock, () -> {});
            engine.sleep(1_000_000);
        });
    }

    private static CompletableFuture<Outcome> onAThread(int seed, ReentrantLock lock) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        new Thread(() -> outcome.complete(fight(seed, lock))).start();
        return outcome;
    }

    /** Many short steps, each of which holds the lock for a while of machine time. */
    private static Outcome fight(int seed, ReentrantLock lock) {
        return run(seed, engine -> {
            CountDownLatch left = new CountDownLatch(20_000);
            for (int i = 0; i < 20_000; i++) {
                step(engine, i, () -> {
                    holding(lock, () -> {
                        for (int spin = 0; spin < 20; spin++) {
                            Thread.onSpinWait();
                        }
                    });
                    left.countDown();
                });
                if (i % 1_000 == 999) {
                    engine.sleep(100_000_000);
                }
            }
            await(left);
        });
    }

    private static void take(LinkedBlockingQueue<String> queue) {
        try {
            queue.take();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
