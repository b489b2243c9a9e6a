package dev.pekkosim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.pekkosim.engine.WrittenFile;
import dev.pekkosim.testkit.results.CampaignOutcome;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportTest {

    private final StringWriter out = new StringWriter();

    @Test
    void interrupt_closesTheReportSoFar(@TempDir Path folder) {
        Path json = folder.resolve("results.json");
        RunReport report = report(false, json);
        report.add(ReportTexts.passed());

        report.interrupt();
        report.add(ReportTexts.passed());
        report.close();

        assertThat(out.toString().lines())
                .hasSize(18)
                .containsSequence(
                        "interrupted after 1 of 20 runs",
                        "replaced: pekko.persistence.journal.plugin, yours jdbc-journal, ours",
                        "    pekko.sim.cluster-journal",
                        "    The stores belong to the simulated cluster, so nothing is written to the",
                        "        application's",
                        "replaced in every application: threads, timers, clocks, random sources, the wire",
                        "    and the default stores (docs/concepts.md)",
                        "property                                         runs        held    not held",
                        "alwaysLessThan 'the balance is small'               2           3           0",
                        "    closest: 998 and 1000",
                        "never reached: late in com.acme.Book.match (Book.java:7)",
                        "never reached: late.delivery in",
                        "    com.acme.orders.matching.DeliverySchedule.postpone",
                        "    (DeliverySchedule.java:142)",
                        "unmet: sometimes 'x' never held")
                .last()
                .asString()
                .startsWith("1 run, 1 passed, 0 failed, ");
        Config written = ConfigFactory.parseFile(json.toFile());
        assertThat(written.getConfigList("runs")).hasSize(1);
        assertThat(written.getBoolean("interrupted")).isTrue();
    }

    @Test
    void interrupt_beforeTheFirstResultIsFine() {
        report(false, null).interrupt();

        assertThat(out.toString())
                .startsWith("interrupted after 0 of 20 runs" + System.lineSeparator())
                .contains("0 runs, ");
    }

    @Test
    void interrupt_afterTheEndPrintsNothing() {
        RunReport report = report(false, null);
        report.close();
        String closed = out.toString();

        report.interrupt();

        assertThat(out.toString()).isEqualTo(closed);
    }

    @Test
    void close_namesWrittenFilesOnceBeforeTheSummary() {
        WrittenFile file = new WrittenFile("com.acme.Dump", "/tmp/x");
        RunReport report = report(false, null);
        report.add(ReportTexts.wrote(file));
        report.add(ReportTexts.wrote(file));

        report.close();

        assertThat(out.toString().lines().skip(3).findFirst())
                .contains("wrote files: com.acme.Dump -> /tmp/x"
                        + " (a later run sees what an earlier one wrote)");
        assertThat(out.toString().lines()).hasSize(19);
    }

    @Test
    void progress_isShownOnATerminalAndErasedBeforeALine() {
        report(true, null).add(ReportTexts.passed());

        assertThat(out.toString())
                .startsWith("\r\u001b[K0 of 20 runs, 0 failed, ")
                .contains("\r\u001b[K" + RunText.header())
                .contains("\r\u001b[K1 of 20 runs, 0 failed, ");
    }

    @Test
    void progress_isNotShownWhenPiped() {
        report(false, null).add(ReportTexts.passed());

        assertThat(out.toString()).startsWith(RunText.header()).doesNotContain("\r\u001b", "of 20");
    }

    private RunReport report(boolean terminal, @Nullable Path json) {
        Console console = ReportTexts.console(out, terminal);
        return new RunReport(
                console,
                new RunText(console, false, null),
                ReportTexts.DEFAULTS,
                ReportTexts.HEAD,
                report -> new CampaignOutcome(
                        List.of("sometimes 'x' never held"),
                        List.of(),
                        List.of(ReportTexts.PROPERTY),
                        List.of(
                                "late in com.acme.Book.match (Book.java:7)",
                                "late.delivery in"
                                        + " com.acme.orders.matching.DeliverySchedule.postpone"
                                        + " (DeliverySchedule.java:142)"),
                        List.of(ReportTexts.JOURNAL),
                        Set.of(),
                        20),
                false,
                json);
    }
}
