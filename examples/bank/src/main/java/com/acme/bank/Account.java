package com.acme.bank;

import java.util.HashSet;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandlerWithReply;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;

/** An account, which books each transfer once however often it is told to. */
class Account
        extends EventSourcedBehaviorWithEnforcedReplies<
                Account.Command, Account.Booked, Account.State> {

    static final EntityTypeKey<Command> TYPE_KEY = EntityTypeKey.create(Command.class, "Account");

    sealed interface Command extends BankSerializable {}

    /** Books a transfer; the amount is negative on the account that pays. */
    record Book(String transfer, long amount, ActorRef<Balance> replyTo) implements Command {}

    record Get(ActorRef<Balance> replyTo) implements Command {}

    record Balance(long amount) implements BankSerializable {}

    record Booked(String transfer, long amount) implements BankSerializable {}

    record State(long balance, Set<String> transfers) {

        State with(Booked booked) {
            Set<String> all = new HashSet<>(transfers);
            all.add(booked.transfer());
            return new State(balance + booked.amount(), all);
        }
    }

    Account(String id) {
        super(PersistenceId.of(TYPE_KEY.name(), id));
    }

    @Override
    public State emptyState() {
        return new State(0, Set.of());
    }

    @Override
    public CommandHandlerWithReply<Command, Booked, State> commandHandler() {
        return newCommandHandlerWithReplyBuilder()
                .forAnyState()
                .onCommand(Book.class, this::book)
                .onCommand(
                        Get.class,
                        (state, get) -> Effect().reply(get.replyTo(), new Balance(state.balance())))
                .build();
    }

    private ReplyEffect<Booked, State> book(State state, Book book) {
        if (isBooked(state, book.transfer())) {
            return Effect().reply(book.replyTo(), new Balance(state.balance()));
        }
        return Effect()
                .persist(new Booked(book.transfer(), book.amount()))
                .thenReply(book.replyTo(), booked -> new Balance(booked.balance()));
    }

    /** Whether a transfer was booked: who got no answer asks again. */
    boolean isBooked(State state, String transfer) {
        return state.transfers().contains(transfer);
    }

    @Override
    public EventHandler<State, Booked> eventHandler() {
        return newEventHandlerBuilder()
                .forAnyState()
                .onEvent(Booked.class, State::with)
                .build();
    }
}
