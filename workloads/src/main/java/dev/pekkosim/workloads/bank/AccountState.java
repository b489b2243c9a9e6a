// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.workloads.bank;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An account, immutable.
 *
 * @param phase where its life is
 * @param balance what can be spent, in cents
 * @param deposited all money that was ever brought in
 * @param withdrawn all money that was ever taken out
 * @param pending the transfers it sent that are not settled, oldest first
 * @param outcomes what came of every operation and credit it has seen
 */
record AccountState(
        Phase phase,
        long balance,
        long deposited,
        long withdrawn,
        Map<String, PendingTransfer> pending,
        Map<String, Outcome> outcomes)
        implements BankSerializable {

    /** The life of an account. */
    enum Phase {
        /** It was never opened. */
        NEW,
        /** It takes operations. */
        OPEN,
        /** It takes no operation any more. */
        CLOSED
    }

    /** What came of an operation or a credit. */
    enum Outcome {
        /** An operation of this account that is done. */
        DONE,
        /** A transfer of this account that waits for the other account. */
        HELD,
        /** A transfer of this account that the other one declined. */
        RETURNED,
        /** A transfer of another account that was taken. */
        CREDITED,
        /** A transfer of another account that was declined. */
        DECLINED
    }

    /**
     * A transfer that waits for the other account.
     *
     * @param to the other account
     * @param cents the amount
     */
    record PendingTransfer(String to, long cents) {}

    /** An account that was never opened. */
    static final AccountState EMPTY = new AccountState(Phase.NEW, 0, 0, 0, Map.of(), Map.of());

    @Nullable
    Outcome outcome(String id) {
        return outcomes.get(id);
    }

    boolean acceptsOperations() {
        return phase == Phase.OPEN;
    }

    long held() {
        return pending.values().stream().mapToLong(PendingTransfer::cents).sum();
    }

    Balance toBalance(String accountId) {
        return new Balance(
                accountId,
                acceptsOperations(),
                balance,
                held(),
                deposited,
                withdrawn,
                pending.size());
    }

    // ---- changes

    AccountState withPhase(Phase next) {
        return new AccountState(next, balance, deposited, withdrawn, pending, outcomes);
    }

    AccountState withDeposit(long cents) {
        return new AccountState(
                phase, balance + cents, deposited + cents, withdrawn, pending, outcomes);
    }

    AccountState withWithdrawal(long cents) {
        return new AccountState(
                phase, balance - cents, deposited, withdrawn + cents, pending, outcomes);
    }

    AccountState plus(long cents) {
        return new AccountState(phase, balance + cents, deposited, withdrawn, pending, outcomes);
    }

    AccountState withHold(String transferId, PendingTransfer transfer) {
        Map<String, PendingTransfer> more = new LinkedHashMap<>(pending);
        more.put(transferId, transfer);
        return withPending(balance - transfer.cents(), more);
    }

    AccountState withoutHold(String transferId) {
        Map<String, PendingTransfer> fewer = new LinkedHashMap<>(pending);
        fewer.remove(transferId);
        return withPending(balance, fewer);
    }

    private AccountState withPending(long newBalance, Map<String, PendingTransfer> newPending) {
        return new AccountState(
                phase,
                newBalance,
                deposited,
                withdrawn,
                Collections.unmodifiableMap(newPending),
                outcomes);
    }

    AccountState withOutcome(String id, Outcome outcome) {
        Map<String, Outcome> more = new LinkedHashMap<>(outcomes);
        more.put(id, outcome);
        return new AccountState(
                phase, balance, deposited, withdrawn, pending, Collections.unmodifiableMap(more));
    }
}
