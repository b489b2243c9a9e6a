package dev.pekkosim.testkit.finds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.CampaignReport;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.TestResults;
import dev.pekkosim.testkit.cluster.RunProperties;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownFindReportTest {

    private static final Failure FAILURE = new Failure(
            Failure.Kind.PROPERTY, RunProperties.CLUSTER_CONVERGES, "not within 300 s", 1, 1, null);
    private static final KnownFindMatch MATCH =
            new KnownFindMatch("PEKKO-1", "lost join", "node-3 is Joining");

    private static final RunResult PASSED = TestResults.passed(1);
    private static final RunResult FAILED =
            TestResults.failed(1, RunResult.Status.FAILED, TestResults.violation(FAILURE));
    private static final RunResult KNOWN = TestResults.failed(
            1, RunResult.Status.KNOWN_FIND, TestResults.explained(FAILURE, MATCH));

    @Test
    void ids_areInOrderWithoutGap() {
        assertThat(KnownFinds.ALL)
                .extracting(KnownFind::id)
                .containsExactly(
                        "PEKKO-1",
                        "PEKKO-2",
                        "PEKKO-3",
                        "PEKKO-4",
                        "PEKKO-5",
                        "PEKKO-6",
                        "PEKKO-7",
                        "PEKKO-8",
                        "PEKKO-9",
                        "CAVEAT-1");
    }

    @Test
    void knownFind_isNoPassAndNoUnexplainedFailure() {
        CampaignReport report = report(PASSED, KNOWN, FAILED);

        assertThat(KNOWN.passed()).isFalse();
        assertThat(KNOWN.isKnownFind()).isTrue();
        assertThat(report.passed()).isEqualTo(1);
        assertThat(report.failures()).containsExactly(FAILED);
        assertThat(report.knownFinds()).containsExactly(KNOWN);
    }

    @Test
    void summary_countsKnownFindsByThemselves() {
        assertThat(report(PASSED, KNOWN).summary())
                .startsWith("2 runs, 1 passed, 1 known find, 0 failed, ");
        assertThat(report(KNOWN, KNOWN, FAILED).summary())
                .startsWith("3 runs, 0 passed, 2 known finds, 1 failed, ");
    }

    @Test
    void summary_withoutKnownFindsIsSilentAboutThem() {
        assertThat(report(PASSED, FAILED).summary()).startsWith("2 runs, 1 passed, 1 failed, ");
    }

    private static CampaignReport report(RunResult... results) {
        return new CampaignReport("finds", List.of(results), 1_000_000_000L);
    }
}
