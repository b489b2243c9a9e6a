package com.acme.bank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.junit.SimTest;
import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.SeedSequence;
import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimClusterTestKit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Money is moved, and neither made nor lost, whatever happens to the nodes. */
class BankTest {

    @SimTest(nodes = 3)
    void moneyIsConserved(SimCluster cluster) {
        cluster.startAll(BankApp::guardian);
        Transfers.underChaos(cluster);
        assertThat(Transfers.total(cluster)).isZero();
    }

    /** The planted race of {@link HandOffRace} does not hide from the first seeds. */
    @Test
    void handOffRace_isFound() {
        Campaign campaign = SimClusterTestKit.campaign("race")
                .nodes(3)
                .body(new HandOffRace()::moneyIsConserved)
                .build();
        assertThat(IntStream.range(0, 20)
                        .mapToObj(i -> campaign.run(SeedSequence.seed(i)))
                        .filter(run -> run.report().contains("[money in all accounts]"))
                        .findFirst())
                .isPresent();
    }
}
