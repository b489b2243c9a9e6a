package dev.pekkosim.workloads.bank;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LedgerTest {

    private final Ledger ledger = new Ledger();

    private void heldTransfer() {
        ledger.commit("a", new AccountEvent.Deposited("op-1", 500));
        ledger.commit("a", new AccountEvent.TransferHeld("op-2", "b", 200));
        assertThat(ledger.isConserved()).isTrue();
    }

    @Test
    void settledTransfer_conservesMoneyAtEveryEvent() {
        heldTransfer();
        assertThat(ledger.balance("a")).isEqualTo(300);
        assertThat(ledger.stuckTransfers()).containsExactly("op-2 (a to b, 200)");
        assertThat(ledger.hasArrived("op-2")).isFalse();
        ledger.commit("b", new AccountEvent.Credited("op-2", "a", 200));
        assertThat(ledger.isConserved()).isTrue();
        assertThat(ledger.hasArrived("op-2")).isTrue();
        assertThat(ledger.stuckTransfers()).isEmpty();
        ledger.commit("a", new AccountEvent.TransferSettled("op-2"));
        assertThat(ledger.isConserved()).isTrue();
        assertThat(ledger.hasArrived("op-2")).isTrue();
        assertThat(ledger.balance("b")).isEqualTo(200);
        ledger.commit("b", new AccountEvent.Withdrawn("op-3", 150));
        assertThat(ledger.isConserved()).isTrue();
        assertThat(ledger.actual()).isEqualTo(350);
    }

    @Test
    void returnedTransfer_conservesMoneyAtEveryEvent() {
        heldTransfer();
        ledger.commit("b", new AccountEvent.CreditRefused("op-2"));
        assertThat(ledger.isConserved()).isTrue();
        ledger.commit("a", new AccountEvent.TransferReturned("op-2", 200));
        assertThat(ledger.isConserved()).isTrue();
        assertThat(ledger.balance("a")).isEqualTo(500);
        assertThat(ledger.hasArrived("op-2")).isFalse();
        assertThat(ledger.stuckTransfers()).isEmpty();
    }

    @Test
    void creditTwice_isSeen() {
        heldTransfer();
        ledger.commit("b", new AccountEvent.Credited("op-2", "a", 200));
        ledger.commit("b", new AccountEvent.Credited("op-2", "a", 200));
        assertThat(ledger.isConserved()).isFalse();
        assertThat(ledger.describe())
                .isEqualTo("expected deposited - withdrawn = 500 - 0 = 500,"
                        + " actual balances + held = 700 + 0 = 700");
    }

    @Test
    void creditAndReturn_isSeen() {
        heldTransfer();
        ledger.commit("a", new AccountEvent.TransferReturned("op-2", 200));
        ledger.commit("b", new AccountEvent.Credited("op-2", "a", 200));
        assertThat(ledger.isConserved()).isFalse();
    }

    @Test
    void settledWithoutCredit_isSeen() {
        heldTransfer();
        ledger.commit("a", new AccountEvent.TransferSettled("op-2"));
        assertThat(ledger.isConserved()).isFalse();
        assertThat(ledger.actual()).isEqualTo(300);
    }

    @Test
    void creditOfAnotherAmount_isSeen() {
        heldTransfer();
        ledger.commit("b", new AccountEvent.Credited("op-2", "a", 199));
        assertThat(ledger.isConserved()).isFalse();
    }

    @Test
    void creditOutOfNothing_isSeen() {
        ledger.commit("b", new AccountEvent.Credited("op-2", "a", 200));
        assertThat(ledger.isConserved()).isFalse();
    }

    @Test
    void overdraft_isSeen() {
        ledger.commit("a", new AccountEvent.Deposited("op-1", 100));
        ledger.commit("a", new AccountEvent.Withdrawn("op-2", 101));
        assertThat(ledger.balance("a")).isEqualTo(-1);
    }
}
