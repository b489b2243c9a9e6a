// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.finds;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.AbstractActorWithTimers;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.cluster.sharding.ClusterSharding;
import org.apache.pekko.cluster.sharding.ClusterShardingSettings;
import org.apache.pekko.pattern.Patterns;

/**
 * An application with sharded entities: each of its nodes asks a new entity twice a second, most of
 * them in a new shard.
 */
final class ShardedTraffic {

    private static final int SHARDS = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    /** Lets a node host entities, and ask for them. */
    void begin(ActorSystem system) {
        ActorRef region = host(system);
        system.actorOf(Props.create(Asker.class, () -> new Asker(this, region)));
    }

    /** Lets a node host entities, as each node of an application does. */
    static ActorRef host(ActorSystem system) {
        return ClusterSharding.get(system)
                .start(
                        "entity",
                        Props.create(Entity.class, Entity::new),
                        ClusterShardingSettings.create(system),
                        new ById(SHARDS));
    }

    /** How many entities have answered. */
    int answered() {
        return answered.get();
    }

    /** How many have not, within five seconds. */
    int failed() {
        return failed.get();
    }

    private static final class Entity extends AbstractActor {

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .matchAny(question -> getSender().tell(question, getSelf()))
                    .build();
        }
    }

    private static final class Asker extends AbstractActorWithTimers {

        private static final String TICK = "tick";

        private final ShardedTraffic traffic;
        private final ActorRef region;
        private int asked;

        Asker(ShardedTraffic traffic, ActorRef region) {
            this.traffic = traffic;
            this.region = region;
        }

        @Override
        public void preStart() {
            getTimers().startTimerWithFixedDelay(TICK, TICK, INTERVAL);
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder().matchEquals(TICK, tick -> ask()).build();
        }

        private void ask() {
            asked++;
            String entity = getContext().getSystem().startTime() + " " + asked;
            Patterns.ask(region, entity, PATIENCE).whenComplete((answer, failure) -> {
                if (failure == null) {
                    traffic.answered.incrementAndGet();
                } else {
                    traffic.failed.incrementAndGet();
                }
            });
        }
    }
}
