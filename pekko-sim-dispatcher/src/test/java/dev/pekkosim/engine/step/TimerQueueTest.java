package dev.pekkosim.engine.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.engine.decision.DecisionStream;
import dev.pekkosim.engine.decision.Decisions;
import dev.pekkosim.engine.decision.Purpose;
import dev.pekkosim.engine.decision.RunHash;
import dev.pekkosim.engine.time.MachineClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimerQueueTest {

    private final TimerQueue queue = new TimerQueue();
    private final Incarnation driver = new Incarnation(
            Incarnation.DRIVER_NODE,
            0,
            "driver",
            new Decisions(1, new RunHash()),
            new MachineClock());

    private TimerQueue.Entry timer(long deadline, long tieBreak) {
        Step step = new Step(driver, StepKind.TIMER, 0, Step.NOTHING, null);
        TimerQueue.Entry timer = queue.new Entry(step, deadline, tieBreak);
        queue.add(timer);
        return timer;
    }

    @Test
    void poll_manyTimers_comeInOrderOfDeadlineThenTieBreak() {
        DecisionStream stream = new Decisions(1, new RunHash()).stream(Purpose.TIMER);
        for (int i = 0; i < 1_000; i++) {
            timer(stream.below(100), stream.nextLong());
        }
        TimerQueue.Entry last = queue.poll();
        while (queue.size() > 0) {
            TimerQueue.Entry next = queue.poll();
            assertThat(next.isBefore(last)).isFalse();
            last = next;
        }
    }

    @Test
    void cancel_anyTimer_leavesTheOthersInOrder() {
        DecisionStream stream = new Decisions(2, new RunHash()).stream(Purpose.TIMER);
        List<TimerQueue.Entry> timers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            timers.add(timer(stream.below(1_000), i));
        }
        stream.shuffle(timers);
        for (TimerQueue.Entry timer : timers.subList(0, 250)) {
            assertThat(timer.cancel()).isTrue();
            assertThat(timer.cancel()).isFalse();
        }
        List<TimerQueue.Entry> polled = new ArrayList<>();
        while (queue.size() > 0) {
            polled.add(queue.poll());
        }
        assertThat(polled).containsExactlyInAnyOrderElementsOf(timers.subList(250, 500));
        assertThat(polled).isSortedAccordingTo((a, b) -> a.isBefore(b) ? -1 : 1);
    }
}
