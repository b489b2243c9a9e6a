package dev.pekkosim.workloads.bank;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.pekkosim.workloads.bank.AccountCommand.CheckBalance;
import dev.pekkosim.workloads.bank.AccountCommand.CloseAccount;
import dev.pekkosim.workloads.bank.AccountCommand.CreateAccount;
import dev.pekkosim.workloads.bank.AccountCommand.Credit;
import dev.pekkosim.workloads.bank.AccountCommand.CreditAccepted;
import dev.pekkosim.workloads.bank.AccountCommand.CreditDeclined;
import dev.pekkosim.workloads.bank.AccountCommand.Deposit;
import dev.pekkosim.workloads.bank.AccountCommand.Transfer;
import dev.pekkosim.workloads.bank.AccountCommand.Withdraw;
import dev.pekkosim.workloads.bank.AccountReply.Done;
import dev.pekkosim.workloads.bank.AccountReply.Refused;
import java.util.function.Function;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.testkit.javadsl.EventSourcedBehaviorTestKit;
import org.apache.pekko.persistence.testkit.javadsl.EventSourcedBehaviorTestKit.CommandResultWithReply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * One account on a real actor system with manual time; the testkit also verifies that all it sees
 * is serializable.
 */
class AccountTest {

    private static final Config CONFIG = EventSourcedBehaviorTestKit.config()
            .withFallback(ManualTime.config())
            .withFallback(ConfigFactory.parseResources("bank.conf")
                    .withOnlyPath("pekko.actor.serialization-bindings"))
            .withFallback(ConfigFactory.load());

    private static final ActorTestKit TESTKIT = ActorTestKit.create("AccountTest", CONFIG);
    private static final ManualTime TIME = ManualTime.get(TESTKIT.system());
    private static int created;

    /** Where the account finds every other account. */
    private final TestProbe<AccountCommand> others = TESTKIT.createTestProbe();

    private final TestProbe<AccountReply> client = TESTKIT.createTestProbe();

    @AfterAll
    static void shutdown() {
        TESTKIT.shutdownTestKit();
    }

    private EventSourcedBehaviorTestKit<AccountCommand, AccountEvent, AccountState> account(
            BankBug bug) {
        String id = "account-" + ++created;
        return EventSourcedBehaviorTestKit.create(
                TESTKIT.system(), Account.create(id, other -> others.getRef(), bug));
    }

    private EventSourcedBehaviorTestKit<AccountCommand, AccountEvent, AccountState> openAccount(
            BankBug bug, long cents) {
        EventSourcedBehaviorTestKit<AccountCommand, AccountEvent, AccountState> account =
                account(bug);
        assertDone(account, replyTo -> new CreateAccount("create", replyTo));
        if (cents > 0) {
            assertDone(account, replyTo -> new Deposit("first", cents, replyTo));
        }
        return account;
    }

    private static void assertDone(
            EventSourcedBehaviorTestKit<AccountCommand, AccountEvent, AccountState> account,
            Function<ActorRef<AccountReply>, AccountCommand> command) {
        assertThat(account.<AccountReply>runCommand(command).reply()).isInstanceOf(Done.class);
    }

    private static void assertRefused(
            EventSourcedBehaviorTestKit<AccountCommand, AccountEvent, AccountState> account,
            String reason,
            Function<ActorRef<AccountReply>, AccountCommand> command) {
        CommandResultWithReply<AccountCommand, AccountEvent, AccountState, AccountReply> result =
                account.runCommand(command);
        assertThat(result.reply())
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
        assertThat(result.hasNoEvents()).isTrue();
    }

    private Credit hold(
            EventSourcedBehaviorTestKit<AccountCommand, AccountEvent, AccountState> account) {
        account.runCommand(new Transfer("op-1", "other", 200, client.getRef()));
        return others.expectMessageClass(Credit.class);
    }

    // ---- operations

    @Test
    void operations_onAnAccountThatIsNotOpen_areRefused() {
        var account = account(BankBug.NONE);
        assertRefused(
                account, "the account is not open", replyTo -> new Deposit("op-1", 100, replyTo));
        assertRefused(
                account, "the account is not open", replyTo -> new Withdraw("op-2", 100, replyTo));
        assertRefused(
                account,
                "the account is not open",
                replyTo -> new Transfer("op-3", "b", 1, replyTo));
        assertRefused(
                account, "the account is not open", replyTo -> new CloseAccount("op-4", replyTo));
    }

    @Test
    void operation_repeatedWithItsId_isDoneOnce() {
        var account = openAccount(BankBug.NONE, 500);
        assertDone(account, replyTo -> new CreateAccount("create", replyTo));
        assertDone(account, replyTo -> new Deposit("first", 500, replyTo));
        assertDone(account, replyTo -> new Withdraw("op-1", 400, replyTo));
        assertDone(account, replyTo -> new Withdraw("op-1", 400, replyTo));
        CommandResultWithReply<AccountCommand, AccountEvent, AccountState, Balance> figures =
                account.runCommand(CheckBalance::new);
        assertThat(figures.reply())
                .isEqualTo(new Balance(figures.reply().accountId(), true, 100, 0, 500, 400, 0));
    }

    @Test
    void withdrawal_beyondTheBalance_isRefused() {
        var account = openAccount(BankBug.NONE, 100);
        assertRefused(
                account, "the balance is too low", replyTo -> new Withdraw("op-1", 101, replyTo));
        assertRefused(
                account, "the amount is not positive", replyTo -> new Deposit("op-2", 0, replyTo));
    }

    @Test
    void create_ofAnOpenAccount_isRefused() {
        assertRefused(
                openAccount(BankBug.NONE, 0),
                "the account exists",
                replyTo -> new CreateAccount("op-1", replyTo));
    }

    @Test
    void close_needsAnEmptyAccountWithoutPendingTransfers() {
        var account = openAccount(BankBug.NONE, 200);
        assertRefused(
                account, "the balance is not zero", replyTo -> new CloseAccount("op-2", replyTo));
        hold(account);
        assertRefused(
                account, "transfers are pending", replyTo -> new CloseAccount("op-3", replyTo));
        account.runCommand(new CreditAccepted("op-1"));
        assertDone(account, replyTo -> new CloseAccount("op-4", replyTo));
        assertRefused(
                account, "the account is not open", replyTo -> new Deposit("op-5", 1, replyTo));
        assertRefused(account, "the account exists", replyTo -> new CreateAccount("op-6", replyTo));
    }

    // ---- transfers, where the money comes from

    @Test
    void transfer_isAnsweredWhenTheOtherAccountHasAccepted() {
        var account = openAccount(BankBug.NONE, 500);
        assertThat(hold(account).cents()).isEqualTo(200);
        assertThat(account.getState().balance()).isEqualTo(300);
        client.expectNoMessage();
        account.runCommand(new CreditAccepted("op-1"));
        client.expectMessage(new Done("op-1"));
        assertThat(account.getState().held()).isZero();
        assertThat(account.getState().balance()).isEqualTo(300);
        assertThat(account.runCommand(new CreditAccepted("op-1")).hasNoEvents()).isTrue();
        assertDone(account, replyTo -> new Transfer("op-1", "other", 200, replyTo));
    }

    @Test
    void transfer_thatIsDeclined_comesBack() {
        var account = openAccount(BankBug.NONE, 500);
        hold(account);
        account.runCommand(new CreditDeclined("op-1", "closed"));
        client.expectMessage(new Refused("op-1", "closed"));
        assertThat(account.getState().balance()).isEqualTo(500);
        assertThat(account.getState().held()).isZero();
        assertRefused(
                account,
                "the transfer came back",
                replyTo -> new Transfer("op-1", "other", 200, replyTo));
    }

    @Test
    void transfer_toItself_isRefused() {
        var account = openAccount(BankBug.NONE, 500);
        String self = "account-" + created;
        assertRefused(
                account,
                "the accounts are the same",
                replyTo -> new Transfer("op-1", self, 1, replyTo));
    }

    @Test
    void transfer_repeatedWhilePending_isHeldOnce() {
        var account = openAccount(BankBug.NONE, 500);
        hold(account);
        TestProbe<AccountReply> again = TESTKIT.createTestProbe();
        account.runCommand(new Transfer("op-1", "other", 200, again.getRef()));
        assertThat(account.getState().held()).isEqualTo(200);
        account.runCommand(new CreditAccepted("op-1"));
        again.expectMessage(new Done("op-1"));
    }

    @Test
    void credit_withoutAnswer_isRetriedUntilItIsAnswered() {
        var account = openAccount(BankBug.NONE, 500);
        Credit first = hold(account);
        TIME.timePasses(Account.CREDIT_TIMEOUT);
        others.expectMessage(first);
        TIME.timePasses(Account.CREDIT_TIMEOUT);
        others.expectMessage(first);
        account.runCommand(new CreditAccepted("op-1"));
        TIME.timePasses(Account.CREDIT_TIMEOUT.multipliedBy(3));
        others.expectNoMessage();
    }

    @Test
    void credit_afterRecovery_isRetried() {
        var account = openAccount(BankBug.NONE, 500);
        Credit first = hold(account);
        assertThat(account.restart().state().held()).isEqualTo(200);
        others.expectMessage(first);
        TIME.timePasses(Account.CREDIT_TIMEOUT);
        others.expectMessage(first);
    }

    @Test
    void lostCredit_isNeverRetried() {
        var account = openAccount(BankBug.LOST_CREDIT, 500);
        hold(account);
        TIME.timePasses(Account.CREDIT_TIMEOUT.multipliedBy(3));
        account.restart();
        TIME.timePasses(Account.CREDIT_TIMEOUT.multipliedBy(3));
        assertThat(account.getState().held()).isEqualTo(200);
        others.expectNoMessage();
    }

    @Test
    void lostCredit_withoutLoss_doesNoHarm() {
        var account = openAccount(BankBug.LOST_CREDIT, 500);
        hold(account);
        TIME.timePasses(Account.CREDIT_TIMEOUT.multipliedBy(3));
        account.runCommand(new CreditAccepted("op-1"));
        client.expectMessage(new Done("op-1"));
        assertThat(account.getState().held()).isZero();
    }

    // ---- transfers, where the money goes to

    @Test
    void credit_isTakenOnceAndAcknowledgedEveryTime() {
        var account = openAccount(BankBug.NONE, 0);
        account.runCommand(new Credit("op-9", "other", 200));
        others.expectMessage(new CreditAccepted("op-9"));
        assertThat(account.runCommand(new Credit("op-9", "other", 200)).hasNoEvents())
                .isTrue();
        others.expectMessage(new CreditAccepted("op-9"));
        assertThat(account.getState().balance()).isEqualTo(200);
    }

    /**
     * Otherwise a late copy would create money: the sender took it back when the first one was
     * declined.
     */
    @Test
    void credit_thatWasDeclined_staysDeclinedWhenTheAccountOpens() {
        var account = account(BankBug.NONE);
        account.runCommand(new Credit("op-9", "other", 200));
        others.expectMessage(new CreditDeclined("op-9", "the other account is not open"));
        assertDone(account, replyTo -> new CreateAccount("create", replyTo));
        account.runCommand(new Credit("op-9", "other", 200));
        others.expectMessage(new CreditDeclined("op-9", "the other account is not open"));
        assertThat(account.getState().balance()).isZero();
    }
}
