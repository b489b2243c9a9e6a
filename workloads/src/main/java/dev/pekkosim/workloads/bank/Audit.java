// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.workloads.bank;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * What the accounts of a healed cluster said, compared with what the clients know and what was
 * committed.
 *
 * @param balances the figures of the accounts that answered
 * @param silent the accounts that gave no answer
 * @param books what the clients know
 * @param ledger what was committed
 */
record Audit(List<Balance> balances, List<String> silent, Books books, Ledger ledger) {

    private static final int LISTED = 10;

    /** Whether nothing is wrong and nothing is under way. */
    boolean isClean() {
        return silent.isEmpty()
                && lostMoney().isEmpty()
                && negativeBalances().isEmpty()
                && unappliedOperations().isEmpty();
    }

    /** Which accounts gave no answer. */
    Optional<String> silentAccounts() {
        return silent.isEmpty()
                ? Optional.empty()
                : Optional.of("no answer from " + listed(silent));
    }

    /** Why money is not conserved, as far as the accounts answered. */
    Optional<String> lostMoney() {
        List<String> found = new ArrayList<>();
        long balance = sum(Balance::balance);
        long held = sum(Balance::held);
        long deposited = sum(Balance::deposited);
        long withdrawn = sum(Balance::withdrawn);
        if (balance != deposited - withdrawn) {
            found.add("expected balances: deposited - withdrawn = " + deposited + " - " + withdrawn
                    + " = " + (deposited - withdrawn) + ", actual balances: " + balance);
            strayBalances().ifPresent(found::add);
        }
        if (held != 0 || anyPending()) {
            found.add("expected held: 0, actual held: " + held + " in "
                    + balances.stream().mapToInt(Balance::pendingTransfers).sum() + " transfers of "
                    + listed(ids(b -> b.pendingTransfers() > 0)));
        }
        if (!found.isEmpty() && !ledger.stuckTransfers().isEmpty()) {
            found.add("held and never credited: " + listed(ledger.stuckTransfers()));
        }
        return joined(found);
    }

    /** Which accounts say something else than was committed for them. */
    private Optional<String> strayBalances() {
        List<String> stray = balances.stream()
                .filter(b -> b.balance() != ledger.balance(b.accountId()))
                .map(b -> b.accountId() + " (committed " + ledger.balance(b.accountId())
                        + ", answered " + b.balance() + ")")
                .toList();
        return stray.isEmpty()
                ? Optional.empty()
                : Optional.of("balances that are not what was committed: " + listed(stray));
    }

    /** Which balances are negative. */
    Optional<String> negativeBalances() {
        return joined(balances.stream()
                .filter(b -> b.balance() < 0 || b.held() < 0)
                .map(Balance::toString)
                .toList());
    }

    /** Which acknowledged operations are not applied, and which refused ones are. */
    Optional<String> unappliedOperations() {
        List<String> found = new ArrayList<>();
        for (Balance balance : balances) {
            String account = balance.accountId();
            compare(found, account + " deposited", books.deposited(account), balance.deposited());
            compare(found, account + " withdrawn", books.withdrawn(account), balance.withdrawn());
        }
        for (String transfer : books.transfersDone()) {
            if (!ledger.hasArrived(transfer)) {
                found.add("transfer " + transfer + " was acknowledged but did not arrive");
            }
        }
        for (String transfer : books.transfersFailed()) {
            if (ledger.hasArrived(transfer)) {
                found.add("transfer " + transfer + " was refused but arrived");
            }
        }
        return joined(found);
    }

    private static void compare(
            List<String> found, String figure, Books.Bounds expected, long actual) {
        if (!expected.contains(actual)) {
            found.add(figure + ": expected " + expected + ", actual " + actual);
        }
    }

    private boolean anyPending() {
        return balances.stream().anyMatch(b -> b.pendingTransfers() > 0);
    }

    private long sum(ToLongFunction<Balance> figure) {
        return balances.stream().mapToLong(figure).sum();
    }

    private List<String> ids(Predicate<Balance> condition) {
        return balances.stream().filter(condition).map(Balance::accountId).toList();
    }

    private static Optional<String> joined(List<String> found) {
        return found.isEmpty() ? Optional.empty() : Optional.of(listed(found, "; "));
    }

    private static String listed(List<String> items) {
        return listed(items, ", ");
    }

    private static String listed(List<String> items, String separator) {
        String shown = items.stream().limit(LISTED).collect(Collectors.joining(separator));
        int more = items.size() - LISTED;
        return more > 0 ? shown + separator + more + " more" : shown;
    }
}
