package dev.pekkosim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.pekkosim.agent.hook.SimThread;
import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.Limits;
import dev.pekkosim.engine.Outcome;
import dev.pekkosim.engine.step.Incarnation;
import dev.pekkosim.engine.step.StepKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Blocking works here because the agent is loaded: {@code LockSupport} hands the baton over. */
class EngineTest {

    private static final Limits SMALL =
            new Limits(100_000, 7200L * 1_000_000_000L, 8, 1_000, 3_000, 3_000, 3600_000_000_000L);

    /** With a bound of CPU time, and of machine time without any, that a test can wait for. */
    private static final Limits IMPATIENT =
            new Limits(100_000, 3600L * 1_000_000_000L, 8, 1_000, 2_000, 2_000, 3600_000_000_000L);

    private static Outcome run(long seed, Consumer<Engine> body) {
        return run(seed, SMALL, body);
    }

    private static Outcome run(long seed, Limits limits, Consumer<Engine> body) {
        Engine engine = new Engine(seed, limits);
        return engine.run(() -> body.accept(engine));
    }

    private static void step(Engine engine, Runnable work) {
        engine.submit(engine.driver(), StepKind.TASK, 1, work);
    }

    private static Failure failureOf(Outcome outcome) {
        Failure failure = outcome.failure();
        assertThat(failure).isNotNull();
        return failure;
    }

    @Test
    void run_bodyReturns_passes() {
        Outcome outcome = run(1, engine -> engine.sleep(5_000_000_000L));
        assertThat(outcome.failure()).isNull();
        assertThat(outcome.virtualNanos()).isBetween(5_000_000_000L, 5_001_000_000L);
    }

    @Test
    void readyOrder_manySeeds_isDrawn() {
        Set<String> orders = new HashSet<>();
        for (long seed = 0; seed < 50; seed++) {
            StringBuilder order = new StringBuilder();
            run(seed, engine -> {
                for (String name : List.of("a", "b", "c")) {
                    step(engine, () -> order.append(name));
                }
                engine.sleep(1_000_000);
            });
            orders.add(order.toString());
        }
        assertThat(orders).containsExactlyInAnyOrder("abc", "acb", "bac", "bca", "cab", "cba");
    }

    @Test
    void hash_sameSeed_isTheSame() {
        assertThat(busyRun(9)).isEqualTo(busyRun(9));
    }

    @Test
    void hash_otherSeed_differs() {
        assertThat(busyRun(9).hash()).isNotEqualTo(busyRun(10).hash());
    }

    private static Outcome busyRun(long seed) {
        return run(seed, engine -> {
            CountDownLatch done = new CountDownLatch(20);
            for (int i = 0; i < 20; i++) {
                step(engine, () -> {
                    engine.sleep(engine.driver().appRandom().below(1_000_000));
                    done.countDown();
                });
                engine.sleep(10_000_000);
            }
            await(done);
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void timers_equalDeadline_runInDrawnOrder() {
        Set<String> orders = new HashSet<>();
        for (long seed = 0; seed < 30; seed++) {
            StringBuilder order = new StringBuilder();
            run(seed, engine -> {
                for (String name : List.of("a", "b")) {
                    engine.schedule(
                            engine.driver(),
                            1_000_000,
                            StepKind.TIMER,
                            1,
                            () -> order.append(name));
                }
                engine.sleep(2_000_000);
            });
            orders.add(order.toString());
        }
        assertThat(orders).containsExactlyInAnyOrder("ab", "ba");
    }

    @Test
    void blockedStep_waitsForAnotherBlockedStep_doesNotDeadlock() {
        List<String> events = new ArrayList<>();
        Outcome outcome = run(3, engine -> {
            CountDownLatch first = new CountDownLatch(1);
            CountDownLatch second = new CountDownLatch(1);
            step(engine, () -> {
                await(second); // nested pumping on one stack could not get out of here
                events.add("first");
                first.countDown();
            });
            step(engine, () -> {
                engine.sleep(1_000_000);
                events.add("second");
                second.countDown();
                await(first);
                events.add("second again");
            });
            await(first);
            engine.sleep(1_000_000);
        });
        assertThat(outcome.failure()).isNull();
        assertThat(events).containsExactly("second", "first", "second again");
    }

    @Test
    void blockingWithDeadline_nothingWakesIt_endsInVirtualTime() {
        List<Long> waited = new ArrayList<>();
        Outcome outcome = run(4, engine -> {
            long before = engine.now();
            try {
                assertThat(new CountDownLatch(1).await(90, TimeUnit.SECONDS)).isFalse();
                assertThat(new Semaphore(0).tryAcquire(90, TimeUnit.SECONDS)).isFalse();
                new CompletableFuture<String>().get(90, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                waited.add(engine.now() - before);
            } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(outcome.failure()).isNull();
        assertThat(waited).hasSize(1);
        assertThat(waited.get(0)).isBetween(270_000_000_000L, 270_100_000_000L);
    }

    @Test
    void unpark_beforePark_isRemembered() {
        Outcome outcome = run(5, engine -> {
            LockSupport.unpark(Thread.currentThread());
            LockSupport.park();
        });
        assertThat(outcome.failure()).isNull();
    }

    @Test
    void kill_incarnation_nothingOfItRunsAgain() {
        List<String> ran = new ArrayList<>();
        Outcome outcome = run(6, engine -> {
            Incarnation life = engine.incarnation(0, 0, "node-1");
            CountDownLatch never = new CountDownLatch(1);
            engine.schedule(life, 2_000_000, StepKind.TIMER, 1, () -> ran.add("timer"));
            engine.submit(life, StepKind.TASK, 1, () -> {
                try {
                    await(never);
                    ran.add("after blocking");
                } finally {
                    ran.add("finally");
                }
            });
            engine.sleep(1_000_000);
            engine.submit(life, StepKind.TASK, 1, () -> ran.add("ready step"));
            engine.kill(life);
            never.countDown();
            engine.submit(life, StepKind.TASK, 1, () -> ran.add("late step"));
            engine.schedule(life, 1, StepKind.TIMER, 1, () -> ran.add("late timer"));
            engine.sleep(10_000_000);
            assertThat(ran).isEmpty();
        });
        assertThat(outcome.failure()).isNull();
    }

    @Test
    void kill_stepThatNobodyMisses_itsThreadEnds() {
        Outcome outcome = run(6, engine -> {
            Incarnation life = engine.incarnation(0, 0, "node-1");
            Thread[] blocked = new Thread[1];
            engine.submit(life, StepKind.TASK, 1, () -> {
                blocked[0] = Thread.currentThread();
                engine.sleep(1_000_000_000);
            });
            engine.sleep(1_000_000);
            engine.kill(life);
            assertThat(blocked[0].isAlive()).isTrue();
            engine.sleep(1_000_000);
            assertThat(blocked[0].isAlive()).isFalse();
        });
        assertThat(outcome.failure()).isNull();
    }

    @Test
    void kill_ownIncarnation_doesNotReturn() {
        List<String> ran = new ArrayList<>();
        run(7, engine -> {
            Incarnation life = engine.incarnation(0, 0, "node-1");
            engine.submit(life, StepKind.TASK, 1, () -> {
                engine.kill(life);
                ran.add("after its own death");
            });
            engine.sleep(1_000_000);
            assertThat(ran).isEmpty();
        });
        assertThat(ran).isEmpty();
    }

    @Test
    void quietWork_changesNoHash() {
        Outcome loud = run(8, engine -> engine.sleep(1_000_000));
        List<String> log = new ArrayList<>();
        Outcome quiet = run(8, engine -> {
            engine.submitQuietly(engine.driver(), () -> log.add("a"));
            engine.submitQuietly(engine.driver(), () -> log.add("b"));
            engine.sleep(1_000_000);
        });
        assertThat(log).containsExactly("a", "b");
        assertThat(quiet).isEqualTo(loud);
    }

    @Test
    void exception_inAStep_failsTheRun() {
        Outcome outcome = run(1, engine -> {
            step(engine, () -> {
                throw new IllegalArgumentException("boom");
            });
            engine.sleep(1_000_000);
        });
        Failure failure = failureOf(outcome);
        assertThat(failure.kind()).isEqualTo(Failure.Kind.EXCEPTION);
        assertThat(failure.message()).contains("boom");
    }

    @Test
    void nothingToDo_blockedBody_isAHang() {
        Failure failure = failureOf(run(1, engine -> await(new CountDownLatch(1))));
        assertThat(failure.kind()).isEqualTo(Failure.Kind.HANG);
        assertThat(failure.message()).contains("1 blocked");
    }

    @Test
    void endlessSteps_passTheLimit_namesTheHottest() {
        Failure failure = failureOf(run(1, engine -> {
            Runnable[] again = new Runnable[1];
            again[0] = new Runnable() {
                @Override
                public void run() {
                    step(engine, this);
                }

                @Override
                public String toString() {
                    return "the endless one";
                }
            };
            step(engine, again[0]);
            await(new CountDownLatch(1));
        }));
        assertThat(failure.kind()).isEqualTo(Failure.Kind.LIMIT);
        assertThat(failure.property()).isEqualTo("pekko.sim.limits.steps");
        assertThat(failure.message()).contains("the endless one (1001 of the last 1001 steps)");
    }

    @Test
    void endlessTime_passesTheLimit() {
        Failure failure = failureOf(run(1, engine -> {
            while (true) {
                engine.sleep(1_000_000_000L);
            }
        }));
        assertThat(failure.property()).isEqualTo("pekko.sim.limits.virtual-time");
    }

    @Test
    void tooManyBlockedSteps_passTheLimit() {
        Failure failure = failureOf(run(1, engine -> {
            for (int i = 0; i < 10; i++) {
                step(engine, () -> await(new CountDownLatch(1)));
            }
            engine.sleep(1_000_000);
        }));
        assertThat(failure.property()).isEqualTo("pekko.sim.limits.carriers");
        assertThat(failure.message())
                .startsWith("more than 8 steps block at once; most: a step of driver waits for a"
                        + " java.util.concurrent.CountDownLatch$Sync")
                .contains("(7 of 8 that wait)");
    }

    private static final class Named implements Runnable {

        @Override
        public void run() {}

        @Override
        public String toString() {
            return "the same one";
        }
    }

    @Test
    void tooManyReadySteps_passTheLimit() {
        Failure failure = failureOf(run(1, engine -> {
            for (int i = 0; i <= 1_000; i++) {
                step(engine, new Named());
            }
        }));
        assertThat(failure.message())
                .isEqualTo("more than 1000 steps are ready at once; most: driver the same one (1000"
                        + " of 1000 that were added last)");
        assertThat(failure.property()).isEqualTo("pekko.sim.limits.ready-steps");
    }

    @Test
    void stepThatNeverEnds_passesTheLimitOfCpuTime() {
        Failure failure = failureOf(run(1, IMPATIENT, engine -> {
            boolean[] forever = {true};
            while (forever[0]) {
                Thread.onSpinWait();
            }
        }));
        assertThat(failure.property()).isEqualTo("pekko.sim.limits.step-cpu-time");
        assertThat(failure.message())
                .startsWith("one step used more than 2000 ms of CPU time, in ")
                .contains("EngineTest");
        assertThat(failure.cause())
                .isNotNull()
                .satisfies(stack -> assertThat(stack.getStackTrace()).isNotEmpty());
    }

    @Test
    void stepThatUsesNoCpu_isToldAsWaitingForTheOutside() {
        Object outside = new Object();
        Failure failure = failureOf(run(1, IMPATIENT, engine -> {
            boolean[] forever = {true};
            synchronized (outside) {
                while (forever[0]) {
                    assertThatCode(() -> outside.wait(100)).doesNotThrowAnyException();
                }
            }
        }));
        assertThat(failure.kind()).isEqualTo(Failure.Kind.LIMIT);
        assertThat(failure.property()).isEqualTo("pekko.sim.limits.step-idle-time");
        assertThat(failure.message())
                .startsWith("one step waited for something outside the run for more than 2000 ms of"
                        + " machine time, on a java.lang.Object, in ")
                .contains("EngineTest");
        assertThat(failure.cause())
                .isNotNull()
                .satisfies(stack -> assertThat(stack.getStackTrace()).isNotEmpty());
    }

    @Test
    void stepThatWaitsForALockOutside_namesTheThreadThatHasIt() throws InterruptedException {
        Object outside = new Object();
        CountDownLatch has = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        Thread foreign = new Thread(
                () -> {
                    synchronized (outside) {
                        has.countDown();
                        await(over);
                    }
                },
                "a foreign thread");
        foreign.start();
        has.await();
        Failure failure = failureOf(run(1, IMPATIENT, engine -> {
            synchronized (outside) {
                engine.finish();
            }
        }));
        over.countDown();
        foreign.join();
        assertThat(failure.message())
                .contains("on a java.lang.Object, which thread 'a foreign thread' has, in ");
    }

    /** Its thread gets hardly any CPU, as on a busy machine; that alone must fail no run. */
    @Test
    void stepThatTakesLongButUsesSomeCpu_passes() {
        CountDownLatch fed = new CountDownLatch(1);
        Outcome outcome = run(1, IMPATIENT, engine -> {
            long end = System.nanoTime() + 4_000_000_000L;
            long sum = 0;
            while (System.nanoTime() < end) {
                long burst = System.nanoTime() + 100_000_000L;
                while (System.nanoTime() < burst) {
                    sum++;
                }
                synchronized (fed) {
                    assertThatCode(() -> fed.wait(200)).doesNotThrowAnyException();
                }
            }
            assertThat(sum).isPositive();
        });
        assertThat(outcome.failure()).isNull();
    }

    @Test
    void bodyThatWaitsForever_whileTimersGoOn_passesItsLimit() {
        Failure failure = failureOf(run(1, engine -> {
            Incarnation node = engine.incarnation(0, 0, "node-1");
            engine.kill(node);
            tick(engine);
            await(new CountDownLatch(1));
        }));
        assertThat(failure.property()).isEqualTo("pekko.sim.limits.body-wait");
        assertThat(failure.message())
                .isEqualTo(
                        "the body has waited for more than 3600 virtual seconds: the body waits for a"
                                + " java.util.concurrent.CountDownLatch$Sync; nodes that have ended since the"
                                + " run began: node-1");
        assertThat(failure.virtualNanos()).isBetween(3600_000_000_000L, 3601_000_000_000L);
    }

    @Test
    void bodyThatWaitsForLessThanItsLimit_passes() {
        CountDownLatch open = new CountDownLatch(1);
        Outcome outcome = run(1, engine -> {
            engine.schedule(engine.driver(), 3599_000_000_000L, StepKind.TIMER, 1, open::countDown);
            await(open);
        });
        assertThat(outcome.failure()).isNull();
    }

    private static void tick(Engine engine) {
        engine.schedule(engine.driver(), 1_000_000_000L, StepKind.TIMER, 1, () -> tick(engine));
    }

    @Test
    void readingTheClockInALoop_movesIt() {
        Outcome outcome = run(1, engine -> {
            long deadline = ((SimThread) Thread.currentThread()).virtualNanoTime() + 1_000_000_000L;
            while (((SimThread) Thread.currentThread()).virtualNanoTime() < deadline) {
                Thread.onSpinWait();
            }
        });
        assertThat(outcome.failure()).isNull();
        assertThat(outcome.virtualNanos()).isGreaterThanOrEqualTo(1_000_000_000L);
    }

    @Test
    void foreignUnpark_failsTheRunWithItsStack() throws InterruptedException {
        Engine engine = new Engine(1, Limits.DEFAULT);
        CountDownLatch blocked = new CountDownLatch(1);
        Thread[] carrier = new Thread[1];
        CountDownLatch started = new CountDownLatch(1);
        Thread foreign = new Thread(
                () -> {
                    await(started);
                    LockSupport.unpark(carrier[0]);
                },
                "a foreign thread");
        foreign.start();
        Outcome outcome = engine.run(() -> {
            carrier[0] = Thread.currentThread();
            started.countDown();
            while (blocked.getCount() > 0) {
                engine.sleep(1);
            }
        });
        foreign.join();
        Failure failure = failureOf(outcome);
        assertThat(failure.kind()).isEqualTo(Failure.Kind.ESCAPE);
        assertThat(failure.message())
                .contains("thread 'a foreign thread' woke a step that waits")
                .contains("EngineTest");
    }

    @Test
    void dispose_blockedSteps_leaveNoThread() {
        Set<Thread> seen = new HashSet<>();
        run(1, engine -> {
            for (int i = 0; i < 5; i++) {
                step(engine, () -> {
                    seen.add(Thread.currentThread());
                    await(new CountDownLatch(1));
                });
            }
            engine.sleep(1_000_000);
        });
        assertThat(seen).hasSize(5).noneMatch(Thread::isAlive);
    }
}
