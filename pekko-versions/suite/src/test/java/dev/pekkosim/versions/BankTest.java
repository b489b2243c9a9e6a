package dev.pekkosim.versions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.testkit.Chaos;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.cluster.Fault;
import dev.pekkosim.workloads.bank.BankCampaign;
import dev.pekkosim.workloads.bank.BankOptions;
import org.junit.jupiter.api.Test;

/** The shipped workload: sharded, persistent accounts on three nodes, under the nemesis. */
class BankTest {

    @Test
    void bank_underChaos_keepsItsMoneyInTheSameRunTwice() {
        RunResult run =
                Tested.passesTwice(BankCampaign.of(3, BankOptions.DEFAULT, Chaos.crashPartition()));

        assertThat(run.faults())
                .extracting(Fault::kind)
                .contains("crash", "restart", "partition", "repair");
        assertThat(run.operations().ok()).isGreaterThan(500);
    }
}
