package dev.pekkosim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.Failure.Kind;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.cluster.SimSetupException;
import dev.pekkosim.testkit.results.ExitCode;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodeTest {

    @ParameterizedTest
    @CsvSource({
        "PROPERTY, 1",
        "EXCEPTION, 1",
        "SERIALIZATION, 1",
        "ESCAPE, 1",
        "OUTSIDE, 1",
        "SETUP, 2",
        "NON_DETERMINISM, 3",
        "LIMIT, 4",
        "HANG, 4",
        "INTERNAL, 5"
    })
    void kindOfFailure_hasItsCode(Kind kind, int code) {
        assertThat(ExitCode.of(runs(kind))).isEqualTo(code);
    }

    @Test
    void passedRuns_are0() {
        assertThat(ExitCode.of(List.of(ReportTexts.passed()))).isZero();
        assertThat(ExitCode.of(List.of())).isZero();
    }

    @Test
    void knownFinds_are6_untilTheyAreAccepted() {
        assertThat(ExitCode.of(List.of(ReportTexts.knownFind(), ReportTexts.passed())))
                .isEqualTo(ExitCode.KNOWN_FIND)
                .isEqualTo(6);
        assertThat(ExitCode.of(List.of(ReportTexts.acceptedFind(), ReportTexts.passed())))
                .isZero();
        assertThat(ExitCode.of(List.of(ReportTexts.acceptedFind(), ReportTexts.knownFind())))
                .isEqualTo(ExitCode.KNOWN_FIND);
        assertThat(ExitCode.of(
                        List.of(ReportTexts.knownFind(), ReportTexts.failed(Kind.PROPERTY, 0))))
                .isEqualTo(ExitCode.FAILED);
    }

    @Test
    void unmetContract_is1_besideKnownFindsToo() {
        List<String> unmet = List.of("sometimes 'x' never held in 20 runs");
        assertThat(ExitCode.of(List.of(ReportTexts.passed()), unmet)).isEqualTo(ExitCode.FAILED);
        assertThat(ExitCode.of(List.of(ReportTexts.knownFind()), unmet)).isEqualTo(ExitCode.FAILED);
        assertThat(ExitCode.of(runs(Kind.LIMIT), unmet)).isEqualTo(ExitCode.LIMIT);
        assertThat(ExitCode.of(List.of(ReportTexts.knownFind()), List.of()))
                .isEqualTo(ExitCode.KNOWN_FIND);
    }

    @Test
    void severalFailures_giveTheSmallestCode() {
        assertThat(ExitCode.of(runs(Kind.LIMIT, Kind.PROPERTY, Kind.HANG)))
                .isEqualTo(ExitCode.FAILED);
    }

    @Test
    void nonDeterminism_winsOverFindings() {
        assertThat(ExitCode.of(runs(Kind.NON_DETERMINISM, Kind.PROPERTY)))
                .isEqualTo(ExitCode.NON_DETERMINISM);
        assertThat(ExitCode.of(runs(Kind.PROPERTY, Kind.NON_DETERMINISM)))
                .isEqualTo(ExitCode.NON_DETERMINISM);
        assertThat(ExitCode.of(runs(Kind.LIMIT, Kind.NON_DETERMINISM)))
                .isEqualTo(ExitCode.NON_DETERMINISM);
    }

    @Test
    void ownFault_winsAlways() {
        assertThat(ExitCode.of(runs(Kind.PROPERTY, Kind.INTERNAL, Kind.LIMIT)))
                .isEqualTo(ExitCode.INTERNAL);
    }

    @Test
    void mistakeInTheSetUpWithinARun_isUsage() {
        Failure failure = new Failure(
                Kind.EXCEPTION, "property", "message", 1, 1, new SimSetupException("no client"));

        assertThat(ExitCode.of(failure)).isEqualTo(ExitCode.USAGE);
    }

    private static List<RunResult> runs(Kind... kinds) {
        return Arrays.stream(kinds).map(kind -> ReportTexts.failed(kind, 0)).toList();
    }
}
