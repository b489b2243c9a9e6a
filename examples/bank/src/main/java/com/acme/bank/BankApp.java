package com.acme.bank;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;

/** A bank of sharded accounts. */
public final class BankApp {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private BankApp() {}

    /** Starts the accounts of a node. */
    public static Behavior<Void> guardian() {
        return guardian(Account::new);
    }

    static Behavior<Void> guardian(Function<String, Account> newAccount) {
        return Behaviors.setup(context -> {
            ClusterSharding.get(context.getSystem())
                    .init(Entity.of(
                            Account.TYPE_KEY, entity -> newAccount.apply(entity.getEntityId())));
            return Behaviors.empty();
        });
    }

    /**
     * Takes an amount from one account and gives it to another. If it ends with an exception it may
     * be done, half done or not done, and is to be called again.
     */
    public static CompletionStage<Long> transfer(ActorSystem<?> system, Transfer transfer) {
        return book(system, transfer.from(), transfer.id(), -transfer.amount())
                .thenCompose(
                        taken -> book(system, transfer.to(), transfer.id(), transfer.amount()));
    }

    private static CompletionStage<Long> book(
            ActorSystem<?> system, String account, String transfer, long amount) {
        return account(system, account)
                .<Account.Balance>ask(
                        replyTo -> new Account.Book(transfer, amount, replyTo), TIMEOUT)
                .thenApply(Account.Balance::amount);
    }

    /** Completes with the balance of an account. */
    public static CompletionStage<Long> balance(ActorSystem<?> system, String account) {
        return account(system, account)
                .ask(Account.Get::new, TIMEOUT)
                .thenApply(Account.Balance::amount);
    }

    private static EntityRef<Account.Command> account(ActorSystem<?> system, String id) {
        return ClusterSharding.get(system).entityRefFor(Account.TYPE_KEY, id);
    }
}
