// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.workloads.bank;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All accounts in one book, folded from the events in the order in which they were committed. It is
 * kept apart from the accounts' own state, so that one can find the other's mistakes.
 *
 * <p>After each event the money in the bank, which is the balances and what is held for transfers
 * that have not arrived, equals what was deposited less what was withdrawn.
 */
final class Ledger {

    /** Where the money of a transfer is. */
    private enum Whereabouts {
        HELD,
        CREDITED,
        SETTLED,
        RETURNED
    }

    private static final class TransferLine {
        private final String description;
        private final long cents;
        private Whereabouts whereabouts = Whereabouts.HELD;

        TransferLine(String id, String from, String to, long cents) {
            this.description = id + " (" + from + " to " + to + ", " + cents + ")";
            this.cents = cents;
        }
    }

    private final Map<String, Long> balances = new LinkedHashMap<>();
    private final Map<String, TransferLine> transfers = new LinkedHashMap<>();
    private long inBalances;
    private long held;
    private long deposited;
    private long withdrawn;

    /** Folds the next event of an account. */
    void commit(String account, AccountEvent event) {
        if (event instanceof AccountEvent.Deposited e) {
            deposited += e.cents();
            add(account, e.cents());
        } else if (event instanceof AccountEvent.Withdrawn e) {
            withdrawn += e.cents();
            add(account, -e.cents());
        } else if (event instanceof AccountEvent.TransferHeld e) {
            add(account, -e.cents());
            held += e.cents();
            transfers.put(
                    e.transferId(), new TransferLine(e.transferId(), account, e.to(), e.cents()));
        } else if (event instanceof AccountEvent.Credited e) {
            add(account, e.cents());
            move(e.transferId(), Whereabouts.CREDITED);
        } else if (event instanceof AccountEvent.TransferSettled e) {
            move(e.transferId(), Whereabouts.SETTLED);
        } else if (event instanceof AccountEvent.TransferReturned e) {
            add(account, e.cents());
            move(e.transferId(), Whereabouts.RETURNED);
        }
    }

    private void add(String account, long cents) {
        balances.merge(account, cents, Long::sum);
        inBalances += cents;
    }

    /**
     * Money stops being held when it first goes anywhere; if it goes to two places, the sum shows
     * it.
     */
    private void move(String transferId, Whereabouts next) {
        TransferLine line = transfers.get(transferId);
        if (line != null) {
            held -= line.whereabouts == Whereabouts.HELD ? line.cents : 0;
            line.whereabouts = next;
        }
    }

    /** The balance of an account; 0 if nothing happened to it. */
    long balance(String account) {
        return balances.getOrDefault(account, 0L);
    }

    /** The money in the bank. */
    long actual() {
        return inBalances + held;
    }

    /** The money that should be in the bank. */
    long expected() {
        return deposited - withdrawn;
    }

    boolean isConserved() {
        return actual() == expected();
    }

    /** Whether the money of a transfer has arrived. */
    boolean hasArrived(String transferId) {
        TransferLine line = transfers.get(transferId);
        return line != null
                && (line.whereabouts == Whereabouts.CREDITED
                        || line.whereabouts == Whereabouts.SETTLED);
    }

    /**
     * The transfers that were held and neither credited nor returned, oldest first, with accounts
     * and amount.
     */
    List<String> stuckTransfers() {
        return transfers.values().stream()
                .filter(line -> line.whereabouts == Whereabouts.HELD)
                .map(line -> line.description)
                .toList();
    }

    /** The sums, for a report. */
    String describe() {
        return "expected deposited - withdrawn = " + deposited + " - " + withdrawn + " = "
                + expected() + ", actual balances + held = " + inBalances + " + " + held + " = "
                + actual();
    }
}
