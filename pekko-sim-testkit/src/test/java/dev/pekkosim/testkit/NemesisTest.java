package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.engine.Failure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class NemesisTest {

    private static final Duration WATCH = Duration.ofMillis(50);

    @Test
    void crashPartition_appliesAndMendsFaults_withinItsBudget() {
        RunResult result = TestRuns.passes(3, cluster -> {
            cluster.startAll(new TestApp()::guardian);
            cluster.chaos(Chaos.crashPartition());
            int cuts = 0;
            int crashes = 0;
            for (int i = 0; i < 6_000; i++) {
                cluster.sleep(WATCH);
                cuts += cluster.network().cuts().isEmpty() ? 0 : 1;
                crashes += cluster.nodes().stream().anyMatch(node -> !node.isRunning()) ? 1 : 0;
                assertThat(downByCrash(cluster.faults()))
                        .isLessThanOrEqualTo(Chaos.crashPartition().maxDown());
            }
            assertThat(cuts).isPositive();
            assertThat(crashes).isPositive();
            cluster.heal();
            int applied = cluster.faults().size();
            cluster.sleep(Duration.ofMinutes(2));
            assertThat(cluster.faults()).hasSize(applied);
        });
        assertThat(result.faults())
                .extracting(Fault::kind)
                .contains("crash", "restart", "partition", "repair");
    }

    private static int downByCrash(List<Fault> faults) {
        long down = faults.stream()
                .mapToLong(fault -> switch (fault.kind()) {
                    case "crash", "terminated" -> 1;
                    case "restart" -> -1;
                    default -> 0;
                })
                .sum();
        long terminated = faults.stream()
                .filter(fault -> fault.kind().equals("terminated"))
                .count();
        return (int) (terminated == 0 ? down : Math.min(down, 1));
    }

    @Test
    void crashPartition_sameSeed_appliesTheSameFaults() {
        List<Fault> first = faults(7);
        assertThat(first).hasSizeGreaterThan(4).isEqualTo(faults(7)).isNotEqualTo(faults(8));
    }

    private static List<Fault> faults(long seed) {
        return TestRuns.passed(TestRuns.campaign(3, cluster -> {
                            cluster.startAll(new TestApp()::guardian);
                            cluster.chaos(Chaos.crashPartition());
                            cluster.sleep(Duration.ofMinutes(1));
                        })
                        .run(seed))
                .faults();
    }

    @Test
    void none_drawsNothing() {
        Scenario without = cluster -> {
            cluster.startAll(new TestApp()::guardian);
            cluster.sleep(Duration.ofSeconds(20));
            cluster.heal();
        };
        Scenario with = cluster -> {
            cluster.startAll(new TestApp()::guardian);
            cluster.chaos(Chaos.none());
            cluster.sleep(Duration.ofSeconds(20));
            cluster.heal();
        };
        RunResult faultless = TestRuns.passes(2, with);
        assertThat(faultless.faults()).isEmpty();
        assertThat(faultless.hash()).isEqualTo(TestRuns.passes(2, without).hash());
    }

    @Test
    void chaos_twice_isRefused() {
        Failure failure = TestRuns.fails(2, cluster -> {
            cluster.startAll(new TestApp()::guardian);
            cluster.chaos(Chaos.crashPartition());
            cluster.chaos(Chaos.crashPartition());
        });
        assertThat(failure.message()).contains("a nemesis is at work already");
    }
}
