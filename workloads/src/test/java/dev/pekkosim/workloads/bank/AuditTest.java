package dev.pekkosim.workloads.bank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.workloads.bank.BankOperation.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditTest {

    private final Books books = new Books();
    private final Ledger ledger = new Ledger();

    private Audit audit(Balance... balances) {
        return new Audit(List.of(balances), List.of(), books, ledger);
    }

    private static Balance balance(
            String account, long balance, long held, long deposited, long withdrawn) {
        return new Balance(account, true, balance, held, deposited, withdrawn, held == 0 ? 0 : 1);
    }

    private BankOperation issued(String id, Kind kind, long cents) {
        BankOperation operation =
                new BankOperation(id, kind, "a", kind == Kind.TRANSFER ? "b" : "", cents, false);
        books.issued(operation);
        return operation;
    }

    @Test
    void everythingInPlace_isClean() {
        books.done(issued("op-1", Kind.DEPOSIT, 500));
        books.done(issued("op-2", Kind.WITHDRAW, 100));
        assertThat(audit(balance("a", 150, 0, 500, 100), balance("b", 250, 0, 0, 0))
                        .isClean())
                .isTrue();
    }

    @Test
    void moneyMissing_namesExpectedAndActual_andTheAccount() {
        ledger.commit("a", new AccountEvent.Deposited("op-1", 500));
        ledger.commit("a", new AccountEvent.Withdrawn("op-2", 100));
        ledger.commit("a", new AccountEvent.TransferHeld("op-3", "b", 250));
        ledger.commit("b", new AccountEvent.Credited("op-3", "a", 250));
        Audit audit = audit(balance("a", 150, 0, 500, 100), balance("b", 200, 0, 0, 0));
        assertThat(audit.lostMoney())
                .hasValue(
                        "expected balances: deposited - withdrawn = 500 - 100 = 400, actual balances: 350;"
                                + " balances that are not what was committed: b (committed 250, answered 200)");
        assertThat(audit.isClean()).isFalse();
    }

    @Test
    void moneyHeld_namesTheTransfers() {
        ledger.commit("a", new AccountEvent.Deposited("op-1", 500));
        ledger.commit("a", new AccountEvent.TransferHeld("op-2", "b", 200));
        Audit audit = audit(balance("a", 300, 200, 500, 0));
        assertThat(audit.lostMoney())
                .hasValue(
                        "expected balances: deposited - withdrawn = 500 - 0 = 500, actual balances: 300;"
                                + " expected held: 0, actual held: 200 in 1 transfers of a;"
                                + " held and never credited: op-2 (a to b, 200)");
    }

    @Test
    void silentAccount_isAViolation() {
        Audit audit = new Audit(List.of(), List.of("a"), books, ledger);
        assertThat(audit.silentAccounts()).hasValue("no answer from a");
    }

    @Test
    void negativeBalance_isAViolation() {
        Audit audit = audit(balance("a", -1, 0, 0, 1));
        assertThat(audit.negativeBalances())
                .hasValue(
                        "Balance[accountId=a, open=true, balance=-1, held=0, deposited=0, withdrawn=1,"
                                + " pendingTransfers=0]");
        assertThat(audit(balance("a", 0, 0, 0, 0)).negativeBalances()).isEmpty();
    }

    @Test
    void acknowledgedDeposit_mustBeThere() {
        books.done(issued("op-1", Kind.DEPOSIT, 500));
        assertThat(audit(balance("a", 0, 0, 0, 0)).unappliedOperations())
                .hasValue("a deposited: expected 500, actual 0");
    }

    @Test
    void unknownDeposit_mayBeThere() {
        books.unknown(issued("op-1", Kind.DEPOSIT, 500));
        assertThat(audit(balance("a", 0, 0, 0, 0)).unappliedOperations()).isEmpty();
        assertThat(audit(balance("a", 500, 0, 500, 0)).unappliedOperations()).isEmpty();
        assertThat(audit(balance("a", 1000, 0, 1000, 0)).unappliedOperations())
                .hasValue("a deposited: expected 0 to 500, actual 1000");
    }

    @Test
    void refusedWithdrawal_mustNotBeThere() {
        books.failed(issued("op-1", Kind.WITHDRAW, 500));
        assertThat(audit(balance("a", 0, 0, 500, 500)).unappliedOperations())
                .hasValue(
                        "a deposited: expected 0, actual 500; a withdrawn: expected 0, actual 500");
    }

    @Test
    void acknowledgedTransfer_mustHaveArrived() {
        books.done(issued("op-2", Kind.TRANSFER, 200));
        ledger.commit("a", new AccountEvent.TransferHeld("op-2", "b", 200));
        assertThat(audit().unappliedOperations())
                .hasValue("transfer op-2 was acknowledged but did not arrive");
        ledger.commit("b", new AccountEvent.Credited("op-2", "a", 200));
        assertThat(audit().unappliedOperations()).isEmpty();
    }

    @Test
    void refusedTransfer_mustNotArrive() {
        books.failed(issued("op-2", Kind.TRANSFER, 200));
        assertThat(audit().unappliedOperations()).isEmpty();
        ledger.commit("a", new AccountEvent.TransferHeld("op-2", "b", 200));
        ledger.commit("b", new AccountEvent.Credited("op-2", "a", 200));
        assertThat(audit().unappliedOperations()).hasValue("transfer op-2 was refused but arrived");
    }
}
