// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.workloads.bank;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.RunFailedException;
import dev.pekkosim.persistence.ClusterStore;
import dev.pekkosim.persistence.Committed;
import dev.pekkosim.testkit.Checker;
import dev.pekkosim.testkit.OperationCounts;
import dev.pekkosim.testkit.RunContext;
import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.Workload;
import dev.pekkosim.testkit.cluster.RunProperties;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.pekko.actor.typed.Behavior;
import org.jspecify.annotations.Nullable;

/**
 * Uses the {@linkplain BankApp bank}: clients open and close accounts, deposit, withdraw, transfer
 * and check balances, many at once. While it runs, every answer and every committed event is
 * checked; {@link #moneyConserved()} checks the accounts of the healed cluster.
 *
 * @since 0.1.0
 */
public final class BankWorkload implements Workload {

    static final String MONEY_CONSERVED = "money is conserved";
    static final String NO_NEGATIVE_BALANCE = "no balance is negative";
    static final String OPERATIONS_APPLIED = "acknowledged operations are applied";
    static final String OPERATIONS_VISIBLE = "acknowledged operations are visible";

    private final BankOptions options;
    private final OperationSource source;
    private final Ledger ledger = new Ledger();
    private final String persistenceIdPrefix = Account.persistenceIdOf("").id();
    private @Nullable RunContext observed;

    private BankWorkload(BankOptions options) {
        this.options = options;
        this.source = new OperationSource(options);
    }

    /**
     * A workload for one run.
     *
     * @param change sets the options that are not {@link BankOptions#DEFAULT}
     */
    public static BankWorkload with(UnaryOperator<BankOptions> change) {
        return new BankWorkload(change.apply(BankOptions.DEFAULT));
    }

    /** The guardian of the bank that this workload uses, with the bug of its options. */
    public Behavior<Void> guardian() {
        return BankApp.guardian(options.bug());
    }

    @Override
    public String name() {
        return "bank";
    }

    @Override
    public Behavior<?> client(RunContext run) {
        if (observed == null) {
            observe(run);
        }
        return BankClient.create(options, source, run);
    }

    private void observe(RunContext run) {
        observed = run;
        ClusterStore.current().onCommit(committed -> onCommit(run, committed));
    }

    private void onCommit(RunContext run, Committed committed) {
        if (!(committed.event() instanceof AccountEvent event)) {
            return;
        }
        String account = committed.persistenceId().substring(persistenceIdPrefix.length());
        ledger.commit(account, event);
        run.always(
                NO_NEGATIVE_BALANCE,
                ledger.balance(account) >= 0,
                () -> describe(account, committed) + ": balance of " + account + " is "
                        + ledger.balance(account));
        run.always(
                MONEY_CONSERVED,
                ledger.isConserved(),
                () -> describe(account, committed) + ": " + ledger.describe());
    }

    private static String describe(String account, Committed committed) {
        return "after " + committed.event() + ", number " + committed.sequenceNr() + " of "
                + account + ", written by " + committed.writer();
    }

    @Override
    public boolean isDone() {
        return source.isDone();
    }

    @Override
    public OperationCounts operations() {
        source.sweep();
        return source.books().counts();
    }

    /**
     * Asks every account of the healed cluster for its figures, until no transfer is pending and
     * the figures agree, or two virtual minutes have passed. Then the balances must be what was
     * deposited less what was withdrawn, and nothing may be held. It also states "no balance is
     * negative", "acknowledged operations are applied" and "the application answers after heal".
     */
    public Checker moneyConserved() {
        return new Checker() {
            @Override
            public String property() {
                return MONEY_CONSERVED;
            }

            @Override
            public Optional<String> violation(SimCluster cluster) {
                RunContext run = observed;
                if (run == null) {
                    throw new IllegalStateException("the bank must be run before it is checked");
                }
                Audit audit =
                        new Auditor(cluster, run).audit(source.accounts(), source.books(), ledger);
                state(run, NO_NEGATIVE_BALANCE, audit.negativeBalances());
                state(run, OPERATIONS_APPLIED, audit.unappliedOperations());
                audit.silentAccounts().ifPresent(silent -> {
                    throw new RunFailedException(
                            Failure.Kind.PROPERTY, RunProperties.APPLICATION_ANSWERS, silent);
                });
                return audit.lostMoney();
            }
        };
    }

    private static void state(RunContext run, String property, Optional<String> violation) {
        run.always(property, violation.isEmpty(), violation::orElseThrow);
    }
}
