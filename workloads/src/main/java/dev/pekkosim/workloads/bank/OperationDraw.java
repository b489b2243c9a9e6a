// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.workloads.bank;

import dev.pekkosim.buggify.Ratio;
import dev.pekkosim.engine.decision.DecisionStream;
import dev.pekkosim.workloads.bank.BankOperation.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Draws the operations of a run. Besides the accounts from the start it opens a new one now and
 * then, which may be used before it is open and after it was closed, so that transfers come back
 * too.
 */
final class OperationDraw {

    /** Each kind as often as its share of 100. */
    private static final List<Kind> SHARES = shares();

    private static final Ratio NEWER_ACCOUNT = Ratio.of(1, 10);
    private static final Ratio CLOSE_NEWER_ACCOUNT = Ratio.of(9, 10);

    /** Amounts are multiples of this, so that balances of exactly zero are seen. */
    private static final long CENTS_STEP = 100;

    private final BankOptions options;
    private final List<String> first = new ArrayList<>();
    private final List<String> newer = new ArrayList<>();
    private int drawn;

    OperationDraw(BankOptions options) {
        this.options = options;
        for (int i = 1; i <= options.accounts(); i++) {
            first.add("account-" + i);
        }
    }

    private static List<Kind> shares() {
        List<Kind> shares = new ArrayList<>();
        shares.addAll(Collections.nCopies(3, Kind.CREATE_ACCOUNT));
        shares.addAll(Collections.nCopies(22, Kind.DEPOSIT));
        shares.addAll(Collections.nCopies(20, Kind.WITHDRAW));
        shares.addAll(Collections.nCopies(38, Kind.TRANSFER));
        shares.addAll(Collections.nCopies(13, Kind.CHECK_BALANCE));
        shares.addAll(Collections.nCopies(4, Kind.CLOSE_ACCOUNT));
        return List.copyOf(shares);
    }

    /** The accounts that there are from the start. */
    List<String> firstAccounts() {
        return Collections.unmodifiableList(first);
    }

    /** Every account that an operation was ever drawn for. */
    List<String> allAccounts() {
        List<String> all = new ArrayList<>(first);
        all.addAll(newer);
        return all;
    }

    boolean isDone() {
        return drawn >= options.count();
    }

    /** How many were drawn. */
    int drawn() {
        return drawn;
    }

    BankOperation next(DecisionStream stream) {
        String id = "op-" + ++drawn;
        Kind kind = stream.pick(SHARES);
        String account = switch (kind) {
            case CREATE_ACCOUNT -> newAccount();
            case CLOSE_ACCOUNT -> account(stream, CLOSE_NEWER_ACCOUNT);
            default -> account(stream, NEWER_ACCOUNT);
        };
        String to = kind == Kind.TRANSFER ? otherAccount(stream, account) : "";
        long cents = switch (kind) {
            case DEPOSIT, WITHDRAW, TRANSFER -> amount(stream);
            default -> 0;
        };
        return new BankOperation(id, kind, account, to, cents, false);
    }

    private String newAccount() {
        String account = "account-" + (first.size() + newer.size() + 1);
        newer.add(account);
        return account;
    }

    private String account(DecisionStream stream, Ratio newerOne) {
        return !newer.isEmpty() && stream.chance(newerOne)
                ? stream.pick(newer)
                : stream.pick(first);
    }

    private String otherAccount(DecisionStream stream, String account) {
        String other = account(stream, NEWER_ACCOUNT);
        return other.equals(account)
                ? first.get((first.indexOf(account) + 1) % first.size())
                : other;
    }

    private long amount(DecisionStream stream) {
        long most = options.maxCents();
        return most < CENTS_STEP
                ? stream.between(1, most)
                : CENTS_STEP * stream.between(1, most / CENTS_STEP);
    }
}
