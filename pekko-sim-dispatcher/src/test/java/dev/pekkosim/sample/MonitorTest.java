package dev.pekkosim.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.step.Incarnation;
import dev.pekkosim.engine.step.StepKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What code relies on that uses {@code synchronized}, {@code wait} and {@code notify}. */
class MonitorTest {

    /** Counts who is inside. */
    private static final class Guarded {

        private static int insideClass;

        private int inside;
        private int most;

        synchronized int sleeps(int way) {
            enter();
            try {
                if (way == 0) {
                    return early();
                }
                Runs.sleep(100);
                if (way == 1) {
                    throw new IllegalStateException("on purpose");
                }
                reenter();
                return way;
            } finally {
                inside--;
            }
        }

        private int early() {
            Runs.sleep(50);
            return -1;
        }

        private synchronized void reenter() {
            synchronized (this) {
                Runs.sleep(10);
            }
        }

        private void enter() {
            inside++;
            most = Math.max(most, inside);
        }

        static synchronized int ofTheClass() {
            insideClass++;
            Runs.sleep(100);
            return insideClass--;
        }

        void block() {
            synchronized (this) {
                enter();
                Runs.sleep(100);
                inside--;
            }
        }
    }

    private static void all(int count, Consumer<Integer> work) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int index = i;
            Thread thread = new Thread(() -> work.accept(index));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Test
    void synchronizedMethods_whileTheOwnerSleeps_excludeOthers() {
        Runs.passes(engine -> {
            Guarded guarded = new Guarded();
            all(9, i -> {
                try {
                    assertThat(guarded.sleeps(i % 3)).isEqualTo(i % 3 == 0 ? -1 : i % 3);
                } catch (IllegalStateException e) {
                    assertThat(i % 3).isEqualTo(1);
                }
                guarded.block();
            });
            assertThat(guarded.most).isEqualTo(1);
            assertThat(guarded.inside).isZero();
            assertThat(Runs.seconds(engine)).isBetween(1.68, 1.75);
        });
    }

    @Test
    void staticSynchronizedMethod_whileTheOwnerSleeps_excludesOthers() {
        Runs.passes(engine -> {
            all(4, i -> assertThat(Guarded.ofTheClass()).isEqualTo(1));
            assertThat(Runs.seconds(engine)).isBetween(0.4, 0.45);
        });
    }

    @Test
    void steps_waitForMonitorsToo() {
        Runs.passes(engine -> {
            Guarded guarded = new Guarded();
            for (int i = 0; i < 3; i++) {
                Runs.step(engine, engine.driver(), guarded::block);
            }
            Runs.sleep(1_000);
            assertThat(guarded.most).isEqualTo(1);
            assertThat(guarded.inside).isZero();
        });
    }

    @Test
    void monitorsInALoop_areForgotten() {
        Runs.passes(engine -> {
            Object[] monitors = new Object[100];
            for (int i = 0; i < 10_000; i++) {
                Object monitor = new Object();
                monitors[i % 100] = monitor;
                synchronized (monitor) {
                    monitors[0] = monitor;
                }
            }
            nested(monitors, 1);
        });
    }

    private static void nested(Object[] monitors, int depth) {
        if (depth == monitors.length) {
            Runs.sleep(1);
            return;
        }
        synchronized (monitors[depth]) {
            nested(monitors, depth + 1);
        }
    }

    @SuppressWarnings("WaitNotInLoop") // Nothing wakes it.
    @Test
    void wait_withTimeout_endsAtItsVirtualDeadline() {
        Runs.passes(engine -> {
            Object monitor = new Object();
            synchronized (monitor) {
                double before = Runs.seconds(engine);
                monitor.wait(3_600_000);
                assertThat(Runs.seconds(engine) - before).isBetween(3_600.0, 3_600.1);
                monitor.wait(1_000, 1);
                assertThat(Runs.seconds(engine) - before).isBetween(3_601.0, 3_601.1);
            }
        });
    }

    @Test
    void wait_whenReentrant_leavesTheMonitorCompletely() {
        Runs.passes(engine -> {
            Object monitor = new Object();
            List<String> events = new ArrayList<>();
            Thread waiting = new Thread(() -> {
                synchronized (monitor) {
                    synchronized (monitor) {
                        waitOn(monitor);
                        events.add("woken");
                        Runs.sleep(10);
                    }
                    Runs.sleep(10);
                    events.add("still inside");
                }
            });
            waiting.start();
            Runs.sleep(10);
            synchronized (monitor) {
                events.add("entered");
                monitor.notify();
                Runs.sleep(100);
                events.add("leaving");
            }
            Runs.sleep(5);
            synchronized (monitor) {
                events.add("entered again");
            }
            waiting.join();
            assertThat(events)
                    .containsExactly(
                            "entered", "leaving", "woken", "still inside", "entered again");
        });
    }

    @SuppressWarnings("WaitNotInLoop") // Each test counts the wake-ups.
    private static void waitOn(Object monitor) {
        try {
            monitor.wait();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Test
    void notify_wakesOne_notifyAllWakesAll() {
        Runs.passes(engine -> {
            Object monitor = new Object();
            int[] inside = new int[1];
            List<String> woken = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                String name = "waiter-" + i;
                new Thread(() -> {
                            synchronized (monitor) {
                                waitOn(monitor);
                                assertThat(inside[0]++).isZero();
                                Runs.sleep(100);
                                inside[0]--;
                                woken.add(name);
                            }
                        })
                        .start();
            }
            Runs.sleep(1_000);
            synchronized (monitor) {
                monitor.notify();
            }
            Runs.sleep(1_000);
            assertThat(woken).hasSize(1);
            synchronized (monitor) {
                monitor.notify();
                monitor.notify();
            }
            Runs.sleep(1_000);
            assertThat(woken).hasSize(3);
            synchronized (monitor) {
                monitor.notifyAll();
            }
            Runs.sleep(1_000);
            assertThat(woken).hasSize(5).doesNotHaveDuplicates();
        });
    }

    @SuppressWarnings("WaitNotInLoop") // It throws.
    @Test
    void notify_outsideTheMonitor_throws() {
        Runs.passes(engine -> {
            Object monitor = new Object();
            assertThatThrownBy(monitor::notify).isInstanceOf(IllegalMonitorStateException.class);
            assertThatThrownBy(monitor::notifyAll).isInstanceOf(IllegalMonitorStateException.class);
            assertThatThrownBy(() -> monitor.wait(1))
                    .isInstanceOf(IllegalMonitorStateException.class);
            new Thread(() -> {
                        synchronized (monitor) {
                            Runs.sleep(1_000);
                        }
                    })
                    .start();
            Runs.sleep(10);
            assertThatThrownBy(monitor::notify).isInstanceOf(IllegalMonitorStateException.class);
        });
    }

    /** A thread that was notified and interrupted must not swallow the notification. */
    @Test
    void notify_thenInterrupt_isNotLost() {
        Runs.passes(engine -> {
            Object monitor = new Object();
            List<String> events = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                Thread thread = new Thread(() -> {
                    synchronized (monitor) {
                        try {
                            monitor.wait();
                            events.add("notified");
                        } catch (InterruptedException e) {
                            events.add("interrupted");
                        }
                    }
                });
                threads.add(thread);
                thread.start();
            }
            Runs.sleep(10);
            synchronized (monitor) {
                monitor.notify();
                threads.forEach(Thread::interrupt);
            }
            Runs.sleep(10);
            assertThat(events).containsExactlyInAnyOrder("notified", "interrupted");
        });
    }

    /** A call by way of {@code super} is one of the same method. */
    private static final class BySuper {

        private boolean isReady;

        @SuppressWarnings("WaitNotInLoop") // It is.
        synchronized void await() throws InterruptedException {
            while (!isReady) {
                super.wait(60_000);
            }
        }

        synchronized void ready() {
            isReady = true;
            super.notifyAll();
        }
    }

    @Test
    void wait_bySuper_isVirtual() {
        Runs.passes(engine -> {
            BySuper object = new BySuper();
            Thread thread = new Thread(() -> {
                Runs.sleep(1_000);
                object.ready();
            });
            thread.start();
            object.await();
            assertThat(Runs.seconds(engine)).isBetween(1.0, 1.1);
        });
    }

    @Test
    void jdkCode_thatCallsBackInsideAMonitor_excludesOthers() {
        Runs.passes(engine -> {
            Map<String, Integer> map = new ConcurrentHashMap<>();
            int[] computed = new int[1];
            all(
                    4,
                    i -> map.computeIfAbsent("key", k -> {
                        Runs.sleep(1_000);
                        return ++computed[0];
                    }));
            assertThat(computed[0]).isEqualTo(1);
            Map<String, Integer> locked = java.util.Collections.synchronizedMap(map);
            all(
                    4,
                    i -> locked.compute("key", (k, v) -> {
                        Runs.sleep(1_000);
                        return (v == null ? 0 : v) + 1;
                    }));
            assertThat(locked.get("key")).isEqualTo(5);
        });
    }

    /** As in a cluster, where some timer is always set. */
    @Test
    void deadlock_besideTimersThatGoOnForEver_isTold() {
        Failure failure = Runs.fails(engine -> {
            tick(engine);
            Object first = new ArrayList<String>();
            ReentrantLock second = new ReentrantLock();
            Thread one = new Thread(() -> both(first, second), "one");
            Thread two = new Thread(
                    () -> {
                        second.lock();
                        Runs.sleep(100);
                        synchronized (first) {
                            second.unlock();
                        }
                    },
                    "two");
            one.start();
            two.start();
            one.join();
        });
        assertThat(failure.kind()).isEqualTo(Failure.Kind.HANG);
        assertThat(failure.property()).isEqualTo("no threads wait for each other in a circle");
        assertThat(failure.virtualNanos()).isLessThan(1_000_000_000L);
        assertThat(failure.message())
                .startsWith("deadlock: thread '")
                .contains(
                        "thread 'one' of driver waits for a"
                                + " java.util.concurrent.locks.ReentrantLock, which thread"
                                + " 'two' of driver has, in dev.pekkosim.sample.MonitorTest.both(MonitorTest.java:")
                .contains("thread 'two' of driver waits for the monitor of a java.util.ArrayList,"
                        + " which thread 'one' of driver is in, in ");
    }

    private static void tick(Engine engine) {
        engine.schedule(engine.driver(), 1_000_000_000L, StepKind.TIMER, 1, () -> tick(engine));
    }

    @SuppressWarnings("WaitNotInLoop") // It waits for time to pass.
    private static void waitOn(Object monitor, long millis) {
        synchronized (monitor) {
            try {
                monitor.wait(millis);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void both(Object first, ReentrantLock second) {
        synchronized (first) {
            Runs.sleep(100);
            second.lock();
            try {
                Runs.sleep(100);
            } finally {
                second.unlock();
            }
        }
    }

    /** Who gives up in time lets the other one go on. */
    @Test
    void circle_withADeadline_isNoDeadlock() {
        Runs.passes(engine -> {
            Object first = new Object();
            ReentrantLock second = new ReentrantLock();
            Thread one = new Thread(
                    () -> {
                        synchronized (first) {
                            Runs.sleep(100);
                            try {
                                second.tryLock(1, TimeUnit.SECONDS);
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        }
                    },
                    "one");
            Thread two = new Thread(
                    () -> {
                        second.lock();
                        Runs.sleep(100);
                        synchronized (first) {
                            second.unlock();
                        }
                    },
                    "two");
            one.start();
            two.start();
            one.join();
            two.join();
        });
    }

    @Test
    void join_ofAThreadThatWantsAMonitorOfTheJoining_isADeadlock() {
        Failure failure = Runs.fails(engine -> {
            tick(engine);
            Object monitor = new ArrayList<String>();
            Thread wanting = new Thread(
                    () -> {
                        synchronized (monitor) {
                            Runs.sleep(1);
                        }
                    },
                    "wanting");
            synchronized (monitor) {
                wanting.start();
                wanting.join();
            }
        });
        assertThat(failure.property()).isEqualTo("no threads wait for each other in a circle");
        assertThat(failure.message())
                .startsWith("deadlock: thread 'wanting' of driver waits for the monitor of a"
                        + " java.util.ArrayList, which the body is in, in ")
                .contains("; the body waits for thread 'wanting' to end, which waits for the"
                        + " monitor of a java.util.ArrayList, which the body is in, in ");
    }

    /** When its time is over it must enter the monitor again, for however long that takes. */
    @Test
    void timedWait_whoseTimeIsOver_canBePartOfADeadlock() {
        Failure failure = Runs.fails(engine -> {
            tick(engine);
            Object first = new ArrayList<String>();
            ReentrantLock second = new ReentrantLock();
            Thread waiting = new Thread(
                    () -> {
                        second.lock();
                        try {
                            waitOn(first, 50);
                        } finally {
                            second.unlock();
                        }
                    },
                    "waiting");
            waiting.start();
            Runs.sleep(10);
            both(first, second);
        });
        assertThat(failure.property()).isEqualTo("no threads wait for each other in a circle");
        assertThat(failure.message())
                .contains("thread 'waiting' of driver waits for the monitor of a"
                        + " java.util.ArrayList, which the body is in, in ")
                .contains("the body waits for a java.util.concurrent.locks.ReentrantLock, which"
                        + " thread 'waiting' of driver has, in ");
    }

    /** Programs keep a thread for ever so, or until it is interrupted. */
    @Test
    void joinOfOneself_isNoDeadlock() {
        Runs.passes(engine -> {
            List<String> ended = new ArrayList<>();
            Thread staying = new Thread(() -> {
                try {
                    Thread.currentThread().join();
                } catch (InterruptedException e) {
                    ended.add("interrupted");
                }
            });
            staying.start();
            Runs.sleep(1_000);
            staying.interrupt();
            staying.join();
            assertThat(ended).containsExactly("interrupted");
        });
    }

    @Test
    void deadlock_isAHang_thatNamesBoth() {
        Failure failure = Runs.fails(engine -> {
            Object first = new ArrayList<String>();
            Object second = new Object();
            Thread one = new Thread(() -> both(first, second), "one");
            Thread two = new Thread(() -> both(second, first), "two");
            one.start();
            two.start();
            one.join();
            two.join();
        });
        assertThat(failure.kind()).isEqualTo(Failure.Kind.HANG);
        assertThat(failure.message())
                .contains("thread 'one' of driver waits for the monitor of a java.lang.Object,"
                        + " which thread 'two' of driver is in")
                .contains("thread 'two' of driver waits for the monitor of a java.util.ArrayList,"
                        + " which thread 'one' of driver is in")
                .contains("MonitorTest.both");
    }

    private static void both(Object first, Object second) {
        synchronized (first) {
            Runs.sleep(100);
            synchronized (second) {
                Runs.sleep(100);
            }
        }
    }

    @Test
    void crash_insideAMonitor_namesTheDeadHolder() {
        Failure failure = Runs.fails(engine -> {
            Incarnation life = engine.incarnation(0, 0, "node-1");
            Object monitor = new Object();
            Runs.step(engine, life, () -> {
                synchronized (monitor) {
                    Runs.sleep(1_000_000);
                }
            });
            Runs.sleep(10);
            engine.kill(life);
            synchronized (monitor) {
                throw new AssertionError("entered");
            }
        });
        assertThat(failure.kind()).isEqualTo(Failure.Kind.HANG);
        assertThat(failure.message()).contains("node-1, which crashed");
    }
}
