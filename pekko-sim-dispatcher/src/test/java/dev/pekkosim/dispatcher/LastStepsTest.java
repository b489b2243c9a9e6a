package dev.pekkosim.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.engine.LastStep;
import dev.pekkosim.engine.Limits;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.step.Incarnation;
import dev.pekkosim.engine.step.StepKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.apache.pekko.actor.AbstractActorWithTimers;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.japi.pf.ReceiveBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is kept of the last steps of nodes. */
class LastStepsTest {

    private static final Limits LIMITS = new Limits(
            20_000, 3600L * 1_000_000_000L, 16, 1_000, 5_000, 5_000, 3600L * 1_000_000_000L);

    private record Tick() {}

    private record Hello() {}

    @BeforeAll
    static void install() {
        SimSystems.install();
    }

    /** The last steps after a body, and a second. */
    private static List<LastStep> after(BiConsumer<Engine, ActorSystem> body) {
        List<LastStep> steps = new ArrayList<>();
        assertThat(SimulatedActorSystemTest.run(1, LIMITS, (engine, system) -> {
                            body.accept(engine, system);
                            engine.sleep(1_000_000_000L);
                            steps.addAll(engine.lastSteps());
                        })
                        .failure())
                .isNull();
        return steps;
    }

    private static List<String> told(List<LastStep> steps) {
        return steps.stream().map(step -> step.work() + " " + step.message()).toList();
    }

    private static final class Timed extends AbstractActorWithTimers {

        @Override
        public void preStart() {
            getTimers().startSingleTimer("beat", new Tick(), Duration.ofMillis(1));
        }

        @Override
        public Receive createReceive() {
            return ReceiveBuilder.create().matchAny(any -> {}).build();
        }
    }

    @Test
    void stepOfAnActor_isToldByPathAndMessage_whichIsTheOneOfThatStep() {
        List<LastStep> steps = after((engine, system) -> {
            ActorRef actor = system.actorOf(Props.create(Timed.class, Timed::new), "timed");
            actor.tell(new Hello(), ActorRef.noSender());
            engine.sleep(10_000_000);
            actor.tell("a text", ActorRef.noSender());
        });

        assertThat(told(steps))
                .containsSubsequence(
                        "/user/timed dev.pekkosim.dispatcher.LastStepsTest$Hello",
                        "/user/timed timer 'beat'",
                        "/user/timed 'a text'");
        assertThat(steps).extracting(LastStep::node).containsOnly("node-1");
        assertThat(steps).extracting(LastStep::step).isSorted().doesNotHaveDuplicates();
        assertThat(steps).extracting(LastStep::virtualNanos).isSorted();
    }

    @Test
    void codeOfTheApplication_isToldByItsClass() {
        List<LastStep> steps = after((engine, system) -> {
            system.dispatcher().execute(new Task());
            system.scheduler().scheduleOnce(Duration.ofMillis(1), new Task(), system.dispatcher());
        });

        assertThat(told(steps))
                .filteredOn(step -> step.equals(Task.class.getName() + " "))
                .hasSize(2);
    }

    private record Task() implements Runnable {

        @Override
        public void run() {}
    }

    /** Each chatters more than all that is kept. */
    @Test
    void manySteps_theNewestOfTheApplicationAreTold_andOfEachNodeOne() {
        List<LastStep> steps = after((engine, system) -> {
            Incarnation other = engine.incarnation(7, 0, "node-8");
            engine.submit(other, StepKind.TASK, 1, new Task());
            engine.sleep(1_000_000);
            for (int i = 0; i < 40; i++) {
                engine.submit(own(system), StepKind.TASK, 1, new Task());
            }
        });

        assertThat(steps).filteredOn(step -> step.node().equals("node-8")).hasSize(1);
        assertThat(steps)
                .filteredOn(step -> step.work().equals(Task.class.getName()))
                .hasSize(1 + 8);
        assertThat(steps).hasSizeLessThanOrEqualTo(16);
    }

    private static Incarnation own(ActorSystem system) {
        return Objects.requireNonNull(SimScheduler.hostOf(system.scheduler())).incarnation();
    }

    @Test
    void stepsOfADeadNode_areToldStill() {
        List<LastStep> steps = after((engine, system) -> {
            system.actorOf(Props.create(Timed.class, Timed::new), "timed")
                    .tell(new Hello(), ActorRef.noSender());
            engine.sleep(10_000_000);
            engine.kill(own(system));
        });

        assertThat(told(steps)).contains("/user/timed dev.pekkosim.dispatcher.LastStepsTest$Hello");
    }
}
