package dev.pekkosim.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pekkosim.engine.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What code relies on that gives tasks to pools, timers and futures. */
class PoolTasksTest {

    @Test
    void threadPool_growsToItsMaximum_andRejects() {
        Runs.passes(engine -> {
            ThreadPoolExecutor pool =
                    new ThreadPoolExecutor(1, 2, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1));
            for (int i = 0; i < 3; i++) {
                pool.execute(() -> Runs.sleep(1_000));
            }
            assertThat(pool.getPoolSize()).isEqualTo(2);
            assertThatThrownBy(() -> pool.execute(() -> {}))
                    .isInstanceOf(RejectedExecutionException.class);
            Runs.sleep(60_000);
            assertThat(pool.getPoolSize()).isEqualTo(1);
            assertThat(pool.getCompletedTaskCount()).isEqualTo(3);
            pool.shutdown();
            assertThat(pool.awaitTermination(1, TimeUnit.SECONDS)).isTrue();
        });
    }

    @Test
    void threadPool_shutdownNow_interruptsAndReturnsWhatWaits() {
        Runs.passes(engine -> {
            ExecutorService pool = Executors.newFixedThreadPool(2);
            List<String> seen = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                pool.execute(() -> {
                    try {
                        Runs.nap(1_000_000);
                    } catch (InterruptedException e) {
                        seen.add(Thread.currentThread().getName());
                    }
                });
            }
            Runs.sleep(1_000);
            assertThat(pool.shutdownNow()).hasSize(3);
            assertThat(pool.awaitTermination(1, TimeUnit.SECONDS)).isTrue();
            assertThat(seen).containsExactlyInAnyOrder("pool-1-thread-1", "pool-1-thread-2");
            assertThat(pool.isTerminated()).isTrue();
        });
    }

    @Test
    void threadPool_taskThatThrows_isReplaced() {
        Runs.passes(engine -> {
            ExecutorService pool = Executors.newSingleThreadExecutor(task -> {
                Thread thread = new Thread(task);
                thread.setUncaughtExceptionHandler((t, e) -> {});
                return thread;
            });
            pool.execute(() -> {
                throw new IllegalStateException("boom");
            });
            assertThat(pool.submit(() -> 42).get()).isEqualTo(42);
            Future<?> failed = pool.submit(() -> {
                throw new IllegalStateException("boom");
            });
            assertThatThrownBy(failed::get).isInstanceOf(ExecutionException.class);
            Future<?> cancelled = pool.submit(() -> Runs.sleep(1_000_000));
            Runs.sleep(10);
            cancelled.cancel(true);
            assertThatThrownBy(cancelled::get).isInstanceOf(CancellationException.class);
            assertThat(pool.submit(() -> 43).get()).isEqualTo(43);
        });
    }

    @Test
    void scheduledPool_keepsVirtualTime() {
        Runs.passes(engine -> {
            ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(2);
            AtomicInteger ticks = new AtomicInteger();
            ScheduledFuture<?> ticking =
                    pool.scheduleAtFixedRate(ticks::incrementAndGet, 1, 1, TimeUnit.HOURS);
            ScheduledFuture<Integer> late = pool.schedule(() -> 1, 90, TimeUnit.MINUTES);
            assertThat(late.get()).isEqualTo(1);
            assertThat(Runs.seconds(engine)).isBetween(5_400.0, 5_401.0);
            Runs.sleep(3_600_000);
            ticking.cancel(false);
            Runs.sleep(36_000_000);
            assertThat(ticks.get()).isEqualTo(2);
            pool.shutdownNow();
            assertThat(pool.awaitTermination(1, TimeUnit.SECONDS)).isTrue();
        });
    }

    @Test
    void timer_ticks_untilItIsCancelled() {
        Runs.passes(engine -> {
            Timer timer = new Timer("a timer");
            int[] ticks = new int[1];
            TimerTask task = new TimerTask() {
                @Override
                public void run() {
                    ticks[0]++;
                }
            };
            timer.schedule(task, 1_000, 1_000);
            Runs.sleep(3_500);
            assertThat(ticks[0]).isEqualTo(3);
            assertThat(task.cancel()).isTrue();
            Runs.sleep(3_500);
            timer.cancel();
            assertThat(ticks[0]).isEqualTo(3);
            assertThatThrownBy(() -> timer.schedule(
                            new TimerTask() {
                                @Override
                                public void run() {}
                            },
                            1))
                    .isInstanceOf(IllegalStateException.class);
        });
    }

    @SuppressWarnings("serial")
    private static final class Fibonacci extends RecursiveTask<Integer> {

        private final int n;

        Fibonacci(int n) {
            this.n = n;
        }

        @Override
        protected Integer compute() {
            if (n < 2) {
                return n;
            }
            Fibonacci left = new Fibonacci(n - 1);
            left.fork();
            return new Fibonacci(n - 2).compute() + left.join();
        }
    }

    @SuppressWarnings("serial")
    private static final class Boom extends RecursiveAction {

        private final boolean isInner;

        Boom(boolean isInner) {
            this.isInner = isInner;
        }

        @Override
        protected void compute() {
            if (isInner) {
                throw new IllegalStateException("boom");
            }
            invokeAll(new Boom(true), new Boom(true));
        }
    }

    @Test
    void forkJoin_computesAndThrows() {
        Runs.passes(engine -> {
            ForkJoinPool pool = new ForkJoinPool(3);
            assertThat(pool.invoke(new Fibonacci(8))).isEqualTo(21);
            assertThat(pool.submit(new Fibonacci(5)).get()).isEqualTo(5);
            assertThatThrownBy(() -> pool.invoke(new Boom(false)))
                    .isInstanceOf(IllegalStateException.class);
            pool.execute(() -> Runs.sleep(1_000));
            pool.shutdown();
            assertThat(pool.awaitTermination(2, TimeUnit.SECONDS)).isTrue();
            assertThat(Runs.seconds(engine)).isBetween(1.0, 1.1);
            assertThatThrownBy(() -> pool.execute(() -> {}))
                    .isInstanceOf(RejectedExecutionException.class);
        });
    }

    /** What was forked by a task of the pool belongs to the pool. */
    @Test
    void forkJoin_awaitsWhatWasForked() {
        Runs.passes(engine -> {
            ForkJoinPool pool = new ForkJoinPool(3);
            int[] done = new int[1];
            pool.execute(() -> java.util.concurrent.ForkJoinTask.adapt(() -> {
                        Runs.sleep(1_000);
                        done[0]++;
                    })
                    .fork());
            assertThat(pool.awaitQuiescence(5, TimeUnit.SECONDS)).isTrue();
            assertThat(done[0]).isEqualTo(1);
        });
    }

    @Test
    void forkJoin_shutdownNow_cancelsWhatHasNotBegun() {
        Runs.passes(engine -> {
            ForkJoinPool pool = new ForkJoinPool(2);
            AtomicInteger begun = new AtomicInteger();
            Future<?> task = pool.submit(begun::incrementAndGet);
            pool.shutdownNow();
            assertThatThrownBy(task::get).isInstanceOf(CancellationException.class);
            assertThat(begun.get()).isZero();
        });
    }

    @Test
    void parallelStream_computesAndThrows() {
        Runs.passes(engine -> {
            assertThat(IntStream.range(0, 1_000).parallel().sum()).isEqualTo(499_500);
            assertThatThrownBy(() -> IntStream.range(0, 1_000).parallel().forEach(i -> {
                        if (i == 777) {
                            throw new IllegalStateException("boom");
                        }
                    }))
                    .isInstanceOf(IllegalStateException.class);
        });
    }

    @Test
    void orTimeout_keepsVirtualTime() {
        Runs.passes(engine -> {
            CompletableFuture<Integer> early = new CompletableFuture<>();
            early.orTimeout(1, TimeUnit.HOURS);
            early.complete(1);
            CompletableFuture<Integer> late =
                    new CompletableFuture<Integer>().orTimeout(1, TimeUnit.SECONDS);
            assertThatThrownBy(late::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(TimeoutException.class);
            assertThat(Runs.seconds(engine)).isBetween(1.0, 1.1);
            assertThat(new CompletableFuture<Integer>()
                            .completeOnTimeout(7, 1, TimeUnit.SECONDS)
                            .join())
                    .isEqualTo(7);
            assertThat(early.join()).isEqualTo(1);
        });
    }

    private static final class Kept {

        /** Made by whichever run comes first, and used by all. */
        static final Executor LATER = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);
    }

    @Test
    void delayedExecutor_thatOutlivesARun_servesTheNext() {
        Runs.passes(engine -> {
            CompletableFuture.runAsync(() -> {}, Kept.LATER).get(5, TimeUnit.SECONDS);
            assertThat(Runs.seconds(engine)).isBetween(1.0, 1.1);
        });
    }

    private static final class KeptPool {

        /** Made by whichever run comes first, and used by all. */
        static final List<ExecutorService> POOLS = List.of(
                Executors.newFixedThreadPool(3),
                Executors.newCachedThreadPool(),
                Executors.newScheduledThreadPool(2));
    }

    @Test
    void threadPool_thatOutlivesARun_servesTheNext() {
        for (long seed = 0; seed < 20; seed++) {
            Outcome outcome = Runs.run(seed, engine -> {
                for (ExecutorService pool : KeptPool.POOLS) {
                    for (int i = 0; i < 8; i++) {
                        Future<?> first = pool.submit(() -> Runs.sleep(10));
                        Future<?> second = pool.submit(() -> Runs.sleep(10));
                        first.get(5, TimeUnit.SECONDS);
                        second.get(5, TimeUnit.SECONDS);
                    }
                }
            });
            assertThat(outcome.failure()).isNull();
        }
    }

    @Test
    void meetingPlaces_work() {
        Runs.passes(engine -> {
            Exchanger<String> exchanger = new Exchanger<>();
            CompletableFuture<String> other = CompletableFuture.supplyAsync(() -> {
                try {
                    return exchanger.exchange("a");
                } catch (InterruptedException e) {
                    return "interrupted";
                }
            });
            assertThat(exchanger.exchange("b")).isEqualTo("a");
            assertThat(other.join()).isEqualTo("b");

            CyclicBarrier barrier = new CyclicBarrier(3);
            Phaser phaser = new Phaser(3);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                int millis = i * 100;
                Thread thread = new Thread(() -> {
                    Runs.sleep(millis);
                    try {
                        barrier.await();
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                    phaser.arriveAndAwaitAdvance();
                });
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(phaser.getPhase()).isEqualTo(1);
            assertThat(Runs.seconds(engine)).isBetween(0.2, 0.3);
        });
    }
}
