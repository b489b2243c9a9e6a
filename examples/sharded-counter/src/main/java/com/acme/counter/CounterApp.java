package com.acme.counter;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;

/** An application of sharded counters. */
public final class CounterApp {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private CounterApp() {}

    /** Starts the counters of a node. */
    public static Behavior<Void> guardian() {
        return Behaviors.setup(context -> {
            ClusterSharding.get(context.getSystem())
                    .init(Entity.of(Counter.TYPE_KEY, entity -> new Counter(entity.getEntityId())));
            return Behaviors.empty();
        });
    }

    /** Adds 1 to a counter; completes with its new value when that is stored. */
    public static CompletableFuture<Long> increment(ActorSystem<?> system, String id) {
        return counter(system, id)
                .ask(Counter.Increment::new, TIMEOUT)
                .thenApply(Counter.Value::value)
                .toCompletableFuture();
    }

    /** Completes with the value of a counter. */
    public static CompletableFuture<Long> get(ActorSystem<?> system, String id) {
        return counter(system, id)
                .ask(Counter.Get::new, TIMEOUT)
                .thenApply(Counter.Value::value)
                .toCompletableFuture();
    }

    private static EntityRef<Counter.Command> counter(ActorSystem<?> system, String id) {
        return ClusterSharding.get(system).entityRefFor(Counter.TYPE_KEY, id);
    }
}
