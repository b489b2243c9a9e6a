package dev.pekkosim.workloads.bank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.workloads.bank.AccountState.Outcome;
import dev.pekkosim.workloads.bank.AccountState.PendingTransfer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountStateTest {

    private static AccountState after(AccountEvent... events) {
        AccountState state = AccountState.EMPTY;
        for (AccountEvent event : events) {
            state = event.applyTo(state);
        }
        return state;
    }

    @Test
    void empty_isNeitherOpenNorRich() {
        assertThat(AccountState.EMPTY.toBalance("a"))
                .isEqualTo(new Balance("a", false, 0, 0, 0, 0, 0));
    }

    @Test
    void depositAndWithdrawal_areCounted() {
        AccountState state = after(
                new AccountEvent.AccountCreated("op-1"),
                new AccountEvent.Deposited("op-2", 500),
                new AccountEvent.Withdrawn("op-3", 200));
        assertThat(state.toBalance("a")).isEqualTo(new Balance("a", true, 300, 0, 500, 200, 0));
        assertThat(state.outcomes())
                .isEqualTo(
                        Map.of("op-1", Outcome.DONE, "op-2", Outcome.DONE, "op-3", Outcome.DONE));
    }

    @Test
    void hold_movesMoneyOutOfTheBalance() {
        AccountState state = after(
                new AccountEvent.Deposited("op-1", 500),
                new AccountEvent.TransferHeld("op-2", "b", 200),
                new AccountEvent.TransferHeld("op-3", "c", 50));
        assertThat(state.balance()).isEqualTo(250);
        assertThat(state.held()).isEqualTo(250);
        assertThat(state.outcome("op-2")).isEqualTo(Outcome.HELD);
        assertThat(state.pending())
                .containsExactly(
                        Map.entry("op-2", new PendingTransfer("b", 200)),
                        Map.entry("op-3", new PendingTransfer("c", 50)));
    }

    @Test
    void settled_endsTheHold() {
        AccountState state = after(
                new AccountEvent.Deposited("op-1", 500),
                new AccountEvent.TransferHeld("op-2", "b", 200),
                new AccountEvent.TransferSettled("op-2"));
        assertThat(state.toBalance("a")).isEqualTo(new Balance("a", false, 300, 0, 500, 0, 0));
        assertThat(state.outcome("op-2")).isEqualTo(Outcome.DONE);
    }

    @Test
    void returned_givesTheMoneyBack() {
        AccountState state = after(
                new AccountEvent.Deposited("op-1", 500),
                new AccountEvent.TransferHeld("op-2", "b", 200),
                new AccountEvent.TransferReturned("op-2", 200));
        assertThat(state.toBalance("a")).isEqualTo(new Balance("a", false, 500, 0, 500, 0, 0));
        assertThat(state.outcome("op-2")).isEqualTo(Outcome.RETURNED);
    }

    @Test
    void credited_isNoDeposit() {
        AccountState state = after(new AccountEvent.Credited("op-1", "b", 200));
        assertThat(state.toBalance("a")).isEqualTo(new Balance("a", false, 200, 0, 0, 0, 0));
        assertThat(state.outcome("op-1")).isEqualTo(Outcome.CREDITED);
    }

    @Test
    void creditRefused_isRemembered() {
        AccountState state = after(new AccountEvent.CreditRefused("op-1"));
        assertThat(state.balance()).isZero();
        assertThat(state.outcome("op-1")).isEqualTo(Outcome.DECLINED);
    }

    @Test
    void closed_acceptsNothing() {
        AccountState state = after(
                new AccountEvent.AccountCreated("op-1"), new AccountEvent.AccountClosed("op-2"));
        assertThat(state.acceptsOperations()).isFalse();
        assertThat(state.phase()).isEqualTo(AccountState.Phase.CLOSED);
    }

    @Test
    void event_leavesTheOldStateAsItWas() {
        AccountState before = after(new AccountEvent.Deposited("op-1", 500));
        AccountState unused = new AccountEvent.TransferHeld("op-2", "b", 200).applyTo(before);
        assertThat(unused).isNotEqualTo(before);
        assertThat(before).isEqualTo(after(new AccountEvent.Deposited("op-1", 500)));
    }
}
