// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.workloads.bank;

/** What an account replies to an operation. */
sealed interface AccountReply extends BankSerializable {

    /** The operation's id. */
    String operationId();

    /**
     * It is done, now or before.
     *
     * @param operationId the operation's id
     */
    record Done(String operationId) implements AccountReply {}

    /**
     * It is not done.
     *
     * @param operationId the operation's id
     * @param reason why not
     */
    record Refused(String operationId, String reason) implements AccountReply {}
}
