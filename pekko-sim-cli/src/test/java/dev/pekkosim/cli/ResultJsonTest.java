package dev.pekkosim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.CampaignReport;
import dev.pekkosim.testkit.campaign.Versions;
import dev.pekkosim.testkit.results.CampaignHead;
import dev.pekkosim.testkit.results.CampaignOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is written of a campaign. */
class ResultJsonTest {

    private static final CampaignReport REPORT = new CampaignReport(
            "bank",
            List.of(ReportTexts.passed(), ReportTexts.failed(Failure.Kind.PROPERTY, 1)),
            3_000_000_000L);

    @Test
    void render_keepsEveryFieldOfARun() {
        Config json = parsed(ReportTexts.results(
                        ReportTexts.head(ReportTexts.ALL_SET, null), REPORT, ReportTexts.EMPTY)
                .json());

        assertThat(json.getString("campaign")).isEqualTo("bank");
        assertThat(json.getString("parameters.bug")).isEqualTo("lost-credit");
        assertThat(json.getLong("passed")).isEqualTo(1);
        assertThat(json.getLong("failed")).isEqualTo(1);
        Config passed = json.getConfigList("runs").get(0);
        assertThat(passed.getString("seed")).isEqualTo("0x000000000000002a");
        assertThat(passed.getString("result")).isEqualTo("passed");
        assertThat(passed.getString("hash")).isEqualTo("0xfedcba9876543210");
        assertThat(passed.getLong("steps")).isEqualTo(52_130);
        assertThat(passed.getLong("virtualNanos")).isEqualTo(91_299_999_999L);
        assertThat(passed.getLong("wallNanos")).isEqualTo(84_999_999L);
        assertThat(passed.getLong("frames")).isEqualTo(4_711);
        assertThat(passed.getLong("operations.ok")).isEqualTo(990);
        assertThat(passed.getLong("operations.failed")).isEqualTo(7);
        assertThat(passed.getLong("operations.unknown")).isEqualTo(3);
        assertThat(passed.getConfigList("faults")).isEmpty();
        assertThat(passed.getConfigList("violations")).isEmpty();
    }

    @Test
    void render_tellsKnownFindsFromFailures() {
        CampaignReport report = new CampaignReport("bank", List.of(ReportTexts.knownFind()), 1);
        Config json = parsed(
                ReportTexts.results(ReportTexts.HEAD, report, ReportTexts.EMPTY).json());

        assertThat(json.getLong("knownFinds")).isEqualTo(1);
        assertThat(json.getLong("failed")).isZero();
        Config run = json.getConfigList("runs").get(0);
        assertThat(run.getString("result")).isEqualTo("known-find");
        Config violation = run.getConfigList("violations").get(0);
        assertThat(violation.getString("knownFind.id")).isEqualTo("PEKKO-1");
        assertThat(violation.getString("knownFind.title")).isEqualTo("lost join");
        assertThat(violation.getString("knownFind.evidence"))
                .isEqualTo("node-3 is Joining in its own view");
        assertThat(violation.getString("property")).isEqualTo("the cluster converges after heal");
    }

    @Test
    void render_keepsFaultsAndFailure() {
        Config failed = parsed(ReportTexts.results(ReportTexts.HEAD, REPORT, ReportTexts.EMPTY)
                        .json())
                .getConfigList("runs")
                .get(1);

        assertThat(failed.getString("result")).isEqualTo("failed");
        Config fault = failed.getConfigList("faults").get(0);
        assertThat(fault.getLong("virtualNanos")).isEqualTo(61_000_000_000L);
        assertThat(fault.getString("kind")).isEqualTo("crash");
        assertThat(fault.getString("description")).isEqualTo("crash node-1");
        Config failure = failed.getConfigList("violations").get(0);
        assertThat(failure.getString("kind")).isEqualTo("property");
        assertThat(failure.getLong("times")).isEqualTo(1);
        assertThat(failure.getString("property")).isEqualTo("money is conserved");
        assertThat(failure.getString("message")).isEqualTo("expected 100,\nactual \"90\"");
        assertThat(failure.getLong("step")).isEqualTo(52_130);
        assertThat(failure.getLong("virtualNanos")).isEqualTo(91_204_567_890L);
    }

    @Test
    void render_namesMissingPoints() {
        SortedMap<String, String> missing = new TreeMap<>();
        missing.put("pekko.cluster.gossip.late", "there is no gossip");
        CampaignReport report = new CampaignReport("bank", List.of(), 1);
        CampaignHead head = new CampaignHead(
                "bank",
                Map.of(),
                20,
                Optional.empty(),
                new TreeMap<>(),
                new Versions("0.1.0", "1.7.0", "17"),
                missing);

        Config json =
                parsed(ReportTexts.results(head, report, ReportTexts.EMPTY).json());

        assertThat(json.getObject("missingPoints").unwrapped()).isEqualTo(Map.copyOf(missing));
    }

    @Test
    void render_tellsEachPointAndPropertyAndWhatIsUnmet() {
        CampaignOutcome outcome = new CampaignOutcome(
                List.of("sometimes 'x' never held"),
                List.of(
                        ReportTexts.point("com.acme.retry", 3, 20, 4_711, 42),
                        ReportTexts.point("pekko.never", 0, 0, 0, 0)),
                List.of(ReportTexts.PROPERTY),
                List.of("book.late in com.acme.Book.match (Book.java:7)"),
                List.of(),
                Set.of("the balance is small"),
                20);

        Config json =
                parsed(ReportTexts.results(ReportTexts.HEAD, REPORT, outcome).json());

        assertThat(json.getStringList("unmet")).containsExactly("sometimes 'x' never held");
        assertThat(json.getStringList("unreachedPoints"))
                .containsExactly("book.late in com.acme.Book.match (Book.java:7)");
        assertThat(json.getValue("properties")).isEqualTo(parsed("""
                {"properties": [
                    {"message": "the balance is small", "kind": "alwaysLessThan", "required": true,
                     "places": ["com.acme.Transfers.retry (Transfers.java:43)"],
                     "runs": 2, "passes": 3, "failures": 0,
                     "closest": "998 and 1000", "nearness": -2, "outcomes": []}
                ]}""").getValue("properties"));
        assertThat(json.getValue("points")).isEqualTo(parsed("""
                {"points": [
                    {"name": "com.acme.retry", "rare": false,
                     "places": ["com.acme.Transfers.retry (Transfers.java:42)"],
                     "activeRuns": 3, "reachedRuns": 20, "reached": 4711, "fired": 42},
                    {"name": "pekko.never", "rare": false, "places": [],
                     "activeRuns": 0, "reachedRuns": 0, "reached": 0, "fired": 0}
                ]}""").getValue("points"));
    }

    @Test
    void render_tellsReplacedSettings() {
        CampaignOutcome outcome = new CampaignOutcome(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(ReportTexts.JOURNAL),
                Set.of(),
                20);

        Config json =
                parsed(ReportTexts.results(ReportTexts.HEAD, REPORT, outcome).json());

        assertThat(json.getValue("replacedSettings"))
                .isEqualTo(parsed("""
                {"replacedSettings": [
                    {"key": "pekko.persistence.journal.plugin", "yours": "jdbc-journal",
                     "ours": "pekko.sim.cluster-journal",
                     "why": "The stores belong to the simulated cluster, so nothing is written to the application's"}
                ]}""").getValue("replacedSettings"));
    }

    @Test
    void render_cutsWhatIsTooLong_andKeepsWhatIsNotToBeSeen() {
        String message = "\u001b[31m" + "x".repeat(1_000_000);
        CampaignReport report =
                new CampaignReport("bank", List.of(ReportTexts.failed("p", message)), 1);

        String json =
                ReportTexts.results(ReportTexts.HEAD, report, ReportTexts.EMPTY).json();

        assertThat(json).hasSizeLessThan(110_000).doesNotContain("\u001b");
        assertThat(parsed(json)
                        .getConfigList("runs")
                        .get(0)
                        .getConfigList("violations")
                        .get(0)
                        .getString("message"))
                .isEqualTo(message.substring(0, 100_000) + "… (900,005 more characters)");
    }

    /** Parses strictly: what is not JSON is an error. */
    private static Config parsed(String json) {
        return ConfigFactory.parseString(
                json, ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON));
    }
}
