package dev.pekkosim.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tasks that hear of their cancellation, with an interface that stands for Pekko's. */
class SchedulerTasksTest {

    /** As Pekko has it from 1.2 on. */
    public interface Task extends Runnable {

        /** Called when it is cancelled. */
        void cancelled();
    }

    /** Something else. */
    public interface OtherTask extends Runnable {}

    private static SchedulerTasks of(Class<?> type) {
        return SchedulerTasks.of(type.getName(), type.getClassLoader());
    }

    @Test
    void task_thatWantsToHear_isTold() {
        List<String> events = new ArrayList<>();
        Task task = new Task() {
            @Override
            public void run() {
                events.add("run");
            }

            @Override
            public void cancelled() {
                events.add("cancelled");
            }
        };
        SchedulerTasks tasks = of(Task.class);

        assertThat(tasks.contains(task)).isTrue();
        tasks.tellCancelled(task);
        assertThat(events).containsExactly("cancelled");
    }

    @Test
    void task_ofAnyOtherKind_isNotTold() {
        Runnable task = () -> {
            throw new AssertionError("it ran");
        };

        assertThat(of(Task.class).contains(task)).isFalse();
        of(Task.class).tellCancelled(task);
    }

    @Test
    void pekko_withoutTheInterface_hasNoSuchTasks() {
        SchedulerTasks none =
                SchedulerTasks.of("org.apache.pekko.actor.NoTask", Task.class.getClassLoader());

        assertThat(none.contains(() -> {})).isFalse();
    }

    @Test
    void pekko_withAnotherInterface_isRefused() {
        assertThatThrownBy(() -> of(OtherTask.class))
                .hasMessage(OtherTask.class.getName() + " of this Pekko has no method cancelled()");
    }
}
