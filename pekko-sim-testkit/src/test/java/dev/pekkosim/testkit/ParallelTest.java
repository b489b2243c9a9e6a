package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pekkosim.testkit.cluster.SimSetupException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Runs on several threads of one JVM do not disturb each other. */
class ParallelTest {

    private static final int SEEDS = 8;

    private static final AtomicInteger COUNTER = new AtomicInteger();

    @Test
    void campaignsAtOnce_areAsOneAfterAnother() {
        Campaign crashing = campaign(3, Chaos.crashPartition());
        Campaign calm = campaign(2, Chaos.none());
        List<RunResult> ofCrashing = results(crashing, 1);
        List<RunResult> ofCalm = results(calm, 1);

        CompletableFuture<List<RunResult>> crashingAtOnce = onAThread(crashing);
        CompletableFuture<List<RunResult>> calmAtOnce = onAThread(calm);

        assertThat(ofCrashing).anyMatch(result -> !result.faults().isEmpty());
        assertThat(texts(crashingAtOnce.join())).isEqualTo(texts(ofCrashing));
        assertThat(texts(calmAtOnce.join())).isEqualTo(texts(ofCalm));
    }

    @Test
    void runs_ofOneCampaignAtOnce_areAsOneAfterAnother() {
        Campaign campaign = campaign(3, Chaos.crashPartition());

        assertThat(texts(results(campaign, 3))).isEqualTo(texts(results(campaign, 1)));
    }

    /** The later the seed, the sooner it is done. */
    @Test
    void results_comeInTheOrderOfSeeds() {
        List<Long> seen = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        CampaignReport report = TestRuns.campaign(
                        1,
                        cluster -> cluster.sleep(Duration.ofMillis(10_000 / (1 + cluster.seed()))))
                .run(Iterations.of(20).seeds(i -> i).parallel(4).afterEach(result -> {
                    seen.add(result.seed());
                    threads.add(Thread.currentThread());
                }));

        assertThat(seen).hasSize(20).isSorted();
        assertThat(report.runs()).extracting(RunResult::seed).isEqualTo(seen);
        assertThat(threads).containsOnly(Thread.currentThread());
    }

    @Test
    void runs_thatComeAfterTheEnd_areDropped() {
        AtomicInteger executions = new AtomicInteger();
        List<Long> seen = new ArrayList<>();
        CampaignReport report = TestRuns.campaign(1, cluster -> executions.incrementAndGet())
                .run(Iterations.of(1_000)
                        .seeds(i -> i)
                        .parallel(2)
                        .afterEach(result -> seen.add(result.seed()))
                        .whileTrue(() -> seen.size() < 3));

        assertThat(report.runs()).extracting(RunResult::seed).containsExactly(0L, 1L, 2L);
        int executed = executions.get();
        assertThat(executed).isBetween(3, 30);
    }

    @Test
    void exception_ofWhatTakesTheResults_leavesNoThread() {
        assertThatThrownBy(() -> TestRuns.campaign(1, cluster -> {})
                        .run(Iterations.of(100).parallel(2).afterEach(result -> {
                            throw new IllegalArgumentException("not taken");
                        })))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not taken");

        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.isAlive() && thread.getName().equals("pekko-sim-runs"));
    }

    @Test
    void runs_beforeWhichStaticStateIsSetBack_areOneAfterAnother() {
        Campaign campaign = TestRuns.builder(1)
                .beforeRun(() -> COUNTER.set(0))
                .body(cluster -> count(cluster))
                .build();

        assertThat(texts(results(campaign, 3))).isEqualTo(texts(results(campaign, 1)));
    }

    /** Also those of a campaign that sets back nothing: they would have it set back under them. */
    @Test
    void run_beforeWhichStaticStateIsSetBack_isTheOnlyOneInTheJvm() {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger mostBeside = new AtomicInteger();
        Campaign other = TestRuns.builder(1)
                .body(cluster -> {
                    underWay.incrementAndGet();
                    count(cluster);
                    underWay.decrementAndGet();
                })
                .build();
        Campaign alone = TestRuns.builder(1)
                .beforeRun(() -> COUNTER.set(0))
                .body(cluster -> {
                    mostBeside.accumulateAndGet(underWay.get(), Math::max);
                    count(cluster);
                    mostBeside.accumulateAndGet(underWay.get(), Math::max);
                })
                .build();

        CompletableFuture<List<RunResult>> others = onAThread(other);
        results(alone, 2);

        assertThat(others.join()).hasSize(SEEDS).allMatch(RunResult::passed);
        assertThat(mostBeside).hasValue(0);
    }

    /** What it does depends on a static field. */
    private static void count(SimCluster cluster) {
        cluster.startAll(new TestApp()::guardian);
        for (int i = 0; i < 50; i++) {
            cluster.sleep(Duration.ofMillis(COUNTER.incrementAndGet()));
        }
    }

    @Test
    void none_isRefused() {
        assertThatThrownBy(() -> Iterations.of(1).parallel(0))
                .isInstanceOf(SimSetupException.class)
                .hasMessage("parallel must be at least 1, but is 0");
    }

    private static Campaign campaign(int nodes, Chaos chaos) {
        return TestRuns.builder(nodes)
                .clients(1)
                .body(cluster -> {
                    cluster.startAll(new TestApp()::guardian);
                    cluster.chaos(chaos);
                    for (int i = 0; i < 10; i++) {
                        ask(cluster, "entity-" + i % 4);
                        cluster.sleep(Duration.ofSeconds(1));
                    }
                })
                .build();
    }

    private static void ask(SimCluster cluster, String id) {
        try {
            TestApp.askEntity(cluster.client(), id, "hello");
        } catch (IllegalStateException e) {
            // a fault came between, in the same way in every execution of the seed
        }
    }

    private static List<RunResult> results(Campaign campaign, int parallel) {
        return campaign.run(Iterations.of(SEEDS).parallel(parallel)).runs();
    }

    private static CompletableFuture<List<RunResult>> onAThread(Campaign campaign) {
        CompletableFuture<List<RunResult>> results = new CompletableFuture<>();
        new Thread(() -> results.complete(results(campaign, 1))).start();
        return results;
    }

    /** All but the machine time. */
    private static List<String> texts(List<RunResult> results) {
        return results.stream()
                .map(result -> SeedSequence.format(result.seed()) + " "
                        + SeedSequence.format(result.hash()) + " " + result.steps() + " "
                        + result.virtualNanos() + " " + result.extent().frames() + " "
                        + result.faults()
                        + " " + result.failure())
                .toList();
    }
}
