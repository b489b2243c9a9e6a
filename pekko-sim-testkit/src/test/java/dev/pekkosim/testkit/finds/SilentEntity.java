package dev.pekkosim.testkit.finds;

import dev.pekkosim.testkit.SimNode;
import java.time.Duration;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** An application whose entities never answer, by its own fault. */
final class SilentEntity {

    private static final EntityTypeKey<Object> KEY = EntityTypeKey.create(Object.class, "silent");
    private static final Duration VERY_LONG = Duration.ofHours(1);

    private SilentEntity() {}

    static Behavior<Void> guardian() {
        return Behaviors.setup(context -> {
            init(context.getSystem());
            return Behaviors.empty();
        });
    }

    static void init(ActorSystem<?> system) {
        ClusterSharding.get(system).init(Entity.of(KEY, entity -> Behaviors.ignore()));
    }

    /**
     * Asks some entities, and goes on; of these some are elsewhere, and only such asks can be seen
     * to wait.
     */
    static void ask(SimNode from) {
        for (int i = 0; i < 10; i++) {
            var unused = ClusterSharding.get(from.system())
                    .entityRefFor(KEY, "e" + i)
                    .ask(replyTo -> replyTo, VERY_LONG);
        }
    }
}
