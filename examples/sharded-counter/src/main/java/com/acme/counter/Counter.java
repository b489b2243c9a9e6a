package com.acme.counter;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandlerWithReply;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;

/** A counter that remembers its value. */
final class Counter
        extends EventSourcedBehaviorWithEnforcedReplies<
                Counter.Command, Counter.Incremented, Long> {

    static final EntityTypeKey<Command> TYPE_KEY = EntityTypeKey.create(Command.class, "Counter");

    sealed interface Command extends CounterSerializable {}

    record Increment(ActorRef<Value> replyTo) implements Command {}

    record Get(ActorRef<Value> replyTo) implements Command {}

    record Value(long value) implements CounterSerializable {}

    record Incremented(long by) implements CounterSerializable {}

    Counter(String id) {
        super(PersistenceId.of(TYPE_KEY.name(), id));
    }

    @Override
    public Long emptyState() {
        return 0L;
    }

    @Override
    public CommandHandlerWithReply<Command, Incremented, Long> commandHandler() {
        return newCommandHandlerWithReplyBuilder()
                .forAnyState()
                .onCommand(
                        Increment.class,
                        command -> Effect()
                                .persist(new Incremented(1))
                                .thenReply(command.replyTo(), Value::new))
                .onCommand(
                        Get.class,
                        (value, command) -> Effect().reply(command.replyTo(), new Value(value)))
                .build();
    }

    @Override
    public EventHandler<Long, Incremented> eventHandler() {
        return newEventHandlerBuilder()
                .forAnyState()
                .onEvent(Incremented.class, (value, event) -> value + event.by())
                .build();
    }
}
