package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.TestApp.Message;
import dev.pekkosim.testkit.TestApp.Said;
import dev.pekkosim.testkit.TestApp.Say;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pekko's own testkits in a run, in the body and in code on a node. */
class PekkoTestKitsTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration A_MOMENT = Duration.ofMillis(1);

    private final TestApp app = new TestApp();

    /** Where a test is. */
    private enum Place {
        BODY {
            @Override
            void run(SimCluster cluster, SimNode node, Runnable test) {
                test.run();
            }
        },
        NODE {
            @Override
            void run(SimCluster cluster, SimNode node, Runnable test) {
                cluster.runOn(node, test);
            }
        };

        abstract void run(SimCluster cluster, SimNode node, Runnable test);
    }

    private Body at(Place place, BiConsumer<SimCluster, ActorSystem<?>> test) {
        return cluster -> {
            cluster.startAll(app::guardian);
            SimNode node = cluster.node("node-1");
            place.run(cluster, node, () -> test.accept(cluster, node.system()));
        };
    }

    private RunResult passes(Place place, BiConsumer<SimCluster, ActorSystem<?>> test) {
        return TestRuns.passes(2, at(place, test));
    }

    private Failure fails(Place place, BiConsumer<SimCluster, ActorSystem<?>> test) {
        return TestRuns.fails(2, at(place, test));
    }

    @ParameterizedTest
    @EnumSource
    void probe_getsAnswersFromAnotherNode(Place place) {
        passes(place, (cluster, system) -> {
            TestProbe<Said> probe = TestProbe.create(Said.class, system);
            TestApp.actor(system, "node-2", "echo").tell(new Say("hello", probe.getRef()));
            assertThat(probe.receiveMessage().node()).isEqualTo("node-2");
            probe.expectNoMessage(Duration.ofSeconds(1));
        });
    }

    @ParameterizedTest
    @EnumSource
    void expectNoMessage_anHour_isExact_andInstant(Place place) {
        RunResult result = passes(place, (cluster, system) -> {
            TestProbe<Said> probe = TestProbe.create(Said.class, system);
            Duration begun = cluster.virtualTime();
            probe.expectNoMessage(HOUR);
            assertThat(cluster.virtualTime().minus(begun)).isBetween(HOUR, HOUR.plus(A_MOMENT));
        });
        assertThat(result.wallNanos()).isLessThan(HOUR.toNanos() / 100);
    }

    @ParameterizedTest
    @EnumSource
    void probeThatGetsAMessage_itDoesNotExpect_failsTheRunWithItsLine(Place place) {
        Failure failure = fails(place, (cluster, system) -> {
            TestProbe<Said> probe = TestProbe.create(Said.class, system);
            TestApp.actor(system, "node-2", "echo").tell(new Say("hello", probe.getRef()));
            probe.expectNoMessage(HOUR);
        });
        assertThat(failure.kind()).isEqualTo(Failure.Kind.PROPERTY);
        assertThat(failure.message())
                .matches("(?s)PekkoTestKitsTest\\.java:\\d+: Received unexpected message Said.*");
    }

    @ParameterizedTest
    @EnumSource
    void probeThatGetsNothing_failsWhenItsTimeIsOver(Place place) {
        Failure failure = fails(place, (cluster, system) -> {
            TestProbe<Said> probe = TestProbe.create(Said.class, system);
            probe.receiveMessage(HOUR);
        });
        assertThat(failure.kind()).isEqualTo(Failure.Kind.PROPERTY);
        assertThat(failure.message())
                .matches(
                        "(?s)PekkoTestKitsTest\\.java:\\d+: .*\\(1 hour\\) during receiveMessage.*");
        assertThat(Duration.ofNanos(failure.virtualNanos())).isGreaterThan(HOUR);
    }

    @ParameterizedTest
    @EnumSource
    void awaitAssert_waitsInVirtualTime(Place place) {
        passes(place, (cluster, system) -> {
            TestProbe<Said> probe = TestProbe.create(Said.class, system);
            Duration end = cluster.virtualTime().plusSeconds(30);
            probe.awaitAssert(HOUR, Duration.ofSeconds(1), () -> {
                assertThat(cluster.virtualTime()).isGreaterThan(end);
                return end;
            });
            assertThat(cluster.virtualTime()).isLessThan(end.plusSeconds(2));
        });
    }

    @ParameterizedTest
    @EnumSource
    void testKitOnANodesSystem_spawnsThere_andStops(Place place) {
        passes(place, (cluster, system) -> {
            ActorTestKit kit = ActorTestKit.create(system);
            ActorRef<Message> echo = kit.spawn(app.echo(), "of-the-kit");
            TestProbe<Said> probe = kit.createTestProbe(Said.class);
            echo.tell(new Say("hello", probe.getRef()));
            assertThat(probe.receiveMessage().node()).isEqualTo("node-1");
            kit.stop(echo);
            probe.expectTerminated(echo);
        });
    }

    @ParameterizedTest
    @EnumSource
    void loggingTestKit_seesWhatAnActorLogs(Place place) {
        passes(place, (cluster, system) -> {
            ActorRef<String> logs = ActorTestKit.create(system).spawn(logging());
            LoggingTestKit.error("said hello").expect(system, () -> {
                logs.tell("hello");
                return "done";
            });
        });
    }

    @ParameterizedTest
    @EnumSource
    void loggingTestKit_thatSeesNothing_failsWhenItsTimeIsOver(Place place) {
        Failure failure = fails(
                place,
                (cluster, system) ->
                        LoggingTestKit.error("never said").expect(system, () -> "done"));
        assertThat(failure.kind()).isEqualTo(Failure.Kind.PROPERTY);
        assertThat(failure.message()).matches("(?s)PekkoTestKitsTest\\.java:\\d+: .*never said.*");
    }

    @ParameterizedTest
    @EnumSource
    void classicProbe_waitsInVirtualTime(Place place) {
        passes(place, (cluster, system) -> {
            TestKit probe = new TestKit(Adapter.toClassic(system));
            Adapter.toClassic(TestApp.actor(system, "node-2", "echo"))
                    .tell(new Say("hello", Adapter.toTyped(probe.getRef())), probe.getRef());
            assertThat(probe.expectMsgClass(Said.class).node()).isEqualTo("node-2");
            Duration begun = cluster.virtualTime();
            probe.expectNoMessage(HOUR);
            assertThat(cluster.virtualTime().minus(begun)).isBetween(HOUR, HOUR.plus(A_MOMENT));
        });
    }

    @ParameterizedTest
    @EnumSource
    void manualTime_isRefused(Place place) {
        Failure failure = fails(place, (cluster, system) -> {
            ManualTime unused = ManualTime.get(system);
        });
        assertThat(failure.kind()).isEqualTo(Failure.Kind.OUTSIDE);
        assertThat(failure.message())
                .startsWith("PekkoTestKitsTest.java:")
                .endsWith(" asks for the ManualTime of a node, whose time is the run's: leave it"
                        + " out and wait, by SimCluster.sleep in the body of the run or by"
                        + " expectNoMessage of a probe; virtual time passes at once");
    }

    private static Behavior<String> logging() {
        return Behaviors.receive((context, message) -> {
            context.getLog().error("said {}", message);
            return Behaviors.same();
        });
    }
}
