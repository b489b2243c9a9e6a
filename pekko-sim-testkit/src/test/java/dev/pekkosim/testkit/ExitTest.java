package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.engine.Failure;
import java.time.Duration;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application that ends its JVM, which is the one of its node only. */
class ExitTest {

    private static final Duration LATER = Duration.ofSeconds(10);

    private final TestApp app = new TestApp();
    private boolean isDone;

    /** Ends the JVM in one of the ways that there are. */
    private static void end(String way) {
        switch (way) {
            case "System.exit(7)" -> System.exit(7);
            case "Runtime.exit(7)" -> Runtime.getRuntime().exit(7);
            case "Runtime.halt(7)" -> Runtime.getRuntime().halt(7);
            default -> {
                try {
                    System.class.getMethod("exit", int.class).invoke(null, 7);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    /** Does something on the first node some time after it has begun, once in a run. */
    private Behavior<Void> doing(Runnable work) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            context.spawn(
                    Behaviors.<String>withTimers(own -> {
                        own.startSingleTimer("now", LATER);
                        return Behaviors.receiveMessage(message -> {
                            if (TestApp.hostOf(context.getSystem()).equals("node-1") && !isDone) {
                                isDone = true;
                                work.run();
                            }
                            return Behaviors.same();
                        });
                    }),
                    "worker");
            return app.guardian();
        }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"System.exit(7)", "Runtime.exit(7)", "Runtime.halt(7)", "reflection"})
    void actor_thatEndsTheJvm_failsTheRun(String way) {
        Failure failure = TestRuns.fails(1, cluster -> {
            cluster.startAll(() -> doing(() -> end(way)));
            cluster.sleep(LATER.multipliedBy(2));
        });

        assertThat(failure.kind()).isEqualTo(Failure.Kind.EXCEPTION);
        assertThat(failure.property()).isEqualTo("no code of the run ends the JVM");
        assertThat(failure.message())
                .startsWith("ExitTest.java:")
                .contains(": node-1 called " + (way.equals("reflection") ? "System.exit(7)" : way)
                        + "; with ");
        assertThat(failure.cause()).isNotNull();
    }

    @Test
    void thread_thatEndsTheJvm_failsTheRun() {
        Failure failure = TestRuns.fails(1, cluster -> {
            cluster.startAll(() -> doing(() -> new Thread(() -> end("System.exit(7)")).start()));
            cluster.sleep(LATER.multipliedBy(2));
        });

        assertThat(failure.message()).contains("node-1 called System.exit(7)");
    }

    @Test
    void exit_thatIsACrash_endsTheNodeAndStartsItAgain() {
        RunResult result = TestRuns.passed(TestRuns.builder(2)
                .config(TestRuns.config("pekko.sim.cluster.on-exit = crash"))
                .body(cluster -> {
                    cluster.startAll(() -> doing(() -> {
                        end("System.exit(7)");
                        throw new IllegalStateException("the node is dead");
                    }));
                    cluster.sleep(LATER.multipliedBy(2));
                    cluster.heal();
                    assertThat(cluster.node("node-1").lives()).isEqualTo(2);
                    assertThat(app.events("node-1")).doesNotContain("guardian stopped");
                })
                .build()
                .run(TestRuns.SEED));

        assertThat(result.faults().toString()).contains("node-1 called System.exit(7)");
    }

    @Test
    void body_thatEndsTheJvm_failsTheRun() {
        Failure failure = TestRuns.fails(1, cluster -> end("System.exit(7)"));

        assertThat(failure.property()).isEqualTo("no code of the run ends the JVM");
        assertThat(failure.message()).contains("the body called System.exit(7)");
    }
}
