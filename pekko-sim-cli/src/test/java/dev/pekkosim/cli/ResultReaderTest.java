package dev.pekkosim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.WrittenFile;
import dev.pekkosim.testkit.CampaignReport;
import dev.pekkosim.testkit.campaign.Shard;
import dev.pekkosim.testkit.results.CampaignHead;
import dev.pekkosim.testkit.results.CampaignOutcome;
import dev.pekkosim.testkit.results.CampaignResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is what is read. */
class ResultReaderTest {

    @Test
    void fileThatIsRead_isTheOneThatWasWritten(@TempDir Path folder) throws IOException {
        CampaignHead head = ReportTexts.head(ReportTexts.ALL_SET, new Shard(2, 3));
        CampaignOutcome outcome = new CampaignOutcome(
                List.of("sometimes 'x' never held"),
                List.of(ReportTexts.point("com.acme.retry", 3, 20, 4_711, 42)),
                List.of(ReportTexts.PROPERTY),
                List.of("book.late in com.acme.Book.match (Book.java:7)"),
                List.of(ReportTexts.JOURNAL),
                Set.of("the balance is small"),
                20);
        CampaignReport report = new CampaignReport(
                "bank",
                List.of(
                        ReportTexts.wrote(new WrittenFile("com.acme.Dump", "/tmp/x")),
                        ReportTexts.failed(Failure.Kind.PROPERTY, 2),
                        ReportTexts.knownFind(),
                        ReportTexts.acceptedFind(),
                        ReportTexts.failed(Failure.Kind.NON_DETERMINISM, 0)),
                4_711);
        CampaignResults written = CampaignResults.of(
                head, report, outcome, true, run -> ReportTexts.ALL_SET.commands(run, null));
        Path file = folder.resolve("a.json");
        written.write(file);

        CampaignResults read = CampaignResults.read(file);

        assertThat(read.json()).isEqualTo(written.json());
        assertThat(Files.readString(file)).isEqualTo(written.json() + "\n");
        assertThat(read.head()).isEqualTo(head);
        assertThat(read.exitCode()).isEqualTo(written.exitCode());
        assertThat(read.commands(report.runs().get(4)).verify())
                .contains("./pekko-sim verify bank --seed 0x000000000000002a --nodes 5"
                        + " --operations 50 --chaos none --bug lost-credit");
    }
}
