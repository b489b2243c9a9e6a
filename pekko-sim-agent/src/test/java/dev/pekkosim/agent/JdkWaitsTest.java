package dev.pekkosim.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Exchanger;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.StampedLock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the JDK's own waiting does on a carrier, with the agent at work in this JVM. */
class JdkWaitsTest {

    private static final long HOUR = TimeUnit.HOURS.toNanos(1);

    @Test
    void park_onCarrier_isSimulated() {
        FakeCarrier.Outcome outcome = FakeCarrier.run(() -> {
            LockSupport.park();
            LockSupport.park("blocker");
            LockSupport.parkNanos(5);
            LockSupport.parkNanos("blocker", 6);
            return "woken";
        });

        assertThat(outcome.asked())
                .containsExactly("park -1", "park -1 for blocker", "park 5", "park 6 for blocker");
    }

    @Test
    void parkNanos_withoutTime_doesNotPark() {
        FakeCarrier.Outcome outcome = FakeCarrier.run(() -> {
            LockSupport.parkNanos(0);
            LockSupport.parkNanos("blocker", -1);
            return "not parked";
        });

        assertThat(outcome.asked()).isEmpty();
    }

    @Test
    void parkUntil_onCarrier_waitsForTheWallClock() {
        long now = FakeCarrier.FIRST_EPOCH_NANOS / 1_000_000;

        FakeCarrier.Outcome outcome = FakeCarrier.run(() -> {
            LockSupport.parkUntil(now + 3);
            LockSupport.parkUntil("blocker", now);
            return "woken";
        });

        assertThat(outcome.asked())
                .containsExactly("epochNanos", "park 3000000", "epochNanos", "park 0 for blocker");
    }

    @Test
    void unpark_ofCarrier_isSimulated() {
        FakeCarrier.Outcome outcome = FakeCarrier.run(() -> {
            LockSupport.unpark(Thread.currentThread());
            return "unparked";
        });

        assertThat(outcome.asked()).containsExactly("unpark");
    }

    @Test
    void park_offCarrier_isTheMachines() {
        LockSupport.unpark(null);
        LockSupport.unpark(Thread.currentThread());
        LockSupport.park();
        LockSupport.parkNanos(1);
        LockSupport.parkUntil(1);

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    static Stream<Arguments> waits() {
        ReentrantLock lock = new ReentrantLock();
        Condition condition = lock.newCondition();
        StampedLock stamped = new StampedLock();
        stamped.writeLock();
        return Stream.of(
                wait("latch", () -> new CountDownLatch(1).await(1, TimeUnit.HOURS)),
                wait("semaphore", () -> new Semaphore(0).tryAcquire(1, TimeUnit.HOURS)),
                wait("condition", () -> {
                    lock.lock();
                    try {
                        long left = HOUR;
                        while (left > 0) {
                            left = condition.awaitNanos(left);
                        }
                        return left;
                    } finally {
                        lock.unlock();
                    }
                }),
                wait("stampedWrite", () -> stamped.tryWriteLock(1, TimeUnit.HOURS)),
                wait("stampedRead", () -> stamped.tryReadLock(1, TimeUnit.HOURS)),
                wait("future", () -> new CompletableFuture<>().get(1, TimeUnit.HOURS)),
                wait("task", () -> new FutureTask<>(() -> 1).get(1, TimeUnit.HOURS)),
                wait("queue", () -> new LinkedBlockingQueue<>().poll(1, TimeUnit.HOURS)),
                wait("transfer", () -> new LinkedTransferQueue<>().poll(1, TimeUnit.HOURS)),
                wait("hand-over", () -> new SynchronousQueue<>().poll(1, TimeUnit.HOURS)),
                wait("fair", () -> new SynchronousQueue<>(true).poll(1, TimeUnit.HOURS)),
                wait("exchanger", () -> new Exchanger<>().exchange("x", 1, TimeUnit.HOURS)),
                wait(
                        "phaser",
                        () -> new Phaser(1).awaitAdvanceInterruptibly(0, 1, TimeUnit.HOURS)));
    }

    private static Arguments wait(String name, Callable<?> body) {
        return Arguments.of(name, body);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waits")
    void timedWait_onCarrier_endsAtItsVirtualDeadline(String name, Callable<?> body) {
        FakeCarrier.Outcome outcome = FakeCarrier.run(() -> {
            try {
                return body.call();
            } catch (TimeoutException e) {
                return e;
            }
        });

        assertThat(outcome.elapsedNanos()).isEqualTo(HOUR);
    }
}
