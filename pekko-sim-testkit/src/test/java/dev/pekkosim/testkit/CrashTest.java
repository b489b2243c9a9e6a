package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.pekkosim.testkit.TestApp.Message;
import dev.pekkosim.testkit.TestApp.Note;
import dev.pekkosim.testkit.cluster.Fault;
import dev.pekkosim.transport.net.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrashTest {

    private final TestApp app = new TestApp();
    private final CountDownLatch latch = new CountDownLatch(1);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void crash_runsNothingOfTheNodeAgain(boolean hostDead) {
        TestRuns.passes(3, cluster -> {
            cluster.startAll(this::busyGuardian);
            SimNode victim = cluster.node("node-2");
            local(victim, "blocked").tell(new Note("wait"));
            local(victim, "blocked-for-a-while").tell(new Note("wait"));
            cluster.sleep(Duration.ofSeconds(3));
            assertThat(app.events("node-2")).contains("tick", "waits", "waits for a while");

            ActorRef<Message> worker = local(victim, "worker");
            ActorRef<Message> remote = TestApp.actor(cluster.client(), "node-2", "worker");
            for (int i = 0; i < 100; i++) {
                worker.tell(new Note("work " + i));
                remote.tell(new Note("remote work " + i));
            }
            TestRuns.crash(victim, hostDead);
            List<String> before = app.events("node-2");
            int others = app.events("node-1").size();
            assertThat(victim.isRunning()).isFalse();

            latch.countDown();
            cluster.sleep(Duration.ofMinutes(10));
            assertThat(app.events("node-2")).isEqualTo(before);
            assertThat(app.events("node-1")).hasSizeGreaterThan(others + 500);
            assertThat(cluster.faults()).extracting(Fault::kind).containsExactly("crash");
        });
    }

    /** The events of the same node without a crash, so that their absence means something. */
    @Test
    void leave_ofTheSameNode_runsAllThatACrashDoesNot() {
        TestRuns.passes(3, cluster -> {
            cluster.startAll(this::busyGuardian);
            SimNode leaving = cluster.node("node-2");
            local(leaving, "blocked").tell(new Note("wait"));
            local(leaving, "blocked-for-a-while").tell(new Note("wait"));
            local(leaving, "worker").tell(new Note("work"));
            cluster.sleep(Duration.ofSeconds(3));
            latch.countDown();
            cluster.sleep(Duration.ofMinutes(6));
            leaving.leave();
            cluster.sleep(Duration.ofMinutes(1));
            assertThat(app.events("node-2"))
                    .contains(
                            "tick",
                            "work",
                            "waits",
                            "waited",
                            "waits for a while",
                            "waited for a while",
                            "coordinated shutdown",
                            "worker stopped",
                            "guardian stopped");
        });
    }

    @Test
    void crash_isNoticedByThePeers() {
        TestRuns.passes(3, cluster -> {
            cluster.startAll(app::guardian);
            cluster.node("node-3").crashHost();
            cluster.sleep(Duration.ofMinutes(2));
            for (String name : List.of("node-1", "node-2")) {
                assertThat(TestRuns.missing(cluster.node(name), 2)).isNull();
            }
        });
    }

    /**
     * After the end of a process its machine closes its connections; a dead machine says nothing.
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void crash_isAResetForThePeers_unlessTheHostIsDeadToo(boolean hostDead) {
        TestRuns.passes(2, cluster -> {
            cluster.startAll(app::guardian);
            List<Connection> connections =
                    cluster.network().link("node-1", "node-2").connections();
            assertThat(connections).isNotEmpty().allMatch(Connection::isOpen);
            TestRuns.crash(cluster.node("node-2"), hostDead);
            cluster.sleep(Duration.ofMillis(500));
            assertThat(connections).allMatch(connection -> connection.isOpen() == hostDead);
        });
    }

    @Test
    void crash_ofADeadNode_isRefused() {
        TestRuns.passes(2, cluster -> {
            cluster.startAll(app::guardian);
            SimNode victim = cluster.node("node-2");
            victim.crashProcess();
            assertThatIllegalStateException()
                    .isThrownBy(victim::crashProcess)
                    .withMessage("node-2 is down");
            assertThatIllegalStateException()
                    .isThrownBy(victim::system)
                    .withMessage("node-2 has no actor system: it is down; restart it, or go"
                            + " through a node that runs");
            assertThat(cluster.faults()).hasSize(1);
        });
    }

    private Behavior<Void> busyGuardian() {
        return Behaviors.setup(context -> {
            ActorSystem<?> system = context.getSystem();
            context.spawn(ticker(), "ticker");
            context.spawn(worker(), "worker");
            context.spawn(blocked(), "blocked");
            context.spawn(blockedForAWhile(), "blocked-for-a-while");
            CoordinatedShutdown.get(system)
                    .addTask(CoordinatedShutdown.PhaseBeforeServiceUnbind(), "note", () -> {
                        app.happened(system, "coordinated shutdown");
                        return CompletableFuture.completedFuture(
                                org.apache.pekko.Done.getInstance());
                    });
            return app.guardian();
        });
    }

    private Behavior<Message> ticker() {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerAtFixedRate(new Note("tick"), Duration.ofSeconds(1));
            return noting(context);
        }));
    }

    private Behavior<Message> worker() {
        return Behaviors.setup(this::noting);
    }

    private Behavior<Message> noting(ActorContext<Message> context) {
        return Behaviors.receive(Message.class)
                .onMessage(Note.class, note -> {
                    app.happened(context.getSystem(), note.text());
                    return Behaviors.same();
                })
                .onSignal(PostStop.class, signal -> {
                    app.happened(context.getSystem(), context.getSelf().path().name() + " stopped");
                    return Behaviors.same();
                })
                .build();
    }

    private Behavior<Message> blocked() {
        return Behaviors.setup(context -> Behaviors.receiveMessage(message -> {
            app.happened(context.getSystem(), "waits");
            try {
                latch.await();
            } finally {
                app.happened(context.getSystem(), "waited");
            }
            return Behaviors.same();
        }));
    }

    private Behavior<Message> blockedForAWhile() {
        return Behaviors.setup(context -> Behaviors.receiveMessage(message -> {
            app.happened(context.getSystem(), "waits for a while");
            try {
                new CompletableFuture<Void>().get(5, TimeUnit.MINUTES);
            } catch (TimeoutException | ExecutionException e) {
                // as it should be
            } finally {
                app.happened(context.getSystem(), "waited for a while");
            }
            return Behaviors.same();
        }));
    }

    private static ActorRef<Message> local(SimNode node, String name) {
        return TestApp.actor(node.system(), node.name(), name);
    }
}
