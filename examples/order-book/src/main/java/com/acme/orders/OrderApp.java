package com.acme.orders;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.receptionist.Receptionist;

/**
 * An application of order books and clearing houses, one of each on every node, which find each
 * other through the receptionist.
 */
public final class OrderApp {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private OrderApp() {}

    /** Starts the book and the clearing house of a node. */
    public static Behavior<Void> guardian() {
        return Behaviors.setup(context -> {
            context.spawn(ClearingHouse.create(), "clearing-house");
            context.spawn(OrderBook.create(), "book");
            return Behaviors.empty();
        });
    }

    /** Completes with the books that a node knows. */
    static CompletableFuture<List<ActorRef<OrderBook.Command>>> books(ActorSystem<?> system) {
        return AskPattern.<Receptionist.Command, Receptionist.Listing>ask(
                        system.receptionist(),
                        replyTo -> Receptionist.find(OrderBook.KEY, replyTo),
                        TIMEOUT,
                        system.scheduler())
                .thenApply(listing -> listing.getServiceInstances(OrderBook.KEY).stream()
                        .sorted()
                        .toList())
                .toCompletableFuture();
    }

    /** Completes with whether a book accepted an order. */
    static CompletableFuture<Boolean> place(
            ActorSystem<?> system, ActorRef<OrderBook.Command> book, String order, boolean isBuy) {
        return AskPattern.<OrderBook.Command, OrderBook.Answer>ask(
                        book,
                        replyTo -> new OrderBook.Place(order, isBuy, replyTo),
                        TIMEOUT,
                        system.scheduler())
                .thenApply(OrderBook.Answer::isAccepted)
                .toCompletableFuture();
    }
}
