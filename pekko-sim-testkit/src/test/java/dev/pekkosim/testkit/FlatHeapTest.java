package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a JVM takes stays the same, however many nodes crash in a run and however many runs there
 * are. The build does a few; {@code -Dtest=FlatHeapTest -Dflat-heap.cycles=50
 * -Dflat-heap.runs=2000} does many.
 */
class FlatHeapTest {

    private static final int CYCLES = Integer.getInteger("flat-heap.cycles", 8);
    private static final int RUNS = Integer.getInteger("flat-heap.runs", 60);
    private static final int QUICK_RUNS = 90;
    private static final int MOST_SAMPLES = 50;
    private static final int LEAK_BYTES = 20 * 1024;

    private final List<byte[]> leaked = new ArrayList<>();

    @AfterEach
    void endLeak() {
        leaked.clear();
    }

    @Test
    void crashesInOneRun_takeNothing() {
        Footprints footprints = new Footprints("cycles");
        TestRuns.passes(3, cluster -> {
            cluster.startAll(new TestApp()::guardian);
            for (int i = 1; i <= CYCLES; i++) {
                cluster.nodes().forEach(node -> crashAndRestart(cluster, node));
                footprints.add(i, Footprint.now());
            }
        });
        print("crash and restart of each of 3 nodes in one run", footprints);
        assertThat(footprints.growth()).isEmpty();
    }

    @Test
    void runsInOneJvm_takeNothing() {
        Footprints footprints = runs(RUNS, TestRuns.campaign(3, cluster -> {
            cluster.startAll(new TestApp()::guardian);
            crashAndRestart(cluster, cluster.node("node-2"));
        }));
        print("runs of 3 nodes, one of which crashes, in one JVM", footprints);
        assertThat(footprints.growth()).isEmpty();
    }

    /** The rule finds a leak of 20 KB per run in the short form. */
    @Test
    void runsThatLeak_areNoticed() {
        Footprints footprints = runs(QUICK_RUNS, TestRuns.campaign(1, cluster -> {
            cluster.startAll(new TestApp()::guardian);
            leaked.add(new byte[LEAK_BYTES]);
        }));
        assertThat(footprints.growth()).singleElement().asString().startsWith("heap KB: from ");
    }

    /**
     * What the last run had may be garbage only after the next one, since code that was compiled
     * quickly keeps what it needs no more: so the next one is one in which nothing happens.
     */
    private static Footprints runs(int runs, Campaign campaign) {
        Campaign nothing = TestRuns.campaign(1, cluster -> {});
        Footprints footprints = new Footprints("runs");
        int every = Math.max(3, runs / MOST_SAMPLES);
        for (int i = 1; i <= runs; i++) {
            TestRuns.passed(campaign.execute(SeedSequence.seed(i), null));
            if (i % every == 0) {
                TestRuns.passed(nothing.execute(1, null));
                footprints.add(i, Footprint.now());
            }
        }
        return footprints;
    }

    private static void crashAndRestart(SimCluster cluster, SimNode node) {
        int nodes = cluster.nodes().size();
        TestApp.askEntity(node.system(), "any", "hello");
        TestRuns.crash(node, node.lives() % 2 == 0);
        cluster.sleep(Duration.ofSeconds(1));
        node.restart();
        assertThat(cluster.await(
                        Duration.ofMinutes(5),
                        () -> cluster.nodes().stream()
                                .allMatch(peer -> TestRuns.missing(peer, nodes) == null)))
                .isTrue();
    }

    @SuppressWarnings("SystemOut") // The figures are wanted in the test's output.
    private static void print(String title, Footprints footprints) {
        System.out.println(title + System.lineSeparator() + footprints);
    }
}
