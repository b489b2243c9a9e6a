package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.Failure.Kind;
import dev.pekkosim.testkit.TestApp.Note;
import dev.pekkosim.testkit.cluster.RunProperties;
import java.time.Duration;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;

/** Assertions that actors throw: supervision logs them, and nobody else would see them. */
class ActorAssertionTest {

    private static final String HERE = "ActorAssertionTest\\.java:\\d+: ";

    @Test
    void assertionInAnActor_failsTheRun_withItsActorMessageAndLine() {
        Failure failure = ofChild(stating());
        assertThat(failure.kind()).isEqualTo(Kind.PROPERTY);
        assertThat(failure.property()).isEqualTo(RunProperties.ACTOR_ASSERTION);
        assertThat(failure.message())
                .matches("(?s)" + HERE + "expected: \"no\"\\s+but was: \"yes\"\n"
                        + "in the actor /user/child of node-1, which handled"
                        + " dev\\.pekkosim\\.testkit\\.TestApp\\$Note");
    }

    /** Scala's {@code onFailure} without a class catches each, as this does. */
    @Test
    void assertionInAnActor_thatItsSupervisionCatches_failsTheRun() {
        Failure failure = ofChild(Behaviors.supervise(stating())
                .onFailure(Throwable.class, SupervisorStrategy.restart()));
        assertThat(failure.property()).isEqualTo(RunProperties.ACTOR_ASSERTION);
        assertThat(failure.message()).contains("in the actor /user/child of node-1, which handled");
    }

    @Test
    void assertionAtTheStartOfAnActor_failsTheRun() {
        Failure failure = ofChild(Behaviors.setup(context -> {
            assertThat(context.getSelf().path().name()).isEqualTo("parent");
            return Behaviors.empty();
        }));
        assertThat(failure.message())
                .matches("(?s)" + HERE + "expected: \"parent\".*\n"
                        + "in the actor /user/child of node-1, at its start or a signal");
    }

    @Test
    void assertionInAClassicActor_failsTheRun() {
        Failure failure = TestRuns.fails(1, cluster -> {
            cluster.startAll(() -> Behaviors.setup(context -> {
                Adapter.actorOf(context, Props.create(Stating.class, Stating::new), "child")
                        .tell("hello", org.apache.pekko.actor.ActorRef.noSender());
                return Behaviors.empty();
            }));
            cluster.sleep(Duration.ofMinutes(2));
        });
        assertThat(failure.message())
                .matches("(?s)" + HERE + ".*\n"
                        + "in the actor /user/child of node-1, which handled 'hello'");
    }

    @Test
    void assertionInAGuardian_isOneViolation() {
        RunResult result = TestRuns.campaign(1, cluster -> {
                    cluster.startAll(ActorAssertionTest::stating);
                    cluster.client().unsafeUpcast().tell(new Note("yes"));
                    cluster.sleep(Duration.ofMinutes(2));
                })
                .run(TestRuns.SEED);
        assertThat(result.violations())
                .singleElement()
                .satisfies(violation -> assertThat(violation.failure().property())
                        .isEqualTo(RunProperties.ACTOR_ASSERTION));
    }

    @Test
    void otherExceptionInAnActor_isTheActorsAlone() {
        TestRuns.passes(
                1,
                cluster -> withChild(cluster, Behaviors.receiveMessage(note -> {
                    throw new IllegalStateException("not today");
                })));
    }

    private static Behavior<Note> stating() {
        return Behaviors.receiveMessage(note -> {
            assertThat(note.text()).isEqualTo("no");
            return Behaviors.same();
        });
    }

    /** A classic actor. */
    private static final class Stating extends AbstractActor {

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(String.class, text -> assertThat(text).isEmpty())
                    .build();
        }
    }

    private static Failure ofChild(Behavior<Note> child) {
        return TestRuns.fails(1, cluster -> withChild(cluster, child));
    }

    private static void withChild(SimCluster cluster, Behavior<Note> child) {
        cluster.startAll(() -> Behaviors.setup(context -> {
            context.spawn(child, "child").tell(new Note("yes"));
            return Behaviors.empty();
        }));
        cluster.sleep(Duration.ofMinutes(2));
    }
}
