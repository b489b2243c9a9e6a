package dev.pekkosim.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pekkosim.agent.hook.SimThread;
import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.Outcome;
import dev.pekkosim.engine.step.Incarnation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What code relies on that starts threads. */
class AppThreadTest {

    private static final class Worker extends Thread {

        @Override
        public void run() {
            Runs.sleep(1_000);
        }
    }

    @Test
    void start_twice_throws() {
        Runs.passes(engine -> {
            Thread thread = new Thread(() -> Runs.sleep(10));
            thread.start();
            assertThatThrownBy(thread::start).isInstanceOf(IllegalThreadStateException.class);
            thread.join();
            assertThatThrownBy(thread::start).isInstanceOf(IllegalThreadStateException.class);
        });
    }

    @Test
    void start_ofAThreadOfTheMachine_throws() throws InterruptedException {
        Thread real = new Thread(() -> {});
        real.start();
        real.join();
        Runs.passes(engine ->
                assertThatThrownBy(real::start).isInstanceOf(IllegalThreadStateException.class));
    }

    @Test
    void join_waitsForTheEnd() {
        Runs.passes(engine -> {
            Thread thread = new Thread(() -> Runs.sleep(5_000));
            thread.start();
            assertThat(thread.isAlive()).isTrue();
            thread.join(1_000);
            assertThat(Runs.seconds(engine)).isBetween(1.0, 1.1);
            assertThat(thread.isAlive()).isTrue();
            thread.join(1_000, 500_000);
            assertThat(Runs.seconds(engine)).isBetween(2.0, 2.1);
            TimeUnit.SECONDS.timedJoin(thread, 1);
            assertThat(Runs.seconds(engine)).isBetween(3.0, 3.1);
            thread.join();
            assertThat(Runs.seconds(engine)).isBetween(5.0, 5.1);
            assertThat(thread.isAlive()).isFalse();
        });
    }

    @Test
    void subclass_tellsItsState() {
        Runs.passes(engine -> {
            Worker worker = new Worker();
            assertThat(worker.getState()).isEqualTo(Thread.State.NEW);
            assertThat(worker.isAlive()).isFalse();
            worker.start();
            assertThat(worker.isAlive()).isTrue();
            assertThat(worker.getState()).isNotIn(Thread.State.NEW, Thread.State.TERMINATED);
            worker.join();
            assertThat(worker.isAlive()).isFalse();
            assertThat(worker.getState()).isEqualTo(Thread.State.TERMINATED);
        });
    }

    /** Something that can be interrupted. */
    private interface Waiting {

        void run() throws InterruptedException;
    }

    private static void interrupted(Waiting waiting) {
        Runs.passes(engine -> {
            List<String> seen = new ArrayList<>();
            Thread thread = new Thread(() -> {
                try {
                    waiting.run();
                    seen.add("returned");
                } catch (InterruptedException e) {
                    seen.add("interrupted " + Thread.currentThread().isInterrupted());
                }
            });
            thread.start();
            Runs.sleep(1_000);
            thread.interrupt();
            assertThat(thread.isInterrupted()).isTrue();
            thread.join();
            assertThat(seen).containsExactly("interrupted false");
            assertThat(Runs.seconds(engine)).isBetween(1.0, 1.1);
        });
    }

    @Test
    void interrupt_endsSleep() {
        interrupted(() -> Runs.nap(60_000));
    }

    @Test
    void interrupt_endsWait() {
        interrupted(() -> {
            Object monitor = new Object();
            synchronized (monitor) {
                while (true) {
                    monitor.wait();
                }
            }
        });
    }

    @Test
    void interrupt_endsJoin() {
        interrupted(() -> {
            Thread other = new Thread(() -> Runs.sleep(5_000));
            other.start();
            other.join();
        });
    }

    @Test
    void interrupt_endsLatch() {
        interrupted(() -> new CountDownLatch(1).await());
    }

    @Test
    void interrupt_endsPark_andStays() {
        Runs.passes(engine -> {
            Thread thread = new Thread(() -> {
                LockSupport.park();
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
                LockSupport.park();
                assertThat(Thread.interrupted()).isTrue();
                assertThat(Thread.interrupted()).isFalse();
            });
            thread.start();
            Runs.sleep(10);
            thread.interrupt();
            thread.join();
        });
    }

    @Test
    void interrupt_beforeSleep_isRemembered() {
        Runs.passes(engine -> {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> Runs.nap(1_000)).isInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            Runs.nap(1_000);
        });
    }

    /** Whether the flag is seen must not depend on when the machine wakes the thread. */
    @Test
    void interrupt_isSeenUntilTheThreadTakesIt() {
        Runs.passes(engine -> {
            Object monitor = new Object();
            Thread thread = new Thread(() -> {
                synchronized (monitor) {
                    assertThat(Thread.currentThread().isInterrupted()).isTrue();
                }
            });
            synchronized (monitor) {
                thread.start();
                Runs.sleep(10);
                thread.interrupt();
                for (int i = 0; i < 100; i++) {
                    assertThat(thread.isInterrupted()).isTrue();
                    Runs.sleep(1);
                }
            }
            thread.join();
        });
    }

    @Test
    void interrupt_beforeStart_isSeen() {
        Runs.passes(engine -> {
            boolean[] seen = new boolean[3];
            Thread thread = new Thread(() -> {
                seen[0] = Thread.currentThread().isInterrupted();
                seen[1] = Thread.interrupted();
                seen[2] = Thread.currentThread().isInterrupted();
            });
            thread.interrupt();
            thread.start();
            thread.join();
            assertThat(seen).containsExactly(true, true, false);
        });
    }

    @Test
    void uncaughtException_goesToTheHandler_andTheRunGoesOn() {
        Runs.passes(engine -> {
            List<String> seen = new ArrayList<>();
            Thread thread = new Thread(() -> {
                throw new IllegalStateException("boom");
            });
            thread.setUncaughtExceptionHandler((t, e) -> {
                seen.add(e.getMessage() + (t == thread) + (Thread.currentThread() == thread));
                throw new IllegalStateException("a handler's own is ignored");
            });
            thread.start();
            thread.join();
            assertThat(seen).containsExactly("boomtruetrue");
            Runs.sleep(1_000);
        });
    }

    @Test
    void failedAssertion_thatNobodyHandles_failsTheRun() {
        Failure failure = Runs.fails(engine -> {
            Thread thread = new Thread(() -> assertThat(1).isEqualTo(2));
            thread.start();
            thread.join();
        });
        assertThat(failure.kind()).isEqualTo(Failure.Kind.EXCEPTION);
        assertThat(failure.message()).contains("expected: 2", "Thread-");
    }

    @Test
    void failedAssertion_thatAHandlerTakes_isTheHandlers() {
        Runs.passes(engine -> {
            List<String> seen = new ArrayList<>();
            Thread thread = new Thread(() -> {
                throw new AssertionError("stated");
            });
            thread.setUncaughtExceptionHandler((t, e) -> seen.add(e.getMessage()));
            thread.start();
            thread.join();
            assertThat(seen).containsExactly("stated");
        });
    }

    @Test
    void names_areNumberedPerNode() {
        Runs.passes(engine -> {
            List<String> names = new ArrayList<>();
            for (int node = 0; node < 2; node++) {
                Incarnation life = engine.incarnation(node, 0, "node-" + node);
                Runs.step(engine, life, () -> {
                    names.add(new Thread(() -> {}).getName());
                    names.add(new Thread(() -> {}).getName());
                });
            }
            Runs.sleep(1_000);
            assertThat(names)
                    .containsExactlyInAnyOrder("Thread-1", "Thread-1", "Thread-2", "Thread-2");
        });
    }

    @Test
    void threadLocals_areFresh_andInheritableOnesInherited() {
        ThreadLocal<String> local = ThreadLocal.withInitial(() -> "fresh");
        InheritableThreadLocal<String> inherited = new InheritableThreadLocal<>();
        Runs.passes(engine -> {
            local.set("mine");
            inherited.set("parent's");
            List<String> seen = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                Thread thread = new Thread(() -> {
                    seen.add(local.get() + " " + inherited.get());
                    local.set("changed");
                    inherited.set("changed");
                });
                thread.start();
                thread.join();
            }
            assertThat(seen).containsExactly("fresh parent's", "fresh parent's");
            assertThat(local.get() + inherited.get()).isEqualTo("mineparent's");
        });
    }

    @Test
    void contextClassLoader_isTheThreads() {
        ClassLoader loader = new ClassLoader() {};
        Runs.passes(engine -> {
            List<Object> seen = new ArrayList<>();
            Thread thread =
                    new Thread(() -> seen.add(Thread.currentThread().getContextClassLoader()));
            thread.setContextClassLoader(loader);
            thread.start();
            thread.join();
            assertThat(seen).containsExactly(loader);
        });
    }

    @Test
    void contextClassLoader_isInherited() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        ClassLoader loader = new ClassLoader() {};
        Thread.currentThread().setContextClassLoader(loader);
        try {
            Runs.passes(engine -> {
                List<Object> seen = new ArrayList<>();
                Runnable look = () -> seen.add(Thread.currentThread().getContextClassLoader());
                look.run();
                Runs.step(engine, engine.incarnation(0, 0, "node-1"), look);
                Runs.sleep(1_000);
                new Thread(look).start();
                Runs.sleep(1_000);
                assertThat(seen).containsExactly(loader, loader, loader);
            });
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    /** Only newer JDKs have them. */
    @Test
    void virtualThread_inherits() {
        InheritableThreadLocal<String> inherited = new InheritableThreadLocal<>();
        ClassLoader loader = new ClassLoader() {};
        Runs.passes(engine -> {
            inherited.set("parent's");
            List<Object> seen = new ArrayList<>();
            Thread thread = new Thread(() -> startVirtual(() -> {
                seen.add(inherited.get());
                seen.add(Thread.currentThread().getContextClassLoader());
            }));
            thread.setContextClassLoader(loader);
            thread.start();
            Runs.sleep(1_000);
            assertThat(seen).containsExactly("parent's", loader);
        });
    }

    private static void startVirtual(Runnable task) {
        try {
            Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
        } catch (NoSuchMethodException e) {
            new Thread(task).start();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    @Test
    void stackTrace_beginsAsEverywhere() {
        Runs.passes(engine -> {
            List<String> methods = new ArrayList<>();
            Thread thread = new Thread(() -> {
                StackTraceElement[] stack = Thread.currentThread().getStackTrace();
                methods.add(stack[0].getMethodName());
                methods.add(stack[1].getClassName());
            });
            thread.start();
            thread.join();
            assertThat(methods).hasSize(2);
            assertThat(methods.get(0)).isEqualTo("getStackTrace");
            assertThat(methods.get(1)).isEqualTo(AppThreadTest.class.getName());
        });
    }

    @SuppressWarnings("deprecation") // Its successor is not in JDK 17.
    @Test
    void ids_areNeverGivenTwice() {
        Runs.passes(engine -> {
            long first = Thread.currentThread().getId();
            List<Long> ids = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                ids.add(new Thread(() -> {}).getId());
                System.gc();
            }
            assertThat(ids).containsExactly(first + 1, first + 2, first + 3);
        });
    }

    @Test
    void identity_ofCurrentThread_isTheThreads() {
        Runs.passes(engine -> {
            Thread[] seen = new Thread[1];
            Thread thread = new Thread(() -> seen[0] = Thread.currentThread());
            thread.start();
            thread.join();
            assertThat(seen[0]).isSameAs(thread);
        });
    }

    @SuppressWarnings("WaitNotInLoop") // It never returns.
    @Test
    void crash_ofANode_endsItsThreads() {
        Runs.passes(engine -> {
            Incarnation life = engine.incarnation(0, 0, "node-1");
            List<String> ran = new ArrayList<>();
            Runs.step(engine, life, () -> {
                new Thread(() -> {
                            Runs.sleep(1_000);
                            ran.add("after sleep");
                        })
                        .start();
                new Thread(() -> {
                            Object monitor = new Object();
                            synchronized (monitor) {
                                try {
                                    monitor.wait(1_000);
                                } catch (InterruptedException e) {
                                    ran.add("interrupted");
                                }
                            }
                            ran.add("after wait");
                        })
                        .start();
            });
            Runs.sleep(100);
            engine.kill(life);
            Runs.sleep(10_000);
            assertThat(ran).isEmpty();
        });
    }

    /**
     * What nobody notices ends with its node; what would run a {@code finally} waits for the end of
     * the run.
     */
    @Test
    void crash_ofANode_endsTheCarriersThatNobodyMisses() {
        Runs.passes(engine -> {
            Incarnation life = engine.incarnation(0, 0, "node-1");
            List<String> ran = new ArrayList<>();
            Runs.step(engine, life, () -> {
                for (int i = 0; i < 10; i++) {
                    new Thread(() -> Runs.sleep(1_000_000)).start();
                }
                new Thread(() -> {
                            try {
                                Runs.sleep(1_000_000);
                            } finally {
                                ran.add("finally");
                            }
                        })
                        .start();
            });
            Runs.sleep(100);
            int before = carriers().size();
            engine.kill(life);
            Runs.sleep(100);
            assertThat(carriers()).hasSize(before - 10);
            assertThat(ran).isEmpty();
        });
    }

    /** Most threads of most applications wait in a pool for a task. */
    @Test
    void crash_ofANode_endsTheIdleWorkersOfItsPools() {
        Runs.passes(engine -> {
            Incarnation life = engine.incarnation(0, 0, "node-1");
            List<String> made = new ArrayList<>();
            Runs.step(engine, life, () -> {
                ExecutorService pool = Executors.newFixedThreadPool(4, work -> {
                    made.add("a thread");
                    return new Thread(work);
                });
                for (int i = 0; i < 4; i++) {
                    pool.execute(() -> Runs.sleep(1));
                }
            });
            Runs.sleep(100);
            int before = carriers().size();
            engine.kill(life);
            Runs.sleep(100);
            assertThat(carriers()).hasSize(before - 4);
            assertThat(made).hasSize(4);
        });
    }

    /** Nodes share the common pool, though they stand for JVMs. */
    @Test
    void crash_ofANode_endsItsTasksForWhoWaits() {
        Runs.passes(engine -> {
            Incarnation life = engine.incarnation(0, 0, "node-1");
            Runs.step(
                    engine,
                    life,
                    () -> ForkJoinPool.commonPool().execute(() -> Runs.sleep(1_000_000)));
            Runs.sleep(100);
            engine.kill(life);
            double before = Runs.seconds(engine);
            assertThat(ForkJoinPool.commonPool().awaitQuiescence(1, TimeUnit.HOURS))
                    .isTrue();
            assertThat(Runs.seconds(engine) - before).isLessThan(1);
        });
    }

    /** A node that kills itself does not go on, and leaves no carrier behind. */
    @Test
    void crash_ofTheOwnNode_endsItsCarrier() {
        Runs.passes(engine -> {
            Incarnation life = engine.incarnation(0, 0, "node-1");
            Runs.sleep(100);
            Runs.step(engine, life, () -> Runs.sleep(1));
            Runs.sleep(100);
            int before = carriers().size();
            for (int i = 0; i < 10; i++) {
                Incarnation next = engine.incarnation(0, i + 1, "node-1");
                Runs.step(engine, next, () -> engine.kill(next));
                Runs.sleep(100);
            }
            assertThat(carriers()).hasSizeLessThanOrEqualTo(before);
        });
    }

    /** The threads of the dead are no burden to the living. */
    @Test
    void crashes_manyTimes_stayWithinTheLimit() {
        Runs.passes(engine -> {
            for (int i = 0; i < 40; i++) {
                Incarnation life = engine.incarnation(0, i, "node-1");
                Runs.step(engine, life, () -> {
                    for (int k = 0; k < 8; k++) {
                        new Thread(() -> Runs.sleep(1_000_000)).start();
                    }
                });
                Runs.sleep(100);
                engine.kill(life);
            }
        });
    }

    @Test
    void endOfTheRun_whileThreadsBlockEverywhere_isQuick() {
        List<Thread> others = carriers();
        List<Thread> carriers = new ArrayList<>();
        long[] end = new long[1];
        Outcome outcome = Runs.run(1, engine -> {
            Object held = new Object();
            for (int i = 0; i < 10; i++) {
                new Thread(() -> Runs.sleep(1_000_000)).start();
                new Thread(() -> {
                            synchronized (held) {
                                Runs.sleep(1_000_000);
                            }
                        })
                        .start();
                new Thread(() -> {
                            Object own = new Object();
                            synchronized (own) {
                                try {
                                    own.wait();
                                } catch (InterruptedException e) {
                                    throw new AssertionError(e);
                                }
                            }
                        })
                        .start();
                new Thread(LockSupport::park).start();
            }
            Runs.sleep(1_000);
            carriers.addAll(carriers());
            carriers.removeAll(others);
            end[0] = realNanos();
        });
        long took = realNanos() - end[0];
        assertThat(outcome.failure()).isNull();
        assertThat(took).isLessThan(TimeUnit.MILLISECONDS.toNanos(500));
        assertThat(carriers).hasSizeGreaterThan(39);
        assertThat(carriers)
                .filteredOn(Thread::isAlive)
                .extracting(thread -> List.of(thread.getStackTrace()))
                .isEmpty();
    }

    private static List<Thread> carriers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread instanceof SimThread)
                .toList();
    }

    /** The machine's clock, also inside a run. */
    private static long realNanos() {
        return Long.parseLong(System.getProperty("no such property", "0"))
                + java.lang.management.ManagementFactory.getRuntimeMXBean().getUptime() * 1_000_000;
    }

    /**
     * Careless code turns the error that ends a thread into another; that is no failure of the run.
     */
    @Test
    void endOfTheRun_whenCodeWrapsWhatStopsIt_isNoFailure() {
        Outcome outcome = Runs.run(1, engine -> {
            Runnable careless = () -> {
                try {
                    Runs.sleep(1_000_000);
                } catch (Throwable e) {
                    throw new IllegalStateException("wrapped", e);
                }
            };
            new Thread(careless).start();
            Runs.step(engine, engine.driver(), careless);
            Runs.sleep(1_000);
        });
        assertThat(outcome.failure()).isNull();
    }

    /**
     * What code draws on its way out is drawn by all threads at once, and must not be part of the
     * run.
     */
    @Test
    void endOfTheRun_whatIsDrawnOnTheWayOut_leavesNoMark() {
        Runs.passes(engine -> {
            for (int i = 0; i < 20; i++) {
                new Thread(() -> {
                            try {
                                Runs.sleep(1_000_000);
                            } finally {
                                for (int k = 0; k < 100; k++) {
                                    java.util.UUID.randomUUID();
                                }
                            }
                        })
                        .start();
            }
            Runs.sleep(1_000);
        });
    }

    /** Nothing ends such a thread, but it must not keep the machine busy. */
    @Test
    void endOfTheRun_whenCodeCatchesEverything_isQuick() {
        List<Thread> others = carriers();
        long[] end = new long[1];
        Outcome outcome = Runs.run(1, engine -> {
            for (int i = 0; i < 3; i++) {
                new Thread(() -> {
                            while (true) {
                                try {
                                    new CountDownLatch(1).await();
                                } catch (Throwable e) {
                                    end[0]++;
                                }
                            }
                        })
                        .start();
            }
            Runs.sleep(1_000);
            end[0] = 0;
        });
        assertThat(outcome.failure()).isNull();
        assertThat(end[0]).isLessThan(1_000);
        List<Thread> left = new ArrayList<>(carriers());
        left.removeAll(others);
        assertThat(left).hasSize(3).allMatch(t -> t.getState() == Thread.State.WAITING);
    }

    @Test
    void hang_namesWhatEachThreadWaitsFor() {
        Failure failure = Runs.fails(engine -> {
            Thread thread = new Thread(LockSupport::park, "the-sleeper");
            thread.start();
            thread.join();
        });
        assertThat(failure.kind()).isEqualTo(Failure.Kind.HANG);
        assertThat(failure.message()).contains("2 blocked").contains("the-sleeper");
    }
}
