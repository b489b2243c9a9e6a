package com.acme.tickets;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** The only one that sells tickets; it lives on one of the nodes with the role {@code office}. */
final class Office {

    record Buy(ActorRef<Ticket> replyTo) implements TicketSerializable {}

    /** A ticket, and the node of the office that has sold it. */
    record Ticket(String node, int number) implements TicketSerializable {}

    private Office() {}

    static Behavior<Buy> create() {
        return Behaviors.setup(
                context -> sell(context.getSystem().address().getHost().orElseThrow(), 1));
    }

    private static Behavior<Buy> sell(String node, int number) {
        return Behaviors.receiveMessage(buy -> {
            buy.replyTo().tell(new Ticket(node, number));
            return sell(node, number + 1);
        });
    }
}
