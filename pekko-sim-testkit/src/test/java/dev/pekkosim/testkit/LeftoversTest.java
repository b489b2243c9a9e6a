package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;

/** A run leaves nothing behind. */
class LeftoversTest {

    private static final int RUNS = 40;
    private static final int MOST_COLLECTIONS = 50;

    @Test
    void run_leavesNoThread() {
        long before = threads();
        TestRuns.passes(2, cluster -> {
            cluster.startAll(new TestApp()::guardian);
            assertThat(carriers()).isNotEmpty();
            TestApp.askEntity(cluster.client(), "any", "hello");
            cluster.node("node-2").crash(false);
        });
        TestRuns.fails(
                2,
                cluster -> cluster.startAll(() -> Behaviors.setup(context -> {
                    throw new IllegalStateException("a run that fails");
                })));
        assertThat(carriers()).isEmpty();
        assertThat(threads()).isLessThanOrEqualTo(before);
    }

    /** Actor systems of crashed nodes never terminate, and must be gone all the same. */
    @Test
    void runs_keepNoActorSystem() {
        List<WeakReference<ActorSystem<?>>> systems = new ArrayList<>();
        List<RunResult> results = new ArrayList<>();
        Campaign campaign = TestRuns.campaign(2, cluster -> {
            cluster.startAll(new TestApp()::guardian);
            cluster.nodes().forEach(node -> systems.add(new WeakReference<>(node.system())));
            TestApp.askEntity(cluster.client(), "any", "hello");
            cluster.node("node-2").crash(false);
            cluster.sleep(Duration.ofSeconds(1));
        });
        for (int i = 0; i < RUNS; i++) {
            results.add(TestRuns.passed(campaign.run(SeedSequence.seed(i))));
        }
        for (int i = 0; i < MOST_COLLECTIONS && alive(systems) > 0; i++) {
            System.gc();
        }
        assertThat(results).hasSize(RUNS);
        assertThat(systems).hasSize(2 * RUNS);
        assertThat(alive(systems)).isZero();
    }

    private static long alive(List<WeakReference<ActorSystem<?>>> systems) {
        return systems.stream().filter(system -> system.get() != null).count();
    }

    private static List<String> carriers() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("pekko-sim-carrier-"))
                .toList();
    }

    private static long threads() {
        return Thread.getAllStackTraces().size();
    }
}
