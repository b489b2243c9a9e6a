// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.workloads.bank;

/**
 * The figures of an account.
 *
 * @param accountId the account
 * @param open whether it is open
 * @param balance what can be spent, in cents
 * @param held what left the balance for transfers that are not settled yet
 * @param deposited all money that was ever brought in
 * @param withdrawn all money that was ever taken out
 * @param pendingTransfers how many transfers are not settled yet
 */
record Balance(
        String accountId,
        boolean open,
        long balance,
        long held,
        long deposited,
        long withdrawn,
        int pendingTransfers)
        implements BankSerializable {}
