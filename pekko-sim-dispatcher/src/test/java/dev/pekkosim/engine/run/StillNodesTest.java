package dev.pekkosim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.engine.Limits;
import dev.pekkosim.engine.Outcome;
import dev.pekkosim.engine.step.Incarnation;
import dev.pekkosim.engine.step.StepKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class StillNodesTest {

    private static final long MILLI = 1_000_000;

    private final List<String> ran = new ArrayList<>();

    private Outcome run(BiConsumer<Engine, Incarnation> body) {
        Engine engine = new Engine(
                3, new Limits(100_000, 3600_000 * MILLI, 8, 1_000, 3_000, 3_000, 3600_000 * MILLI));
        Outcome outcome = engine.run(() -> body.accept(engine, engine.incarnation(0, 0, "node-1")));
        assertThat(outcome.failure()).isNull();
        return outcome;
    }

    private void task(Engine engine, Incarnation owner, String name) {
        engine.submit(owner, StepKind.TASK, 1, () -> ran.add(name));
    }

    private void timer(Engine engine, Incarnation owner, long millis, String name) {
        engine.schedule(
                owner,
                millis * MILLI,
                StepKind.TIMER,
                1,
                () -> ran.add(name + " at " + engine.now() / MILLI));
    }

    @Test
    void paused_runsNothing_untilItIsResumed() {
        run((engine, node) -> {
            task(engine, node, "ready before");
            timer(engine, node, 5, "timer");
            engine.pause(node);
            task(engine, node, "ready after");
            task(engine, engine.driver(), "other");
            engine.sleep(20 * MILLI);
            assertThat(ran).containsExactly("other");
            engine.resume(node);
            timer(engine, node, 5, "late timer");
            engine.sleep(10 * MILLI);
            assertThat(ran)
                    .containsExactlyInAnyOrder(
                            "other",
                            "ready before",
                            "ready after",
                            "timer at 20",
                            "late timer at 25");
        });
    }

    @Test
    void paused_stepThatBlocks_goesOnOnlyAfterwards() {
        run((engine, node) -> {
            engine.submit(node, StepKind.TASK, 1, () -> {
                engine.sleep(2 * MILLI);
                ran.add("woke at " + engine.now() / MILLI);
            });
            engine.sleep(MILLI);
            engine.pause(node);
            engine.sleep(10 * MILLI);
            assertThat(ran).isEmpty();
            engine.resume(node);
            engine.sleep(MILLI);
            assertThat(ran).containsExactly("woke at 11");
        });
    }

    @Test
    void paused_andKilled_neverRuns() {
        run((engine, node) -> {
            engine.pause(node);
            task(engine, node, "held");
            engine.kill(node);
            engine.resume(node);
            engine.sleep(MILLI);
            assertThat(ran).isEmpty();
        });
    }

    @Test
    void slow_takesLonger_andDelaysNoOther() {
        run((engine, node) -> {
            engine.slow(node, 1_000);
            for (int i = 0; i < 10; i++) {
                engine.submit(node, StepKind.TASK, 1, () -> ran.add("slow"));
                engine.submit(engine.driver(), StepKind.TASK, 1, () -> ran.add("fast"));
            }
            engine.sleep(MILLI / 10);
            assertThat(ran).containsOnlyOnce("slow").filteredOn("fast"::equals).hasSize(10);
            engine.sleep(60 * MILLI);
            assertThat(ran).filteredOn("slow"::equals).hasSize(10);
        });
    }

    @Test
    void slow_tenThousandTimes_isNoHang() {
        Outcome outcome = run((engine, node) -> {
            engine.slow(node, 10_000);
            Runnable[] next = new Runnable[1];
            next[0] = () -> {
                ran.add("step");
                if (ran.size() < 3) {
                    engine.submit(node, StepKind.TASK, 1, next[0]);
                }
            };
            engine.submit(node, StepKind.TASK, 1, next[0]);
            engine.sleep(200 * MILLI);
        });
        assertThat(ran).hasSize(3);
        assertThat(outcome.steps()).isLessThan(10);
    }

    @Test
    void slow_once_isAsAnyOther() {
        BiConsumer<Engine, Incarnation> work = (engine, node) -> {
            task(engine, node, "a");
            timer(engine, node, 3, "b");
            engine.sleep(5 * MILLI);
        };
        Outcome usual = run(work);
        Outcome slowedBack = run((engine, node) -> {
            engine.slow(node, 7);
            engine.slow(node, 1);
            engine.pause(node);
            engine.resume(node);
            work.accept(engine, node);
        });
        assertThat(slowedBack).isEqualTo(usual);
    }

    @Test
    void drifting_timersAreDueEarlier_andSleepersToo() {
        run((engine, node) -> {
            node.clock().drift(engine.now(), 100_000);
            timer(engine, node, 110, "timer");
            engine.submit(node, StepKind.TASK, 1, () -> {
                engine.sleep(110 * MILLI);
                ran.add("sleeper at " + engine.now() / MILLI);
            });
            engine.sleep(105 * MILLI);
            assertThat(ran).containsExactlyInAnyOrder("timer at 100", "sleeper at 100");
        });
    }
}
