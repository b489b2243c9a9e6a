package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.campaign.SuppressForbidden;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;

class DeadlockTest {

    private static final String PLACE = DeadlockTest.class.getName();

    private final TestApp app = new TestApp();

    @Test
    void locksInOppositeOrder_areTheFirstThingInTheReport() {
        RunResult failed = deadlock(new ReentrantLock(), new ReentrantLock(), DeadlockTest::lock);
        String there = "waits for a java.util.concurrent.locks.ReentrantLock, which thread '%s' of"
                + " node-2 has, in " + PLACE + ".lock(DeadlockTest.java:LINE)";
        assertDeadlock(failed, there, there);
    }

    @Test
    void monitorsInOppositeOrder_areTheFirstThingInTheReport() {
        RunResult failed = deadlock(new ArrayList<>(), new ArrayDeque<>(), DeadlockTest::enter);
        String wait = "waits for the monitor of a java.util.%s, which thread '%%s' of node-2 is in,"
                + " in " + PLACE + ".enter(DeadlockTest.java:LINE)";
        assertDeadlock(failed, wait.formatted("ArrayDeque"), wait.formatted("ArrayList"));
    }

    /** Either thread may be the last to block. */
    private static void assertDeadlock(RunResult failed, String thereWaits, String backWaits) {
        String there = "thread 'there' of node-2 " + thereWaits.formatted("back");
        String back = "thread 'back' of node-2 " + backWaits.formatted("there");
        Failure failure = TestRuns.failed(failed);
        assertThat(failure.kind()).isEqualTo(Failure.Kind.HANG);
        assertThat(failure.property()).isEqualTo("no threads wait for each other in a circle");
        assertThat(failure.virtualNanos()).isLessThan(Duration.ofSeconds(1).toNanos());
        assertThat(failure.message().replaceAll(":\\d+", ":LINE"))
                .isIn("deadlock: " + there + "; " + back, "deadlock: " + back + "; " + there);
        assertThat(failed.report().replaceAll("\\s+", " "))
                .contains("circle property " + failure.property() + " message " + failure.message()
                        + " noticed");
        assertThat(failed.pending()).hasSize(1);
        assertThat(failed.pending().get(0).replaceAll(":\\d+", ":LINE"))
                .startsWith("a step of node-2 waits for thread 'there' to end, which "
                        + thereWaits.formatted("back") + ", in " + PLACE);
    }

    /** An actor of one of three nodes joins two threads that take two things in opposite order. */
    private <T> RunResult deadlock(T first, T second, BiConsumer<T, T> takeBoth) {
        return TestRuns.campaign(3, cluster -> {
                    cluster.startAll(() -> Behaviors.<Void>setup(context -> {
                        if (context.getSystem().address().host().get().equals("node-2")) {
                            context.spawn(joining(first, second, takeBoth), "joining");
                        }
                        return app.guardian();
                    }));
                    cluster.sleep(Duration.ofMinutes(1));
                })
                .run(TestRuns.SEED);
    }

    private static <T> Behavior<Void> joining(T first, T second, BiConsumer<T, T> takeBoth) {
        return Behaviors.setup(context -> {
            List<Thread> threads = List.of(
                    new Thread(() -> takeBoth.accept(first, second), "there"),
                    new Thread(() -> takeBoth.accept(second, first), "back"));
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            return Behaviors.empty();
        });
    }

    private static void lock(ReentrantLock first, ReentrantLock second) {
        first.lock();
        work();
        second.lock();
    }

    private static void enter(Object first, Object second) {
        synchronized (first) {
            work();
            synchronized (second) {
                work();
            }
        }
    }

    @SuppressForbidden("it sleeps in virtual time")
    private static void work() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
