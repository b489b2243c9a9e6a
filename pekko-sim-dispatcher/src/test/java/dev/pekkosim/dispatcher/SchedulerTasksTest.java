package dev.pekkosim.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pekkosim.engine.Outcome;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.Cancellable;
import org.junit.jupiter.api.BeforeAll;
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

    @BeforeAll
    static void install() {
        SimSystems.install();
    }

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

    /** Of Pekko's own kind, which Pekko 1.0 and 1.1 do not have. */
    @Test
    void timer_cancelled_tellsItsTaskOnItsExecutor() {
        Class<?> type = pekkosTask();
        List<String> events = new ArrayList<>();
        Runnable task = (Runnable) Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("hashCode")) {
                        return 1;
                    }
                    events.add(method.getName());
                    return null;
                });
        Outcome outcome = SimulatedActorSystemTest.run(1, (engine, system) -> {
            Cancellable timer =
                    system.scheduler().scheduleOnce(Duration.ofHours(1), task, system.dispatcher());
            assertThat(timer.cancel()).isTrue();
            assertThat(events).isEmpty();
            engine.sleep(TimeUnit.HOURS.toNanos(2));
        });

        assertThat(outcome.failure()).isNull();
        assertThat(events).isEqualTo(type == Runnable.class ? List.of() : List.of("cancelled"));
    }

    private static Class<?> pekkosTask() {
        try {
            return Class.forName("org.apache.pekko.actor.SchedulerTask");
        } catch (ClassNotFoundException e) {
            return Runnable.class;
        }
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
