// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.workloads.bank;

import org.apache.pekko.actor.typed.ActorRef;

/**
 * One operation of the alphabet, as a client means it.
 *
 * @param id makes it idempotent
 * @param kind what it does
 * @param account the account it is for
 * @param to for {@link Kind#TRANSFER} the account that gets the money, else empty
 * @param cents the amount, 0 where there is none
 * @param setUp whether it belongs to the first deposits, which are repeated until they are answered
 */
record BankOperation(String id, Kind kind, String account, String to, long cents, boolean setUp) {

    /** The alphabet. */
    enum Kind {
        CREATE_ACCOUNT,
        DEPOSIT,
        WITHDRAW,
        TRANSFER,
        CHECK_BALANCE,
        CLOSE_ACCOUNT
    }

    static BankOperation setUp(String id, Kind kind, String account, long cents) {
        return new BankOperation(id, kind, account, "", cents, true);
    }

    /** The command to send; not for {@link Kind#CHECK_BALANCE}, whose reply is another one. */
    AccountCommand command(ActorRef<AccountReply> replyTo) {
        return switch (kind) {
            case CREATE_ACCOUNT -> new AccountCommand.CreateAccount(id, replyTo);
            case DEPOSIT -> new AccountCommand.Deposit(id, cents, replyTo);
            case WITHDRAW -> new AccountCommand.Withdraw(id, cents, replyTo);
            case TRANSFER -> new AccountCommand.Transfer(id, to, cents, replyTo);
            case CLOSE_ACCOUNT -> new AccountCommand.CloseAccount(id, replyTo);
            case CHECK_BALANCE ->
                throw new IllegalStateException("a balance check has no operation reply");
        };
    }
}
