package dev.pekkosim.versions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.testkit.CampaignReport;
import dev.pekkosim.testkit.Chaos;
import dev.pekkosim.testkit.Iterations;
import dev.pekkosim.testkit.campaign.PointSummary;
import dev.pekkosim.testkit.faults.Faults;
import dev.pekkosim.workloads.bank.BankCampaign;
import dev.pekkosim.workloads.bank.BankOptions;
import java.util.List;
import org.apache.pekko.Version;
import org.junit.jupiter.api.Test;

/** The buggify points in Pekko: this version has what each needs, and they fire. */
class PointsTest {

    private static final int SEEDS = 3;

    @Test
    void points_ofThisVersion_areAllThere() {
        assertThat(Faults.missingPoints(PointsTest.class.getClassLoader())).isEmpty();
    }

    @Test
    void bank_underPoints_keepsItsMoney_andPointsFire() {
        CampaignReport report =
                BankCampaign.of(3, BankOptions.DEFAULT, Chaos.points()).run(Iterations.of(SEEDS));
        List<String> fired = report.points().stream()
                .filter(point -> point.isInPekko() && point.fired() > 0)
                .map(PointSummary::name)
                .toList();

        System.out.printf(
                "Pekko %-6s points: %d of %d fired in %s%n",
                Version.current(), fired.size(), Faults.pointNames().size(), report.summary());
        assertThat(report.failures()).isEmpty();
        assertThat(report.missingPoints()).isEmpty();
        assertThat(fired).hasSizeGreaterThan(Faults.pointNames().size() / 4);
    }
}
