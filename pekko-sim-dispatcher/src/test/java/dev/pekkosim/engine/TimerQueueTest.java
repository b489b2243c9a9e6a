package dev.pekkosim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimerQueueTest {

    private final TimerQueue queue = new TimerQueue();
    private final Incarnation driver = new Incarnation(
            Incarnation.DRIVER_NODE, 0, "driver", new Decisions(1, new RunHash()), new NodeClock());

    private Timer timer(long deadline, long tieBreak) {
        Timer timer = new Timer(
                queue,
                new Step(driver, StepKind.TIMER, 0, Engine.NOTHING, null),
                deadline,
                tieBreak);
        queue.add(timer);
        return timer;
    }

    @Test
    void poll_manyTimers_comeInOrderOfDeadlineThenTieBreak() {
        DecisionStream stream = new DecisionStream(1, new RunHash(), () -> "test");
        for (int i = 0; i < 1_000; i++) {
            timer(stream.below(100), stream.nextLong());
        }
        Timer last = queue.poll();
        while (queue.size() > 0) {
            Timer next = queue.poll();
            assertThat(next.isBefore(last)).isFalse();
            last = next;
        }
    }

    @Test
    void cancel_anyTimer_leavesTheOthersInOrder() {
        DecisionStream stream = new DecisionStream(2, new RunHash(), () -> "test");
        List<Timer> timers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            timers.add(timer(stream.below(1_000), i));
        }
        stream.shuffle(timers);
        for (Timer timer : timers.subList(0, 250)) {
            assertThat(timer.cancel()).isTrue();
            assertThat(timer.cancel()).isFalse();
        }
        List<Timer> polled = new ArrayList<>();
        while (queue.size() > 0) {
            polled.add(queue.poll());
        }
        assertThat(polled).containsExactlyInAnyOrderElementsOf(timers.subList(250, 500));
        assertThat(polled).isSortedAccordingTo((a, b) -> a.isBefore(b) ? -1 : 1);
    }
}
