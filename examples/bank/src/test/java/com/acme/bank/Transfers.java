package com.acme.bank;

import dev.pekkosim.testkit.SimCluster;
import java.util.ArrayList;
import java.util.List;

/** What the clients of a bank do. */
final class Transfers {

    private static final int ACCOUNTS = 5;
    private static final int TRANSFERS = 40;

    private Transfers() {}

    /** Moves money about while nodes and links fail, and asks again where no answer came. */
    static void underChaos(SimCluster cluster) {
        cluster.chaos();
        List<Transfer> open = new ArrayList<>();
        for (int i = 0; i < TRANSFERS; i++) {
            Transfer transfer = new Transfer("transfer-" + i, account(i), account(i + 1), 10);
            if (cluster.attempt(1, () -> BankApp.transfer(cluster.client(), transfer))
                            .ok()
                    == 0) {
                open.add(transfer);
            }
        }
        cluster.heal();
        open.forEach(transfer -> cluster.ask(BankApp.transfer(cluster.client(), transfer)));
    }

    static long total(SimCluster cluster) {
        long total = 0;
        for (int i = 0; i < ACCOUNTS; i++) {
            total += cluster.ask(BankApp.balance(cluster.client(), account(i)));
        }
        return total;
    }

    private static String account(int i) {
        return "account-" + i % ACCOUNTS;
    }
}
