package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.Failure.Kind;
import dev.pekkosim.testkit.cluster.SimSetupException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CampaignTest {

    @Test
    void summary_ofRuns_isOneLine() {
        CampaignReport report = new CampaignReport(
                "bank",
                List.of(
                        result(1, Duration.ofMinutes(10), null),
                        result(2, Duration.ofMinutes(5), null),
                        result(
                                3,
                                Duration.ofMinutes(5),
                                new Failure(Kind.PROPERTY, "any", "text", 1, 1, null))),
                Duration.ofMillis(2_500).toNanos());
        assertThat(report.summary())
                .isEqualTo("3 runs, 2 passed, 1 failed, 1.2 runs/s, virtual:wall 480:1");
        assertThat(report.failures()).extracting(RunResult::seed).containsExactly(3L);
    }

    @Test
    void summary_ofNoRuns_divides() {
        assertThat(new CampaignReport("bank", List.of(), 0).summary())
                .isEqualTo("0 runs, 0 passed, 0 failed, 0.0 runs/s, virtual:wall 0:1");
    }

    @Test
    void run_aCount_runsEachSeedInOrder() {
        List<Long> seen = new ArrayList<>();
        CampaignReport report = TestRuns.campaign(1, cluster -> {})
                .run(Iterations.of(5).seeds(i -> 100 + i).afterEach(run -> seen.add(run.seed())));
        assertThat(seen).containsExactly(100L, 101L, 102L, 103L, 104L);
        assertThat(report.runs()).extracting(RunResult::seed).isEqualTo(seen);
        assertThat(report.passed()).isEqualTo(5);
        assertThat(report.name()).isEqualTo("test");
    }

    @Test
    void run_untilToldToStop_stops() {
        List<Long> seen = new ArrayList<>();
        CampaignReport report = TestRuns.campaign(1, cluster -> {})
                .run(Iterations.of(1_000)
                        .afterEach(run -> seen.add(run.seed()))
                        .whileTrue(() -> seen.size() < 3));
        assertThat(report.runs()).hasSize(3);
    }

    /** A failing run does not end the campaign, and does not touch the next. */
    @Test
    void run_afterAFailure_goesOn() {
        CampaignReport report = TestRuns.campaign(2, cluster -> {
                    cluster.startAll(new TestApp()::guardian);
                    assertThat(cluster.seed()).isNotEqualTo(1);
                })
                .run(Iterations.of(3).seeds(i -> i));
        assertThat(report.failures()).extracting(RunResult::seed).containsExactly(1L);
        assertThat(report.passed()).isEqualTo(2);
    }

    @Test
    void beforeRun_thatThrows_isNamed() {
        IllegalStateException thrown = new IllegalStateException("no cache");
        Campaign campaign = TestRuns.builder(1)
                .beforeRun(() -> {
                    throw thrown;
                })
                .body(cluster -> {})
                .build();

        assertThatExceptionOfType(SimSetupException.class)
                .isThrownBy(() -> campaign.run(1))
                .withMessage("what beforeRun does before each run failed:"
                        + " java.lang.IllegalStateException: no cache")
                .withCause(thrown);
    }

    @Test
    void run_ofACanarySeedThatDiffers_fails() {
        AtomicInteger executions = new AtomicInteger();
        RunResult result = counting(executions, 1).run(1);
        Failure failure = result.failure();
        assertThat(failure).isNotNull();
        assertThat(failure.kind()).isEqualTo(Kind.NON_DETERMINISM);
        assertThat(failure.message())
                .startsWith("executed twice: hash " + SeedSequence.format(result.hash()))
                .contains("; the usual cause is what outlives a run, such as a static field; "
                        + "Determinism.verify(campaign, 0x0000000000000001L) finds where they part")
                .containsPattern("; the first execution failed with: assertion in the body of the"
                        + " run: CampaignTest\\.java:\\d+: 1$");
        assertThat(executions).hasValue(2);
    }

    @Test
    void run_ofACanarySeedThatIsTheSame_passes() {
        List<Long> seen = new ArrayList<>();
        RunResult result = TestRuns.builder(1)
                .config(TestRuns.config("pekko.sim.canary = 1"))
                .body(cluster -> seen.add(cluster.seed()))
                .build()
                .run(7);
        assertThat(result.failure()).isNull();
        assertThat(seen).containsExactly(7L, 7L);
    }

    @Test
    void run_withoutCanary_executesOnce() {
        AtomicInteger executions = new AtomicInteger();
        Failure failure = counting(executions, 0).run(1).failure();
        assertThat(failure).isNotNull();
        assertThat(failure.kind()).isEqualTo(Kind.PROPERTY);
        assertThat(executions).hasValue(1);
    }

    @Test
    void canary_coversItsShareOfSeeds() {
        Canary canary = new Canary(20);
        assertThat(IntStream.range(0, 10_000)
                        .filter(i -> canary.covers(SeedSequence.seed(i)))
                        .count())
                .isBetween(400L, 600L);
    }

    /** Takes another time in each execution. */
    private static Campaign counting(AtomicInteger executions, int share) {
        return TestRuns.builder(1)
                .config(TestRuns.config("pekko.sim.canary = " + share))
                .body(cluster -> {
                    int execution = executions.incrementAndGet();
                    cluster.sleep(Duration.ofSeconds(execution));
                    throw new AssertionError(execution);
                })
                .build();
    }

    private static RunResult result(long seed, Duration virtual, @Nullable Failure failure) {
        return TestResults.of(
                seed,
                failure == null ? RunResult.Status.PASSED : RunResult.Status.FAILED,
                virtual,
                failure == null ? List.of() : List.of(TestResults.violation(failure)));
    }
}
