package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.cluster.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class NemesisTest {

    private static final Duration WATCH = Duration.ofMillis(50);

    @Test
    void crashPartition_appliesAndMendsFaults_withinItsBudget() {
        RunResult result = TestRuns.passes(3, cluster -> {
            cluster.startAll(new TestApp()::guardian);
            cluster.chaos(Chaos.crashPartition());
            boolean cut = false;
            boolean down = false;
            int mended = 0;
            int restarted = 0;
            for (int i = 0; i < 6_000; i++) {
                cluster.sleep(WATCH);
                boolean wasCut = cut;
                boolean wasDown = down;
                cut = isCut(cluster);
                down = cluster.nodes().stream().anyMatch(node -> !node.isRunning());
                mended += wasCut && !cut ? 1 : 0;
                restarted += wasDown && !down ? 1 : 0;
            }
            assertThat(mended).isGreaterThan(5);
            assertThat(restarted).isGreaterThan(5);
        });
        assertThat(result.faults())
                .extracting(Fault::kind)
                .contains("crash", "restart", "partition", "repair");
        assertThatNoneIsDownAtACrash(result.faults());
    }

    private static boolean isCut(SimCluster cluster) {
        return cluster.network().link("node-1", "node-2").isCut()
                || cluster.network().link("node-2", "node-3").isCut();
    }

    @Test
    void crashPartition_afterHeal_isOver() {
        TestRuns.passes(3, cluster -> {
            cluster.startAll(new TestApp()::guardian);
            cluster.chaos(Chaos.crashPartition());
            cluster.await(Duration.ofMinutes(1), () -> !cluster.faults().isEmpty());
            cluster.heal();
            List<Fault> applied = cluster.faults();
            cluster.sleep(Duration.ofMinutes(2));
            assertThat(cluster.faults()).isNotEmpty().isEqualTo(applied);
        });
    }

    private static void assertThatNoneIsDownAtACrash(List<Fault> faults) {
        assertThat(Chaos.crashPartition().maxDown()).isEqualTo(1);
        Set<String> down = new TreeSet<>();
        for (Fault fault : faults) {
            String[] words = fault.description().split(" ", -1);
            switch (fault.kind()) {
                case "crash" -> {
                    assertThat(down).as(fault.toString()).isEmpty();
                    down.add(words[1]);
                }
                case "terminated" -> down.add(words[0]);
                case "restart" -> down.remove(words[1]);
                default -> {}
            }
        }
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
        Body without = cluster -> {
            cluster.startAll(new TestApp()::guardian);
            cluster.sleep(Duration.ofSeconds(20));
            cluster.heal();
        };
        Body with = cluster -> {
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
        // Whatever the seed draws: with Chaos.none() no family is on, as in some seeds of a swarm.
        for (Chaos first : List.of(Chaos.crashPartition(), Chaos.none())) {
            Failure failure = TestRuns.fails(2, cluster -> {
                cluster.startAll(new TestApp()::guardian);
                cluster.chaos(first);
                cluster.chaos(Chaos.crashPartition());
            });
            assertThat(failure.message()).contains("chaos(…) must be called once in a run");
        }
    }
}
