package com.acme.http;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** A text that is kept as long as its node lives. */
final class Note {

    static final EntityTypeKey<Command> TYPE_KEY = EntityTypeKey.create(Command.class, "Note");

    sealed interface Command extends NoteSerializable {}

    record Write(String text, ActorRef<Text> replyTo) implements Command {}

    record Read(ActorRef<Text> replyTo) implements Command {}

    record Text(String text) implements NoteSerializable {}

    private Note() {}

    static Behavior<Command> of(String text) {
        return Behaviors.receive(Command.class)
                .onMessage(Write.class, write -> {
                    write.replyTo().tell(new Text(write.text()));
                    return of(write.text());
                })
                .onMessage(Read.class, read -> {
                    read.replyTo().tell(new Text(text));
                    return Behaviors.same();
                })
                .build();
    }
}
