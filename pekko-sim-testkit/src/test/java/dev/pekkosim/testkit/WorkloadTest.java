package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.Failure.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;

class WorkloadTest {

    private final TestApp app = new TestApp();

    @Test
    void workload_runsOnEveryLifeOfEveryClient_andIsCounted() {
        List<String> clients = new ArrayList<>();
        RunResult result = TestRuns.passed(TestRuns.builder(2)
                .clients(2)
                .body(cluster -> {
                    cluster.startAll(app::guardian);
                    Ticking workload = cluster.run(new Ticking(100, true, clients));
                    cluster.sleep(Duration.ofSeconds(1));
                    cluster.node("client-2").crashProcess();
                    cluster.node("client-2").restart();
                    cluster.awaitDone(workload);
                    cluster.heal();
                })
                .build()
                .run(TestRuns.SEED));
        assertThat(clients).containsExactlyInAnyOrder("client-1", "client-2", "client-2");
        assertThat(result.operations().ok()).isGreaterThanOrEqualTo(100);
    }

    @Test
    void always_thatDoesNotHold_failsTheRunWithItsProperty() {
        Failure failure = TestRuns.failed(TestRuns.builder(2)
                .clients(1)
                .body(cluster -> {
                    cluster.startAll(app::guardian);
                    cluster.awaitDone(cluster.run(new Ticking(100, false, new ArrayList<>())));
                })
                .build()
                .run(TestRuns.SEED));
        assertThat(failure.kind()).isEqualTo(Kind.PROPERTY);
        assertThat(failure.property()).isEqualTo("ticks are fine");
        assertThat(failure.message()).isEqualTo("tick 1 is not");
    }

    @Test
    void workload_withoutClients_isRefused() {
        Failure failure = TestRuns.fails(1, cluster -> {
            cluster.startAll(app::guardian);
            cluster.run(new Ticking(1, true, new ArrayList<>()));
        });
        assertThat(failure.kind()).isEqualTo(Kind.SETUP);
        assertThat(failure.message())
                .contains(
                        "workload ticking needs a client node, but the cluster has none; set clients"
                                + " to at least 1");
    }

    @Test
    void workload_thatNeverEnds_failsTheRun() {
        Failure failure = TestRuns.failed(TestRuns.builder(1)
                .clients(1)
                .body(cluster -> {
                    cluster.startAll(app::guardian);
                    cluster.awaitDone(
                            cluster.run(new Ticking(Integer.MAX_VALUE, true, new ArrayList<>())));
                })
                .build()
                .run(TestRuns.SEED));
        assertThat(failure.kind()).isEqualTo(Kind.PROPERTY);
        assertThat(failure.property()).isEqualTo("the workload ends");
        assertThat(failure.message()).startsWith("ticking is not done within 2 virtual hours: ");
    }

    /** Counts its ticks as operations. */
    private static final class Ticking implements Workload {

        private final long last;
        private final boolean fine;
        private final List<String> clients;
        private long ticks;

        Ticking(long last, boolean fine, List<String> clients) {
            this.last = last;
            this.fine = fine;
            this.clients = clients;
        }

        @Override
        public String name() {
            return "ticking";
        }

        @Override
        public Behavior<?> client(RunContext run) {
            return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
                clients.add(TestApp.hostOf(context.getSystem()));
                timers.startTimerAtFixedRate("tick", Duration.ofSeconds(1));
                return Behaviors.receiveMessage(tick -> {
                    ticks++;
                    run.always("ticks are fine", fine, () -> "tick " + ticks + " is not");
                    return Behaviors.same();
                });
            }));
        }

        @Override
        public boolean isDone() {
            return ticks >= last;
        }

        @Override
        public OperationCounts operations() {
            return new OperationCounts(ticks, 0, 0);
        }
    }
}
