package dev.pekkosim.workloads.bank;

import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.Chaos;
import dev.pekkosim.testkit.SimClusterTestKit;

/** The bank under its workload and a nemesis, as a campaign. */
public final class BankCampaign {

    private BankCampaign() {}

    /**
     * Makes the campaign: the cluster forms, clients use the bank while the nemesis works, all heals, and the accounts
     * are checked.
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
                .scenario(cluster -> {
                    BankWorkload bank = BankWorkload.with(defaults -> options);
                    cluster.startAll(bank::guardian);
                    cluster.run(bank);
                    cluster.chaos(chaos);
                    cluster.awaitDone(bank);
                    cluster.heal();
                    cluster.check(bank.moneyConserved());
                })
                .build();
    }
}
