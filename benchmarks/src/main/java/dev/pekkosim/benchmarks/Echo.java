// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** The application that is measured: sharded entities that send back what they get. */
final class Echo {

    private static final EntityTypeKey<Request> TYPE_KEY =
            EntityTypeKey.create(Request.class, "Echo");

    private static final Duration ASK_TIMEOUT = Duration.ofSeconds(10);

    private Echo() {}

    /** What is sent; bound to a serializer in {@code echo.conf}. */
    interface Message {}

    /**
     * Asks an entity to answer.
     *
     * @param text comes back
     * @param replyTo takes the answer
     */
    record Request(String text, ActorRef<Reply> replyTo) implements Message {}

    /**
     * The answer.
     *
     * @param text what was sent
     */
    record Reply(String text) implements Message {}

    /**
     * The guardian.
     *
     * @param started called when it starts
     */
    static Behavior<Void> guardian(Runnable started) {
        return Behaviors.setup(context -> {
            started.run();
            ClusterSharding.get(context.getSystem()).init(Entity.of(TYPE_KEY, entity -> entity()));
            return Behaviors.empty();
        });
    }

    private static Behavior<Request> entity() {
        return Behaviors.receiveMessage(request -> {
            request.replyTo().tell(new Reply(request.text()));
            return Behaviors.same();
        });
    }

    static CompletionStage<Reply> ask(ActorSystem<?> system, String entity, String text) {
        return ClusterSharding.get(system)
                .entityRefFor(TYPE_KEY, entity)
                .ask(replyTo -> new Request(text, replyTo), ASK_TIMEOUT);
    }
}
