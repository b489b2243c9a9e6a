// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.workloads.bank;

import dev.pekkosim.workloads.bank.AccountCommand.CheckBalance;
import dev.pekkosim.workloads.bank.AccountCommand.CloseAccount;
import dev.pekkosim.workloads.bank.AccountCommand.CreateAccount;
import dev.pekkosim.workloads.bank.AccountCommand.Credit;
import dev.pekkosim.workloads.bank.AccountCommand.CreditAccepted;
import dev.pekkosim.workloads.bank.AccountCommand.CreditDeclined;
import dev.pekkosim.workloads.bank.AccountCommand.Deposit;
import dev.pekkosim.workloads.bank.AccountCommand.Operation;
import dev.pekkosim.workloads.bank.AccountCommand.RetryCredits;
import dev.pekkosim.workloads.bank.AccountCommand.Transfer;
import dev.pekkosim.workloads.bank.AccountCommand.Withdraw;
import dev.pekkosim.workloads.bank.AccountReply.Done;
import dev.pekkosim.workloads.bank.AccountReply.Refused;
import dev.pekkosim.workloads.bank.AccountState.Outcome;
import dev.pekkosim.workloads.bank.AccountState.PendingTransfer;
import dev.pekkosim.workloads.bank.AccountState.Phase;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.RecipientRef;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandlerWithReply;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.jspecify.annotations.Nullable;

/**
 * An account as a sharded, event sourced entity.
 *
 * <p>A transfer is a small saga. The account it comes from persists that the money is held, then
 * asks the other one to take it, and goes on asking until it has an answer; both remember the
 * transfer's id, so that an answer may be lost, or a credit arrive twice, without money appearing
 * or vanishing.
 */
final class Account
        extends EventSourcedBehaviorWithEnforcedReplies<
                AccountCommand, AccountEvent, AccountState> {

    static final EntityTypeKey<AccountCommand> TYPE_KEY =
            EntityTypeKey.create(AccountCommand.class, "Account");

    static final Duration CREDIT_TIMEOUT = Duration.ofSeconds(2);

    private static final int EVENTS_PER_SNAPSHOT = 50;
    private static final int SNAPSHOTS_KEPT = 2;

    private final String accountId;
    private final Function<String, RecipientRef<AccountCommand>> accounts;
    private final BankBug bug;
    private final TimerScheduler<AccountCommand> timers;

    /**
     * The clients that wait for their transfers; gone with this life of the entity, when they ask
     * again or give up.
     */
    private final Map<String, ActorRef<AccountReply>> waiting = new HashMap<>();

    private Account(
            String accountId,
            Function<String, RecipientRef<AccountCommand>> accounts,
            BankBug bug,
            TimerScheduler<AccountCommand> timers) {
        super(
                persistenceIdOf(accountId),
                SupervisorStrategy.restartWithBackoff(
                        Duration.ofMillis(200), Duration.ofSeconds(5), 0.1));
        this.accountId = accountId;
        this.accounts = accounts;
        this.bug = bug;
        this.timers = timers;
    }

    /**
     * The behavior of an account.
     *
     * @param accountId its id
     * @param accounts finds the other accounts
     * @param bug a planted bug
     */
    static Behavior<AccountCommand> create(
            String accountId,
            Function<String, RecipientRef<AccountCommand>> accounts,
            BankBug bug) {
        return Behaviors.withTimers(timers -> new Account(accountId, accounts, bug, timers));
    }

    static PersistenceId persistenceIdOf(String accountId) {
        return PersistenceId.of(TYPE_KEY.name(), accountId);
    }

    @Override
    public AccountState emptyState() {
        return AccountState.EMPTY;
    }

    @Override
    public EventHandler<AccountState, AccountEvent> eventHandler() {
        return (state, event) -> event.applyTo(state);
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return RetentionCriteria.snapshotEvery(EVENTS_PER_SNAPSHOT, SNAPSHOTS_KEPT);
    }

    @Override
    public SignalHandler<AccountState> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), this::onRecovered)
                .build();
    }

    @Override
    public CommandHandlerWithReply<AccountCommand, AccountEvent, AccountState> commandHandler() {
        return newCommandHandlerWithReplyBuilder()
                .forAnyState()
                .onCommand(CreateAccount.class, this::onCreate)
                .onCommand(Deposit.class, this::onDeposit)
                .onCommand(Withdraw.class, this::onWithdraw)
                .onCommand(Transfer.class, this::onTransfer)
                .onCommand(CloseAccount.class, this::onClose)
                .onCommand(CheckBalance.class, this::onCheckBalance)
                .onCommand(Credit.class, this::onCredit)
                .onCommand(CreditAccepted.class, this::onCreditAccepted)
                .onCommand(CreditDeclined.class, this::onCreditDeclined)
                .onCommand(RetryCredits.class, this::onRetryCredits)
                .build();
    }

    // ---- operations

    private ReplyEffect<AccountEvent, AccountState> onCreate(
            AccountState state, CreateAccount command) {
        if (state.outcome(command.operationId()) != null) {
            return done(command);
        }
        return state.phase() == Phase.NEW
                ? persist(command, new AccountEvent.AccountCreated(command.operationId()))
                : refuse(command, "the account exists");
    }

    private ReplyEffect<AccountEvent, AccountState> onDeposit(AccountState state, Deposit command) {
        if (state.outcome(command.operationId()) != null) {
            return done(command);
        }
        String refusal = refusal(state, command.cents());
        return refusal == null
                ? persist(
                        command, new AccountEvent.Deposited(command.operationId(), command.cents()))
                : refuse(command, refusal);
    }

    private ReplyEffect<AccountEvent, AccountState> onWithdraw(
            AccountState state, Withdraw command) {
        if (state.outcome(command.operationId()) != null) {
            return done(command);
        }
        String refusal = spendingRefusal(state, command.cents());
        return refusal == null
                ? persist(
                        command, new AccountEvent.Withdrawn(command.operationId(), command.cents()))
                : refuse(command, refusal);
    }

    private ReplyEffect<AccountEvent, AccountState> onClose(
            AccountState state, CloseAccount command) {
        if (state.outcome(command.operationId()) != null) {
            return done(command);
        }
        if (!state.acceptsOperations()) {
            return refuse(command, "the account is not open");
        }
        if (!state.pending().isEmpty()) {
            return refuse(command, "transfers are pending");
        }
        return state.balance() == 0
                ? persist(command, new AccountEvent.AccountClosed(command.operationId()))
                : refuse(command, "the balance is not zero");
    }

    private ReplyEffect<AccountEvent, AccountState> onCheckBalance(
            AccountState state, CheckBalance command) {
        return Effect().reply(command.replyTo(), state.toBalance(accountId));
    }

    private static @Nullable String refusal(AccountState state, long cents) {
        if (!state.acceptsOperations()) {
            return "the account is not open";
        }
        return cents > 0 ? null : "the amount is not positive";
    }

    private static @Nullable String spendingRefusal(AccountState state, long cents) {
        String refusal = refusal(state, cents);
        return refusal == null && state.balance() < cents ? "the balance is too low" : refusal;
    }

    private ReplyEffect<AccountEvent, AccountState> persist(Operation command, AccountEvent event) {
        return Effect()
                .persist(event)
                .thenReply(command.replyTo(), state -> new Done(command.operationId()));
    }

    private ReplyEffect<AccountEvent, AccountState> done(Operation command) {
        return Effect().reply(command.replyTo(), new Done(command.operationId()));
    }

    private ReplyEffect<AccountEvent, AccountState> refuse(Operation command, String reason) {
        return Effect().reply(command.replyTo(), new Refused(command.operationId(), reason));
    }

    // ---- transfers, where the money comes from

    private ReplyEffect<AccountEvent, AccountState> onTransfer(
            AccountState state, Transfer command) {
        String id = command.operationId();
        Outcome outcome = state.outcome(id);
        if (outcome == Outcome.HELD) {
            waiting.put(id, command.replyTo());
            return Effect().noReply();
        }
        if (outcome != null) {
            return outcome == Outcome.RETURNED
                    ? refuse(command, "the transfer came back")
                    : done(command);
        }
        String refusal = command.to().equals(accountId)
                ? "the accounts are the same"
                : spendingRefusal(state, command.cents());
        if (refusal != null) {
            return refuse(command, refusal);
        }
        return Effect()
                .persist(new AccountEvent.TransferHeld(id, command.to(), command.cents()))
                .thenRun(held -> {
                    waiting.put(id, command.replyTo());
                    sendCredit(id, new PendingTransfer(command.to(), command.cents()));
                    retryLater();
                })
                .thenNoReply();
    }

    private ReplyEffect<AccountEvent, AccountState> onCreditAccepted(
            AccountState state, CreditAccepted command) {
        String id = command.transferId();
        if (!state.pending().containsKey(id)) {
            return Effect().noReply();
        }
        return Effect()
                .persist(new AccountEvent.TransferSettled(id))
                .thenRun(settled -> answer(new Done(id)))
                .thenNoReply();
    }

    private ReplyEffect<AccountEvent, AccountState> onCreditDeclined(
            AccountState state, CreditDeclined command) {
        String id = command.transferId();
        PendingTransfer transfer = state.pending().get(id);
        if (transfer == null) {
            return Effect().noReply();
        }
        return Effect()
                .persist(new AccountEvent.TransferReturned(id, transfer.cents()))
                .thenRun(returned -> answer(new Refused(id, command.reason())))
                .thenNoReply();
    }

    private void answer(AccountReply reply) {
        ActorRef<AccountReply> client = waiting.remove(reply.operationId());
        if (client != null) {
            client.tell(reply);
        }
    }

    private ReplyEffect<AccountEvent, AccountState> onRetryCredits(
            AccountState state, RetryCredits tick) {
        if (state.pending().isEmpty()) {
            timers.cancel(RetryCredits.TICK);
        } else {
            retryCredits(state);
        }
        return Effect().noReply();
    }

    private void onRecovered(AccountState state) {
        if (!state.pending().isEmpty()) {
            retryCredits(state);
            retryLater();
        }
    }

    private void retryCredits(AccountState state) {
        if (bug != BankBug.LOST_CREDIT) {
            state.pending().forEach(this::sendCredit);
        }
    }

    private void retryLater() {
        if (!timers.isTimerActive(RetryCredits.TICK)) {
            timers.startTimerWithFixedDelay(RetryCredits.TICK, RetryCredits.TICK, CREDIT_TIMEOUT);
        }
    }

    private void sendCredit(String transferId, PendingTransfer transfer) {
        accounts.apply(transfer.to()).tell(new Credit(transferId, accountId, transfer.cents()));
    }

    // ---- transfers, where the money goes to

    private ReplyEffect<AccountEvent, AccountState> onCredit(AccountState state, Credit command) {
        String id = command.transferId();
        Outcome outcome = state.outcome(id);
        if (outcome != null) {
            acknowledge(command, outcome == Outcome.CREDITED);
            return Effect().noReply();
        }
        boolean accepted = state.acceptsOperations();
        AccountEvent event = accepted
                ? new AccountEvent.Credited(id, command.from(), command.cents())
                : new AccountEvent.CreditRefused(id);
        return Effect()
                .persist(event)
                .thenRun(decided -> acknowledge(command, accepted))
                .thenNoReply();
    }

    private void acknowledge(Credit credit, boolean accepted) {
        String id = credit.transferId();
        accounts.apply(credit.from())
                .tell(
                        accepted
                                ? new CreditAccepted(id)
                                : new CreditDeclined(id, "the other account is not open"));
    }
}
