package com.acme.bank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.junit.SimTest;
import dev.pekkosim.testkit.SimCluster;

/** The test of the bank with a bug: it fails, and is run by its name only. */
class HandOffRace {

    @SimTest(nodes = 3)
    void moneyIsConserved(SimCluster cluster) {
        cluster.startAll(() -> BankApp.guardian(ForgetfulAccount::new));
        Transfers.underChaos(cluster);
        assertThat(Transfers.total(cluster)).as("money in all accounts").isZero();
    }
}
