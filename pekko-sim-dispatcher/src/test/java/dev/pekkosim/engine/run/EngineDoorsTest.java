package dev.pekkosim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.Limits;
import dev.pekkosim.engine.Outcome;
import dev.pekkosim.engine.step.Incarnation;
import dev.pekkosim.engine.step.Step;
import dev.pekkosim.engine.step.StepKind;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the engine refuses: wrong arguments, and threads that do not have the baton. */
class EngineDoorsTest {

    private record Door(String name, Consumer<Engine> call, String what) {}

    private static final Incarnation NODE =
            new Engine(1, Limits.DEFAULT).incarnation(0, 0, "node-1");

    private static final List<Door> ARGUMENTS = List.of(
            new Door(
                    "sleep",
                    engine -> engine.sleep(-1),
                    "time to sleep must not be negative, but is -1"),
            new Door(
                    "schedule",
                    engine -> engine.schedule(engine.driver(), -2, StepKind.TIMER, 0, Step.NOTHING),
                    "delay must not be negative, but is -2"),
            new Door(
                    "incarnation of a node",
                    engine -> engine.incarnation(-1, 0, "node"),
                    "node must not be negative, but is -1"),
            new Door(
                    "number of an incarnation",
                    engine -> engine.incarnation(0, -1, "node"),
                    "number of a life must not be negative, but is -1"),
            new Door(
                    "slow",
                    engine -> engine.slow(engine.incarnation(0, 0, "node"), 0),
                    "a node must be slowed at least 1 times, but is 0"),
            new Door("kill", engine -> engine.kill(engine.driver()), driver()),
            new Door("pause", engine -> engine.pause(engine.driver()), driver()),
            new Door("resume", engine -> engine.resume(engine.driver()), driver()),
            new Door("slow the driver", engine -> engine.slow(engine.driver(), 2), driver()));

    private static final List<Door> FOREIGN = List.of(
            new Door("submit", engine -> step(engine, Step.NOTHING), "submitted a step"),
            new Door(
                    "schedule",
                    engine -> engine.schedule(engine.driver(), 1, StepKind.TIMER, 0, Step.NOTHING),
                    "set a timer"),
            new Door(
                    "submitQuietly",
                    engine -> engine.submitQuietly(engine.driver(), Step.NOTHING),
                    "submitted work"),
            new Door("event", engine -> engine.event(1, "an event"), "told of an event"),
            new Door(
                    "incarnation",
                    engine -> engine.incarnation(0, 0, "node-1"),
                    "started a life of a node"),
            new Door("kill", engine -> engine.kill(NODE), "killed a node"),
            new Door("pause", engine -> engine.pause(NODE), "paused a node"),
            new Door("resume", engine -> engine.resume(NODE), "resumed a node"),
            new Door("slow", engine -> engine.slow(NODE, 2), "slowed a node"));

    private static String driver() {
        return "incarnation must be one of a node, but is the driver";
    }

    private static void step(Engine engine, Runnable work) {
        engine.submit(engine.driver(), StepKind.TASK, 1, work);
    }

    private static Outcome run(Consumer<Engine> body) {
        Engine engine = new Engine(1, Limits.DEFAULT);
        return engine.run(() -> body.accept(engine));
    }

    @TestFactory
    Stream<DynamicTest> argument_thatIsWrong_isRefused() {
        return ARGUMENTS.stream()
                .map(door -> DynamicTest.dynamicTest(door.name(), () -> {
                    Outcome outcome = run(engine -> assertThatIllegalArgumentException()
                            .isThrownBy(() -> door.call().accept(engine))
                            .withMessage(door.what()));
                    assertThat(outcome.failure()).isNull();
                }));
    }

    @TestFactory
    Stream<DynamicTest> thread_withoutTheBaton_isRefused_andFailsTheRun() {
        return FOREIGN.stream()
                .map(door -> DynamicTest.dynamicTest(door.name(), () -> {
                    AtomicReference<RuntimeException> thrown = new AtomicReference<>();
                    Failure failure = knockOnAForeignThread(door, thrown).failure();

                    assertThat(thrown.get())
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessage(
                                    "the engine must be used by the thread that has the baton, but"
                                            + " thread 'a foreign thread' " + door.what());
                    assertThat(failure).isNotNull();
                    assertThat(failure.kind()).isEqualTo(Failure.Kind.ESCAPE);
                    assertThat(failure.message())
                            .contains("thread 'a foreign thread' " + door.what());
                    assertThat(failure.cause())
                            .isNotNull()
                            .satisfies(stack -> assertThat(stack.getStackTrace())
                                    .anyMatch(frame ->
                                            frame.getClassName().contains("EngineDoorsTest")));
                }));
    }

    /** The body has the baton meanwhile, and waits in machine time. */
    private static Outcome knockOnAForeignThread(
            Door door, AtomicReference<RuntimeException> thrown) {
        Engine engine = new Engine(1, Limits.DEFAULT);
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean done = new AtomicBoolean();
        Thread foreign = new Thread(
                () -> {
                    await(begun);
                    try {
                        door.call().accept(engine);
                    } catch (RuntimeException e) {
                        thrown.set(e);
                    }
                    done.set(true);
                },
                "a foreign thread");
        foreign.start();
        return engine.run(() -> {
            begun.countDown();
            while (!done.get()) {
                Thread.onSpinWait();
            }
            engine.sleep(1);
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
    void engine_beforeItsRun_andAfterIt_isNobodys() {
        Engine engine = new Engine(1, Limits.DEFAULT);
        Incarnation node = engine.incarnation(0, 0, "node-1");
        step(engine, Step.NOTHING);
        assertThat(engine.run(() -> engine.sleep(1)).failure()).isNull();
        step(engine, Step.NOTHING);
        engine.kill(node);
    }

    @Test
    void sleep_outsideTheRun_isRefused() {
        Engine engine = new Engine(1, Limits.DEFAULT);
        assertThatIllegalStateException().isThrownBy(() -> engine.sleep(1));
    }
}
