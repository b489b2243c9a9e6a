package com.acme.cart;

import java.util.Map;
import java.util.TreeMap;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandlerWithReply;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;

/** A cart, with a snapshot of it after every fifth event. */
final class Cart
        extends EventSourcedBehaviorWithEnforcedReplies<Cart.Command, Cart.Put, Cart.Content> {

    static final EntityTypeKey<Command> TYPE_KEY = EntityTypeKey.create(Command.class, "Cart");

    sealed interface Command extends CartSerializable {}

    record Add(String item, ActorRef<Content> replyTo) implements Command {}

    record Get(ActorRef<Content> replyTo) implements Command {}

    /** How many of each item. */
    record Content(Map<String, Integer> items) implements CartSerializable {

        Content with(Put put) {
            Map<String, Integer> more = new TreeMap<>(items);
            more.merge(put.item(), 1, Integer::sum);
            return new Content(more);
        }
    }

    record Put(String item) implements CartSerializable {}

    Cart(String id) {
        super(PersistenceId.of(TYPE_KEY.name(), id));
    }

    @Override
    public Content emptyState() {
        return new Content(Map.of());
    }

    @Override
    public CommandHandlerWithReply<Command, Put, Content> commandHandler() {
        return newCommandHandlerWithReplyBuilder()
                .forAnyState()
                .onCommand(
                        Add.class,
                        add -> Effect()
                                .persist(new Put(add.item()))
                                .thenReply(add.replyTo(), content -> content))
                .onCommand(Get.class, (content, get) -> Effect().reply(get.replyTo(), content))
                .build();
    }

    @Override
    public EventHandler<Content, Put> eventHandler() {
        return newEventHandlerBuilder()
                .forAnyState()
                .onEvent(Put.class, Content::with)
                .build();
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return RetentionCriteria.snapshotEvery(5, 2);
    }
}
