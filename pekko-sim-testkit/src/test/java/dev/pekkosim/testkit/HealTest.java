package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.Failure.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealTest {

    private final TestApp app = new TestApp();

    @Test
    void heal_restartsDeadNodes_repairsLinks_andAwaitsConvergence() {
        List<Phase> phases = new ArrayList<>();
        TestRuns.passes(4, cluster -> {
            phases.add(cluster.phase());
            cluster.startAll(app::guardian);
            phases.add(cluster.phase());
            cluster.node("node-4").crashHost();
            cluster.partition(List.of("node-1"), List.of("node-2", "node-3"));
            cluster.sleep(Duration.ofSeconds(8));
            assertThat(TestRuns.missing(cluster.node("node-2"), 4)).isNotNull();
            cluster.heal();
            phases.add(cluster.phase());
            assertThat(cluster.network().cuts()).isEmpty();
            assertThat(cluster.nodes()).allMatch(node -> TestRuns.missing(node, 4) == null);
            for (SimNode node : cluster.nodes()) {
                assertThat(TestApp.askEntity(node.system(), "any", "hello").text())
                        .isEqualTo("hello");
            }
        });
        assertThat(phases).containsExactly(Phase.START, Phase.CHAOS, Phase.CHECK);
    }

    @Test
    void heal_whileANodeLeaves_startsItAgain() {
        TestRuns.passes(3, cluster -> {
            cluster.startAll(app::guardian);
            SimNode leaving = cluster.node("node-3");
            leaving.leave();
            assertThat(leaving.isRunning()).isTrue();
            cluster.heal();
            cluster.sleep(Duration.ofMinutes(1));
            assertThat(cluster.nodes()).allMatch(node -> TestRuns.missing(node, 3) == null);
        });
    }

    @Test
    void heal_thatDoesNotConverge_failsWithWhatEachNodeSees() {
        Failure failure = TestRuns.fails(2, cluster -> {
            cluster.startAll(app::guardian);
            // behind the cluster's back, so that heal mends it and it is cut again
            TestRuns.later(
                    Duration.ofNanos(1_000),
                    () -> cluster.network().partition(List.of("node-1"), List.of("node-2")));
            cluster.node("node-2").crashProcess();
            cluster.heal();
        });
        assertThat(failure.kind()).isEqualTo(Kind.PROPERTY);
        assertThat(failure.property()).isEqualTo("the cluster converges after heal");
        assertThat(failure.message())
                .startsWith("not within 300 virtual seconds: ")
                .contains("node-1 sees 1 of 2 members Up");
    }

    @Test
    void check_aViolation_failsTheRunWithItsProperty() {
        Failure failure = TestRuns.fails(1, cluster -> {
            cluster.startAll(app::guardian);
            cluster.heal();
            cluster.check(checker(Optional.empty()));
            cluster.check(checker(Optional.of("3 are lost")));
        });
        assertThat(failure.kind()).isEqualTo(Kind.PROPERTY);
        assertThat(failure.property()).isEqualTo("nothing is lost");
        assertThat(failure.message()).isEqualTo("3 are lost");
    }

    private static Checker checker(Optional<String> violation) {
        return new Checker() {
            @Override
            public String property() {
                return "nothing is lost";
            }

            @Override
            public Optional<String> violation(SimCluster cluster) {
                assertThat(cluster.phase()).isEqualTo(Phase.CHECK);
                return violation;
            }
        };
    }
}
