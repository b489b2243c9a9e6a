// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.workloads.bank;

import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.Chaos;
import dev.pekkosim.testkit.SimClusterTestKit;
import java.time.Duration;

/**
 * The bank under its workload and a nemesis, as a campaign.
 *
 * @since 0.1.0
 */
public final class BankCampaign {

    /** Nothing promises that anything gets done under faults without end. */
    private static final Duration LONGEST_CHAOS = Duration.ofMinutes(10);

    private BankCampaign() {}

    /**
     * Makes the campaign: the cluster forms, clients use the bank while the nemesis works, all
     * heals after ten virtual minutes or when the clients are done, the clients finish, and the
     * accounts are checked.
     *
     * @param nodes how many server nodes there are, at least 1
     * @param options how the bank is used
     * @param chaos what the nemesis may do
     */
    public static Campaign of(int nodes, BankOptions options, Chaos chaos) {
        SimClusterTestKit.Builder campaign = SimClusterTestKit.campaign("bank");
        if (chaos.drawn()) {
            campaign.drawKnobs();
        }
        return campaign.nodes(nodes)
                .clients(1)
                .config("bank")
                .body(cluster -> {
                    BankWorkload bank = BankWorkload.with(defaults -> options);
                    cluster.startAll(bank::guardian);
                    cluster.run(bank);
                    cluster.chaos(chaos);
                    cluster.await(LONGEST_CHAOS, bank::isDone);
                    cluster.heal();
                    cluster.awaitDone(bank);
                    cluster.check(bank.moneyConserved());
                })
                .build();
    }
}
