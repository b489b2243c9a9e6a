package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;

/**
 * Interrupts of the threads that run actors: they end at most what runs, and the next step does not
 * see them.
 */
class InterruptTest {

    private final TestApp app = new TestApp();

    @Test
    void interrupt_atTheEndOfAHandler_endsNothing() {
        TestRuns.passes(1, cluster -> {
            cluster.startAll(() -> interrupting(3));
            cluster.sleep(Duration.ofSeconds(10));
            assertThat(app.events("node-1"))
                    .containsExactly("3 false", "2 false", "1 false", "0 false");
        });
    }

    private Behavior<Void> interrupting(int times) {
        return Behaviors.setup(context -> {
            context.spawn(
                            Behaviors.<Integer>setup(own -> Behaviors.receiveMessage(left -> {
                                app.happened(
                                        own.getSystem(),
                                        left + " " + Thread.currentThread().isInterrupted());
                                if (left > 0) {
                                    own.getSelf().tell(left - 1);
                                    Thread.currentThread().interrupt();
                                }
                                return Behaviors.same();
                            })),
                            "worker")
                    .tell(times);
            return Behaviors.empty();
        });
    }
}
