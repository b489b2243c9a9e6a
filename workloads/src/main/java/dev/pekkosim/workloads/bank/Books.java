// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.workloads.bank;

import dev.pekkosim.testkit.OperationCounts;
import dev.pekkosim.workloads.bank.BankOperation.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the clients know: which operations they asked for and how they ended. From that follow
 * bounds for the figures of each account. Money of an operation that was done must be there, that
 * of one that was refused must not, and all other may be.
 */
final class Books {

    /** The money that one sort of operation should have moved on one account. */
    private static final class Tally {
        private long issued;
        private long done;
        private long failed;
    }

    /**
     * What a figure of an account may be.
     *
     * @param least what it is at least
     * @param most what it is at most
     */
    record Bounds(long least, long most) {

        boolean contains(long value) {
            return least <= value && value <= most;
        }

        @Override
        public String toString() {
            return least == most ? Long.toString(least) : least + " to " + most;
        }
    }

    private final Map<String, Tally> deposits = new LinkedHashMap<>();
    private final Map<String, Tally> withdrawals = new LinkedHashMap<>();
    private final List<String> transfersDone = new ArrayList<>();
    private final List<String> transfersFailed = new ArrayList<>();
    private long done;
    private long failed;
    private long unknown;

    void issued(BankOperation operation) {
        change(operation, (tally, cents) -> tally.issued += cents);
    }

    void done(BankOperation operation) {
        change(operation, (tally, cents) -> tally.done += cents);
        if (operation.kind() == Kind.TRANSFER) {
            transfersDone.add(operation.id());
        }
        done += operation.setUp() ? 0 : 1;
    }

    void failed(BankOperation operation) {
        change(operation, (tally, cents) -> tally.failed += cents);
        if (operation.kind() == Kind.TRANSFER) {
            transfersFailed.add(operation.id());
        }
        failed += operation.setUp() ? 0 : 1;
    }

    void unknown(BankOperation operation) {
        unknown += operation.setUp() ? 0 : 1;
    }

    private void change(BankOperation operation, BiConsumer<Tally, Long> change) {
        switch (operation.kind()) {
            case DEPOSIT -> change.accept(tally(deposits, operation), operation.cents());
            case WITHDRAW -> change.accept(tally(withdrawals, operation), operation.cents());
            default -> {}
        }
    }

    private static Tally tally(Map<String, Tally> tallies, BankOperation operation) {
        return tallies.computeIfAbsent(operation.account(), account -> new Tally());
    }

    OperationCounts counts() {
        return new OperationCounts(done, failed, unknown);
    }

    /** What an account may say was deposited. */
    Bounds deposited(String account) {
        return bounds(deposits.get(account));
    }

    /** What an account may say was withdrawn. */
    Bounds withdrawn(String account) {
        return bounds(withdrawals.get(account));
    }

    private static Bounds bounds(@Nullable Tally tally) {
        return tally == null
                ? new Bounds(0, 0)
                : new Bounds(tally.done, tally.issued - tally.failed);
    }

    /** The transfers that were acknowledged. */
    List<String> transfersDone() {
        return transfersDone;
    }

    /** The transfers that were refused or came back. */
    List<String> transfersFailed() {
        return transfersFailed;
    }
}
