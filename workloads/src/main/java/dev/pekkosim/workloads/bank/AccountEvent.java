// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.workloads.bank;

import dev.pekkosim.workloads.bank.AccountState.Outcome;
import dev.pekkosim.workloads.bank.AccountState.PendingTransfer;

/** What happened to an account. */
sealed interface AccountEvent extends BankSerializable {

    /** The account after the event. */
    AccountState applyTo(AccountState state);

    /**
     * The account was opened.
     *
     * @param operationId the operation's id
     */
    record AccountCreated(String operationId) implements AccountEvent {
        @Override
        public AccountState applyTo(AccountState state) {
            return state.withPhase(AccountState.Phase.OPEN).withOutcome(operationId, Outcome.DONE);
        }
    }

    /**
     * Money came in.
     *
     * @param operationId the operation's id
     * @param cents the amount
     */
    record Deposited(String operationId, long cents) implements AccountEvent {
        @Override
        public AccountState applyTo(AccountState state) {
            return state.withDeposit(cents).withOutcome(operationId, Outcome.DONE);
        }
    }

    /**
     * Money was taken out.
     *
     * @param operationId the operation's id
     * @param cents the amount
     */
    record Withdrawn(String operationId, long cents) implements AccountEvent {
        @Override
        public AccountState applyTo(AccountState state) {
            return state.withWithdrawal(cents).withOutcome(operationId, Outcome.DONE);
        }
    }

    /**
     * Money left the balance for a transfer, but belongs to nobody else yet.
     *
     * @param transferId the transfer
     * @param to the account it is for
     * @param cents the amount
     */
    record TransferHeld(String transferId, String to, long cents) implements AccountEvent {
        @Override
        public AccountState applyTo(AccountState state) {
            return state.withHold(transferId, new PendingTransfer(to, cents))
                    .withOutcome(transferId, Outcome.HELD);
        }
    }

    /**
     * The money of a transfer that this account sent has arrived.
     *
     * @param transferId the transfer
     */
    record TransferSettled(String transferId) implements AccountEvent {
        @Override
        public AccountState applyTo(AccountState state) {
            return state.withoutHold(transferId).withOutcome(transferId, Outcome.DONE);
        }
    }

    /**
     * The money of a transfer that this account sent came back.
     *
     * @param transferId the transfer
     * @param cents the amount
     */
    record TransferReturned(String transferId, long cents) implements AccountEvent {
        @Override
        public AccountState applyTo(AccountState state) {
            return state.withoutHold(transferId)
                    .plus(cents)
                    .withOutcome(transferId, Outcome.RETURNED);
        }
    }

    /**
     * The money of a transfer of another account arrived here.
     *
     * @param transferId the transfer
     * @param from the account it comes from
     * @param cents the amount
     */
    record Credited(String transferId, String from, long cents) implements AccountEvent {
        @Override
        public AccountState applyTo(AccountState state) {
            return state.plus(cents).withOutcome(transferId, Outcome.CREDITED);
        }
    }

    /**
     * A transfer of another account was declined. Persisted, because a later copy of the same
     * credit must get the same answer even if the account is open by then: the sender may have
     * taken the money back.
     *
     * @param transferId the transfer
     */
    record CreditRefused(String transferId) implements AccountEvent {
        @Override
        public AccountState applyTo(AccountState state) {
            return state.withOutcome(transferId, Outcome.DECLINED);
        }
    }

    /**
     * The account was closed.
     *
     * @param operationId the operation's id
     */
    record AccountClosed(String operationId) implements AccountEvent {
        @Override
        public AccountState applyTo(AccountState state) {
            return state.withPhase(AccountState.Phase.CLOSED)
                    .withOutcome(operationId, Outcome.DONE);
        }
    }
}
