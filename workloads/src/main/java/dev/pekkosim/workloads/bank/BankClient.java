// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.workloads.bank;

import dev.pekkosim.buggify.Ratio;
import dev.pekkosim.engine.decision.DecisionStream;
import dev.pekkosim.testkit.RunContext;
import dev.pekkosim.workloads.bank.AccountCommand.CheckBalance;
import dev.pekkosim.workloads.bank.AccountReply.Done;
import dev.pekkosim.workloads.bank.BankOperation.Kind;
import dev.pekkosim.workloads.bank.Books.Bounds;
import java.time.Duration;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.RecipientRef;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * The client on one client node. It has a number of slots; each issues an operation, waits for the
 * reply, thinks, and issues the next one. An operation without a reply may be repeated with the
 * same id.
 */
final class BankClient extends AbstractBehavior<BankClient.Message> {

    /** What the client tells itself. */
    sealed interface Message {}

    /**
     * A slot is free.
     *
     * @param number the slot
     */
    private record Free(int number) implements Message {}

    /**
     * An operation was answered, or its time is up.
     *
     * @param attempt what was tried
     * @param reply the reply, or null if there was none
     */
    private record Replied(Attempt attempt, @Nullable AccountReply reply) implements Message {}

    /**
     * A balance check was answered, or its time is up.
     *
     * @param attempt what was tried
     * @param balance the figures, or null if there was no reply
     */
    private record Checked(Attempt attempt, @Nullable Balance balance) implements Message {}

    /**
     * One try of an operation.
     *
     * @param slot which slot it occupies
     * @param operation the operation
     * @param number which try it is, from 1
     * @param leastDeposited what the account must have seen deposited when it gets it
     * @param leastWithdrawn what the account must have seen withdrawn when it gets it
     */
    private record Attempt(
            int slot,
            BankOperation operation,
            int number,
            long leastDeposited,
            long leastWithdrawn) {}

    private static final int MOST_ATTEMPTS = 3;
    private static final Ratio REPEAT = Ratio.of(1, 2);
    private static final Duration SET_UP_POLL = Duration.ofMillis(50);

    private final TimerScheduler<Message> timers;
    private final BankOptions options;
    private final OperationSource source;
    private final RunContext run;
    private final DecisionStream decisions;
    private final ClientLife life;

    private BankClient(
            ActorContext<Message> context,
            TimerScheduler<Message> timers,
            BankOptions options,
            OperationSource source,
            RunContext run,
            ClientLife life) {
        super(context);
        this.timers = timers;
        this.options = options;
        this.source = source;
        this.run = run;
        this.decisions = run.decisions();
        this.life = life;
    }

    static Behavior<Message> create(BankOptions options, OperationSource source, RunContext run) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            BankApp.startAccounts(context.getSystem(), options.bug());
            ClientLife life = source.begin(run::isNodeAlive);
            BankClient client = new BankClient(context, timers, options, source, run, life);
            for (int slot = 0; slot < options.inFlight(); slot++) {
                client.think(slot);
            }
            return client;
        }));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Free.class, this::onFree)
                .onMessage(Replied.class, this::onReplied)
                .onMessage(Checked.class, this::onChecked)
                .onSignal(PostStop.class, this::onStopped)
                .build();
    }

    // ---- slots

    private void think(int slot) {
        long most = options.thinkTime().toNanos();
        freeAfter(slot, Duration.ofNanos(most == 0 ? 0 : decisions.between(0, most)));
    }

    private void freeAfter(int slot, Duration pause) {
        timers.startSingleTimer(slot, new Free(slot), pause);
    }

    private Behavior<Message> onFree(Free free) {
        source.next(life, decisions)
                .ifPresentOrElse(
                        operation -> issue(free.number(), operation, 1),
                        () -> waitForSetUp(free.number()));
        return this;
    }

    private void waitForSetUp(int slot) {
        if (!source.isExhausted()) {
            freeAfter(slot, SET_UP_POLL);
        }
    }

    private void issue(int slot, BankOperation operation, int number) {
        String account = operation.account();
        Attempt attempt = new Attempt(
                slot,
                operation,
                number,
                source.books().deposited(account).least(),
                source.books().withdrawn(account).least());
        RecipientRef<AccountCommand> target = BankApp.account(getContext().getSystem(), account);
        if (operation.kind() == Kind.CHECK_BALANCE) {
            getContext()
                    .ask(
                            Balance.class,
                            target,
                            options.askTimeout(),
                            CheckBalance::new,
                            (balance, late) -> new Checked(attempt, balance));
        } else {
            getContext()
                    .ask(
                            AccountReply.class,
                            target,
                            options.askTimeout(),
                            operation::command,
                            (reply, late) -> new Replied(attempt, reply));
        }
    }

    // ---- replies

    private Behavior<Message> onReplied(Replied replied) {
        Attempt attempt = replied.attempt();
        AccountReply reply = replied.reply();
        if (reply == null) {
            return onSilence(attempt);
        }
        if (reply instanceof Done) {
            source.done(life, attempt.operation());
        } else if (attempt.number() == 1) {
            source.failed(life, attempt.operation());
        } else {
            // an earlier try may have been done, or may still be
            source.unknown(life, attempt.operation());
        }
        think(attempt.slot());
        return this;
    }

    private Behavior<Message> onChecked(Checked checked) {
        Attempt attempt = checked.attempt();
        Balance balance = checked.balance();
        if (balance == null) {
            return onSilence(attempt);
        }
        source.done(life, attempt.operation());
        examine(attempt, balance);
        think(attempt.slot());
        return this;
    }

    private void examine(Attempt attempt, Balance balance) {
        run.always(
                BankWorkload.NO_NEGATIVE_BALANCE,
                balance.balance() >= 0 && balance.held() >= 0,
                () -> "answer to " + attempt.operation().id() + ": " + balance);
        String account = balance.accountId();
        Bounds deposited = new Bounds(
                attempt.leastDeposited(), source.books().deposited(account).most());
        Bounds withdrawn = new Bounds(
                attempt.leastWithdrawn(), source.books().withdrawn(account).most());
        run.always(
                BankWorkload.OPERATIONS_VISIBLE,
                deposited.contains(balance.deposited()) && withdrawn.contains(balance.withdrawn()),
                () -> "answer to " + attempt.operation().id() + ": expected deposited " + deposited
                        + " and withdrawn " + withdrawn + ", actual " + balance);
    }

    private Behavior<Message> onSilence(Attempt attempt) {
        BankOperation operation = attempt.operation();
        if (!operation.setUp() && attempt.number() < MOST_ATTEMPTS && decisions.chance(REPEAT)) {
            issue(attempt.slot(), operation, attempt.number() + 1);
        } else {
            source.unknown(life, operation);
            think(attempt.slot());
        }
        return this;
    }

    private Behavior<Message> onStopped(PostStop signal) {
        source.end(life);
        return this;
    }
}
