// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.workloads.bank;

import java.time.Duration;

/**
 * How the bank is used.
 *
 * @param count how many operations are drawn, not counting the first deposits
 * @param accounts how many accounts there are from the start, at least 2
 * @param inFlight how many operations each client node has in flight at most
 * @param askTimeout how long a client waits for a reply
 * @param thinkTime longest time between a reply and the next operation; how long is drawn, 0 for
 *     none
 * @param maxCents largest amount of an operation
 * @param bug the bug planted in {@link BankWorkload#guardian()}
 * @since 0.1.0
 */
public record BankOptions(
        int count,
        int accounts,
        int inFlight,
        Duration askTimeout,
        Duration thinkTime,
        long maxCents,
        BankBug bug) {

    /** 1,000 operations over 20 accounts, 16 in flight. */
    public static final BankOptions DEFAULT = new BankOptions(
            1_000, 20, 16, Duration.ofSeconds(5), Duration.ofMillis(500), 100_00, BankBug.NONE);

    /** Checks the bounds. */
    public BankOptions {
        require(count >= 0, "count must not be negative", count);
        require(accounts >= 2, "accounts must be at least 2", accounts);
        require(inFlight >= 1, "inFlight must be at least 1", inFlight);
        require(askTimeout.toNanos() > 0, "askTimeout must be positive", askTimeout);
        require(!thinkTime.isNegative(), "thinkTime must not be negative", thinkTime);
        require(maxCents >= 1, "maxCents must be at least 1", maxCents);
    }

    private static void require(boolean holds, String rule, Object actual) {
        if (!holds) {
            throw new IllegalArgumentException(rule + ", but is " + actual);
        }
    }

    /**
     * Sets how many operations are drawn.
     *
     * @param newCount not negative
     */
    public BankOptions count(int newCount) {
        return new BankOptions(newCount, accounts, inFlight, askTimeout, thinkTime, maxCents, bug);
    }

    /**
     * Sets how many accounts there are from the start.
     *
     * @param newAccounts at least 2
     */
    public BankOptions accounts(int newAccounts) {
        return new BankOptions(count, newAccounts, inFlight, askTimeout, thinkTime, maxCents, bug);
    }

    /**
     * Sets how many operations each client node has in flight at most.
     *
     * @param newInFlight at least 1
     */
    public BankOptions inFlight(int newInFlight) {
        return new BankOptions(count, accounts, newInFlight, askTimeout, thinkTime, maxCents, bug);
    }

    /**
     * Sets how long a client waits for a reply.
     *
     * @param newAskTimeout positive
     */
    public BankOptions askTimeout(Duration newAskTimeout) {
        return new BankOptions(count, accounts, inFlight, newAskTimeout, thinkTime, maxCents, bug);
    }

    /**
     * Sets the longest time between a reply and the next operation.
     *
     * @param newThinkTime not negative
     */
    public BankOptions thinkTime(Duration newThinkTime) {
        return new BankOptions(count, accounts, inFlight, askTimeout, newThinkTime, maxCents, bug);
    }

    /**
     * Sets the largest amount of an operation.
     *
     * @param newMaxCents at least 1
     */
    public BankOptions maxCents(long newMaxCents) {
        return new BankOptions(count, accounts, inFlight, askTimeout, thinkTime, newMaxCents, bug);
    }

    /**
     * Plants a bug.
     *
     * @param newBug the bug
     */
    public BankOptions bug(BankBug newBug) {
        return new BankOptions(count, accounts, inFlight, askTimeout, thinkTime, maxCents, newBug);
    }
}
