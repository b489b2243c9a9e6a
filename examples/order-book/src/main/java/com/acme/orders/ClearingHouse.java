package com.acme.orders;

import dev.pekkosim.buggify.Property;
import java.util.HashSet;
import java.util.Set;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.receptionist.Receptionist;

/** Settles trades, each once however often it is asked. */
final class ClearingHouse {

    private ClearingHouse() {}

    static Behavior<OrderBook.Settle> create() {
        return Behaviors.setup(context -> {
            context.getSystem()
                    .receptionist()
                    .tell(Receptionist.register(OrderBook.CLEARING, context.getSelf()));
            Set<OrderBook.Trade> settled = new HashSet<>();
            return Behaviors.receiveMessage(settle -> {
                boolean isNew = settled.add(settle.trade());
                Property.sometimes(!isNew, "a clearing house was asked twice to settle one trade");
                settle.replyTo().tell(Done.getInstance());
                return Behaviors.same();
            });
        });
    }
}
