package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.points.Marked;
import dev.pekkosim.testkit.campaign.PointSummary;
import dev.pekkosim.testkit.cluster.SimSetupException;
import dev.pekkosim.testkit.faults.Faults;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What a campaign misses in classes that none of its runs loads; {@link BuggifyTest} is about those
 * that were loaded.
 */
class ContractTest {

    private static final String WHOLE = "pekko.sim.contract.class-path = on";

    private static Campaign campaign(String settings) {
        return TestRuns.builder(1)
                .config(TestRuns.config(settings))
                .body(cluster -> {})
                .build();
    }

    private static CampaignReport report(Campaign campaign) {
        return campaign.run(Iterations.of(20));
    }

    @Test
    void namedPackage_isMissed_thoughNoRunLoadsItsClasses() {
        Campaign campaign = campaign("pekko.sim.contract.packages = [com.acme.unloaded.named]");
        CampaignReport report = report(campaign);

        assertThat(report.failures()).isEmpty();
        assertThat(campaign.unmet(report))
                .containsExactly(
                        "sometimes 'an unloaded transfer is late' was never reached in 20 runs:"
                                + " com.acme.unloaded.named.Transfers.transfer (Transfers.java:13)",
                        "reachable 'an unloaded transfer is reached' was never reached in 20 runs:"
                                + " com.acme.unloaded.named.Transfers.transfer (Transfers.java:14)");
        assertThat(campaign.unreachedPoints(report))
                .containsExactly("unloaded.transfer in com.acme.unloaded.named.Transfers.transfer"
                        + " (Transfers.java:15)");
        assertThat(campaign.points(report))
                .contains(new PointSummary(
                        "unloaded.transfer",
                        false,
                        List.of("com.acme.unloaded.named.Transfers.transfer (Transfers.java:15)"),
                        0,
                        0,
                        0,
                        0));
        assertThat(campaign.points(report))
                .extracting(PointSummary::name)
                .isSorted()
                .containsAll(Faults.pointNames());
    }

    @Test
    void propertyOfAnotherPackage_isNotMissed() {
        Campaign campaign = TestRuns.builder(1)
                .config(TestRuns.config("pekko.sim.contract.packages = [com.acme.unloaded.named]"))
                .body(cluster -> Marked.state(1, false, Map.of()))
                .build();

        assertThat(campaign.unmet(report(campaign)))
                .hasSize(2)
                .allMatch(unmet -> unmet.contains("com.acme.unloaded.named."));
    }

    @Test
    void wholeClassPath_isMissed_onRequest() {
        Campaign campaign = campaign(WHOLE);
        CampaignReport report = report(campaign);

        assertThat(report.failures()).isEmpty();
        assertThat(campaign.unmet(report))
                .contains("reachable 'an unloaded account is opened' was never reached in 20 runs:"
                        + " com.acme.unloaded.other.Accounts.open (Accounts.java:13)");
        assertThat(campaign.unreachedPoints(report))
                .contains("unloaded.account in com.acme.unloaded.other.Accounts.open"
                        + " (Accounts.java:14)");
    }

    @Test
    void packagesWithoutClasses_areRefused() {
        assertThatThrownBy(() -> campaign("pekko.sim.contract.packages = [com.acme.nowhere]"))
                .isInstanceOf(SimSetupException.class)
                .hasMessage(
                        "pekko.sim.contract.packages is [com.acme.nowhere], but the class path has"
                                + " no class of any of them");
        assertThatThrownBy(() -> campaign("pekko.sim.contract.packages = [\"\"]"))
                .isInstanceOf(SimSetupException.class)
                .hasMessageEndingWith(
                        "pekko.sim.contract.packages must name packages, but has an empty"
                                + " name; pekko.sim.contract.class-path = on is for all packages");
    }
}
