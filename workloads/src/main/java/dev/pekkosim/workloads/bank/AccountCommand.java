// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.workloads.bank;

import org.apache.pekko.actor.typed.ActorRef;

/** What an account is told. */
sealed interface AccountCommand extends BankSerializable {

    /**
     * A command of a client that changes the account; doing it again with the same id does nothing.
     */
    sealed interface Operation extends AccountCommand {

        /** The id that makes it idempotent. */
        String operationId();

        /** Who waits for the reply. */
        ActorRef<AccountReply> replyTo();
    }

    /**
     * Opens the account.
     *
     * @param operationId the operation's id
     * @param replyTo who waits for the reply
     */
    record CreateAccount(String operationId, ActorRef<AccountReply> replyTo) implements Operation {}

    /**
     * Brings money in.
     *
     * @param operationId the operation's id
     * @param cents the amount, positive
     * @param replyTo who waits for the reply
     */
    record Deposit(String operationId, long cents, ActorRef<AccountReply> replyTo)
            implements Operation {}

    /**
     * Takes money out.
     *
     * @param operationId the operation's id
     * @param cents the amount, positive
     * @param replyTo who waits for the reply
     */
    record Withdraw(String operationId, long cents, ActorRef<AccountReply> replyTo)
            implements Operation {}

    /**
     * Moves money to another account.
     *
     * @param operationId the operation's id, and the transfer's
     * @param to the other account
     * @param cents the amount, positive
     * @param replyTo who waits for the reply, which comes when the other account has decided
     */
    record Transfer(String operationId, String to, long cents, ActorRef<AccountReply> replyTo)
            implements Operation {}

    /**
     * Closes the account for ever.
     *
     * @param operationId the operation's id
     * @param replyTo who waits for the reply
     */
    record CloseAccount(String operationId, ActorRef<AccountReply> replyTo) implements Operation {}

    /**
     * Asks for the account's figures.
     *
     * @param replyTo who waits for them
     */
    record CheckBalance(ActorRef<Balance> replyTo) implements AccountCommand {}

    /**
     * Asks this account to take the money of a transfer. Sent by the account it comes from, again
     * and again until it is answered.
     *
     * @param transferId the transfer
     * @param from the account that the money comes from
     * @param cents the amount
     */
    record Credit(String transferId, String from, long cents) implements AccountCommand {}

    /**
     * Answers a {@link Credit}: the money has arrived.
     *
     * @param transferId the transfer
     */
    record CreditAccepted(String transferId) implements AccountCommand {}

    /**
     * Answers a {@link Credit}: the money will never arrive.
     *
     * @param transferId the transfer
     * @param reason why not
     */
    record CreditDeclined(String transferId, String reason) implements AccountCommand {}

    /** The account's own timer: credits that were not answered are due again. */
    enum RetryCredits implements AccountCommand {
        /** The only one. */
        TICK
    }
}
