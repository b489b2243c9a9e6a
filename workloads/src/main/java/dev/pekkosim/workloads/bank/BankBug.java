// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.workloads.bank;

/**
 * Bugs planted in the bank, to see that they are found.
 *
 * @since 0.1.0
 */
public enum BankBug {
    /** The bank as it should be. */
    NONE,

    /**
     * {@code lost-credit}: a transfer forgets to retry its credit after a timeout and after a
     * recovery. If the credit or its acknowledgement was lost, the money stays held for ever.
     */
    LOST_CREDIT
}
