package dev.pekkosim.finds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final About ABOUT = new About(
            "PEKKO-0", "a find", "the link is cut", "it is not", "a = b\n", List.of("part"));

    @Test
    void findSeenAndControlHealthy_isShown() {
        Tally tally = tally(execution(Observation.effect("e"), Observation.healthy("h")));

        assertThat(tally.isShown()).isTrue();
        assertThat(printed(report -> report.row(tally)))
                .isEqualTo("PEKKO-0   a find                                1 of 1    "
                        + "healthy 1 of 1        9 s\n");
        assertThat(printed(report -> report.exceptions(tally))).isEmpty();
    }

    @Test
    void seenInSomeOfSeveral_isShown() {
        Tally tally = tally(
                execution(Observation.effect("e"), Observation.healthy("h")),
                execution(Observation.healthy("it joined"), Observation.healthy("h")));

        assertThat(tally.isShown()).isTrue();
        assertThat(printed(report -> report.row(tally))).contains("  1 of 2  ", "  healthy 2 of 2");
        assertThat(printed(report -> report.exceptions(tally)))
                .isEqualTo("          find: it joined\n");
    }

    @Test
    void neverSeen_isNotShown() {
        assertThat(tally(execution(Observation.neither("n"), Observation.healthy("h")))
                        .isShown())
                .isFalse();
    }

    @Test
    void controlWithTheEffectOrWithoutHealth_isNotShown() {
        Observation seen = Observation.effect("e");
        Execution sound = execution(seen, Observation.healthy("h"));

        assertThat(tally(sound, execution(seen, Observation.effect("e"))).isShown())
                .isFalse();
        assertThat(tally(sound, execution(seen, Observation.neither("n"))).isShown())
                .isFalse();
    }

    @Test
    void oneFind_isToldWithItsSettingsControlAndVerdicts() {
        String told = printed(report -> {
            report.introduce(ABOUT);
            report.begin(ABOUT, true);
            report.end(ABOUT, execution(Observation.effect("e"), Observation.healthy("h")));
        });

        assertThat(told).isEqualTo("""
                PEKKO-0 a find

                settings that differ from Pekko's defaults, beside addresses and seed nodes:
                  a = b

                the find: the link is cut
                  verdict: seen

                the control: it is not
                  12:00:00.000  program  done
                  verdict: the control is healthy
                """);
    }

    @Test
    void furtherExecutions_areALineEach() {
        Execution one = execution(Observation.effect("e"), Observation.healthy("h"));

        assertThat(printed(report -> report.further(List.of(one, one)))).isEqualTo("""

                find 2, 9 s: e
                control 2, 4 s: h
                """);
    }

    @Test
    void entry_hasItsTimeInUtc() {
        String told = printed(report -> report.show(
                new Timeline.Entry(Instant.parse("2026-01-02T03:04:05.067Z"), "node-1", "INFO x")));

        assertThat(told).isEqualTo("  03:04:05.067  node-1   INFO x\n");
    }

    private static Tally tally(Execution... executions) {
        return new Tally(ABOUT, List.of(executions));
    }

    private static Execution execution(Observation find, Observation control) {
        Timeline.Entry entry =
                new Timeline.Entry(Instant.parse("2026-01-02T12:00:00Z"), Timeline.PROGRAM, "done");
        return new Execution(
                new Trial(true, find, timeline(), Duration.ofMillis(9_400)),
                new Trial(false, control, timeline(), Duration.ofMillis(4_900)),
                List.of(entry));
    }

    private static Timeline timeline() {
        return new Timeline(List.of(), entry -> {});
    }

    private static String printed(Consumer<Report> printing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        printing.accept(new Report(new PrintStream(bytes, true, StandardCharsets.UTF_8)));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
