package com.acme.cart;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;

/** An application of sharded carts. */
public final class CartApp {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private CartApp() {}

    /** Starts the carts of a node. */
    public static Behavior<Void> guardian() {
        return Behaviors.setup(context -> {
            ClusterSharding.get(context.getSystem())
                    .init(Entity.of(Cart.TYPE_KEY, entity -> new Cart(entity.getEntityId())));
            return Behaviors.empty();
        });
    }

    /** Completes with what is in a cart once one more item is. */
    public static CompletionStage<Map<String, Integer>> add(
            ActorSystem<?> system, String cart, String item) {
        return cart(system, cart)
                .<Cart.Content>ask(replyTo -> new Cart.Add(item, replyTo), TIMEOUT)
                .thenApply(Cart.Content::items);
    }

    /** Completes with what is in a cart. */
    public static CompletionStage<Map<String, Integer>> content(
            ActorSystem<?> system, String cart) {
        return cart(system, cart).ask(Cart.Get::new, TIMEOUT).thenApply(Cart.Content::items);
    }

    private static EntityRef<Cart.Command> cart(ActorSystem<?> system, String id) {
        return ClusterSharding.get(system).entityRefFor(Cart.TYPE_KEY, id);
    }
}
