package com.acme.http;

import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;

/** An application of sharded notes. */
public final class NoteApp {

    private NoteApp() {}

    /** Starts the notes of a node. */
    public static Behavior<Void> guardian() {
        return Behaviors.setup(context -> {
            ClusterSharding.get(context.getSystem())
                    .init(Entity.of(Note.TYPE_KEY, entity -> Note.of("")));
            return Behaviors.empty();
        });
    }
}
