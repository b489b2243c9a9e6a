// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.workloads.bank;

import dev.pekkosim.testkit.RunContext;
import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.workloads.bank.AccountCommand.CheckBalance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;

/**
 * Asks all accounts of a healed cluster for their figures, from the body of the run. The accounts
 * are asked one by one while late operations may still arrive, so that only a round that finds
 * nothing wrong, or the last one, counts.
 */
final class Auditor {

    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration ASK_TIMEOUT = Duration.ofSeconds(3);

    private final SimCluster cluster;
    private final RunContext run;

    Auditor(SimCluster cluster, RunContext run) {
        this.cluster = cluster;
        this.run = run;
    }

    Audit audit(List<String> accounts, Books books, Ledger ledger) {
        long deadline = run.virtualNanos() + BOUND.toNanos();
        Audit audit = round(accounts, books, ledger);
        while (!audit.isClean() && run.virtualNanos() < deadline) {
            cluster.sleep(PAUSE);
            audit = round(accounts, books, ledger);
        }
        return audit;
    }

    private Audit round(List<String> accounts, Books books, Ledger ledger) {
        ActorSystem<?> system = cluster.client();
        Map<String, CompletionStage<Balance>> asked = new LinkedHashMap<>();
        for (String account : accounts) {
            asked.put(
                    account,
                    AskPattern.ask(
                            BankApp.account(system, account),
                            CheckBalance::new,
                            ASK_TIMEOUT,
                            system.scheduler()));
        }
        List<Balance> balances = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        asked.forEach((account, answer) -> {
            try {
                balances.add(answer.toCompletableFuture().join());
            } catch (CompletionException e) {
                silent.add(account);
            }
        });
        return new Audit(balances, silent, books, ledger);
    }
}
