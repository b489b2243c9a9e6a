package dev.pekkosim.testkit.finds;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.RunFailedException;
import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimNode;
import dev.pekkosim.testkit.cluster.RunProperties;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/**
 * An application with sharded entities, each of which answers what it is asked with the name of its
 * node.
 */
final class Entities {

    private static final EntityTypeKey<Object> ECHO = EntityTypeKey.create(Object.class, "echo");
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration BOUND = Duration.ofMinutes(5);

    private Entities() {}

    /** What runs on each node. */
    static Behavior<Void> guardian() {
        return Behaviors.setup(context -> {
            String node = context.getSystem().address().host().get();
            ClusterSharding.get(context.getSystem())
                    .init(Entity.of(
                            ECHO,
                            entity -> Behaviors.receiveMessage(replyTo -> {
                                ((ActorRef<?>) replyTo).unsafeUpcast().tell(node);
                                return Behaviors.same();
                            })));
            return Behaviors.empty();
        });
    }

    /** Asks an entity from a node; the answer is empty if none comes within three seconds. */
    static CompletableFuture<String> ask(SimNode node, String entity) {
        return ClusterSharding.get(node.system())
                .entityRefFor(ECHO, entity)
                .<String>ask(replyTo -> replyTo, PATIENCE)
                .exceptionally(late -> "")
                .toCompletableFuture();
    }

    /** Asks an entity from a node, and waits; the answer is the name of its node, or empty. */
    static String answer(SimCluster cluster, SimNode node, String entity) {
        CompletableFuture<String> answer = ask(node, entity);
        cluster.await(PATIENCE.multipliedBy(2), answer::isDone);
        return answer.getNow("");
    }

    static boolean isAnswered(SimCluster cluster, SimNode node, String entity) {
        return !answer(cluster, node, entity).isEmpty();
    }

    /**
     * Fails the run if an entity that is asked again and again does not answer within five minutes.
     */
    static void requireAnswer(SimCluster cluster, SimNode node, String entity) {
        Duration end = cluster.virtualTime().plus(BOUND);
        while (!isAnswered(cluster, node, entity)) {
            if (cluster.virtualTime().compareTo(end) > 0) {
                throw new RunFailedException(
                        Failure.Kind.PROPERTY,
                        RunProperties.APPLICATION_ANSWERS,
                        "entity " + entity + " does not answer within " + BOUND);
            }
        }
    }
}
