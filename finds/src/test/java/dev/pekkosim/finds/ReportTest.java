package dev.pekkosim.finds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final About ABOUT = new About(
            "PEKKO-0", "a find", "the link is cut", "it is not", "a = b\n", List.of("part"));

    @Test
    void everyFindSeenAndControlsHealthy_isShown() {
        Tally tally =
                tally(trial(true, Observation.effect("e")), trial(false, Observation.healthy("h")));

        assertThat(tally.isShown()).isTrue();
        assertThat(printed(report -> report.row(tally)))
                .isEqualTo("PEKKO-0   a find                                1 of 1    "
                        + "healthy 1 of 1          9\n");
        assertThat(printed(report -> report.exceptions(tally))).isEmpty();
    }

    @Test
    void seenInSomeOfSeveral_isShown() {
        Tally tally = tally(
                trial(true, Observation.effect("e")),
                trial(true, Observation.healthy("it joined")),
                trial(false, Observation.healthy("h")));

        assertThat(tally.isShown()).isTrue();
        assertThat(printed(report -> report.row(tally))).contains("  1 of 2  ");
        assertThat(printed(report -> report.exceptions(tally)))
                .isEqualTo("          find: it joined\n");
    }

    @Test
    void neverSeen_isNotShown() {
        assertThat(tally(
                                trial(true, Observation.neither("n")),
                                trial(false, Observation.healthy("h")))
                        .isShown())
                .isFalse();
    }

    @Test
    void controlWithTheEffectOrWithout_isNotShown() {
        Trial seen = trial(true, Observation.effect("e"));

        assertThat(tally(seen, trial(false, Observation.effect("e"))).isShown()).isFalse();
        assertThat(tally(seen, trial(false, Observation.neither("n"))).isShown())
                .isFalse();
    }

    @Test
    void oneFind_isToldWithItsSettingsEntriesAndVerdict() {
        Trial trial = trial(true, Observation.effect("e"));
        String told = printed(report -> {
            report.introduce(ABOUT);
            report.begin(ABOUT, true);
            report.end(trial);
        });

        assertThat(told).isEqualTo("""
                PEKKO-0 a find

                settings that differ from Pekko's defaults, beside addresses and seed nodes:
                  a = b

                the find: the link is cut
                  verdict: seen
                """);
    }

    @Test
    void entry_hasItsTimeInUtc() {
        String told = printed(report -> report.show(new Timeline.Entry(
                java.time.Instant.parse("2026-01-02T03:04:05.067Z"), "node-1", "INFO x")));

        assertThat(told).isEqualTo("  03:04:05.067  node-1   INFO x\n");
    }

    private static Tally tally(Trial... trials) {
        return new Tally(ABOUT, List.of(trials), Duration.ofMillis(9_900));
    }

    private static Trial trial(boolean triggered, Observation observation) {
        return new Trial(
                triggered, observation, new Timeline(List.of(), entry -> {}), Duration.ZERO);
    }

    private static String printed(Consumer<Report> printing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        printing.accept(new Report(new PrintStream(bytes, true, StandardCharsets.UTF_8)));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
