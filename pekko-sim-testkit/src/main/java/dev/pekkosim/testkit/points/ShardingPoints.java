// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.points;

import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.testkit.insight.HiddenMember;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.cluster.sharding.Shard;
import org.apache.pekko.cluster.sharding.ShardCoordinator;
import org.apache.pekko.cluster.sharding.ShardRegion;
import scala.jdk.javaapi.CollectionConverters;

/** What the points in sharding do, and where there is nothing that they could do. */
final class ShardingPoints {

    private ShardingPoints() {}

    static boolean knowsAHomeElsewhere(ShardRegion region) {
        return CollectionConverters.asJava(region.regionByShard()).values().stream()
                .anyMatch(home -> !home.equals(region.self()));
    }

    /**
     * The home of a shard on another node is looked up anew, as after a hand-off that began, timed
     * out, and left the shard where it was.
     */
    @SuppressWarnings("unchecked") // javac does not see what type the updated map has.
    static void forgetHome(String name, ShardRegion region) {
        TreeMap<String, ActorRef> elsewhere = new TreeMap<>();
        CollectionConverters.asJava(region.regionByShard()).forEach((shard, home) -> {
            if (!home.equals(region.self())) {
                elsewhere.put(shard, home);
            }
        });
        String forgotten = pick(name, elsewhere.keySet());
        ActorRef home = elsewhere.get(forgotten);
        region.regionByShard_$eq(region.regionByShard().removed(forgotten));
        scala.Option<scala.collection.immutable.Set<String>> shards =
                region.regions().get(home);
        if (shards.isDefined()) {
            region.regions_$eq(region.regions().updated(home, shards.get().excl(forgotten)));
        }
    }

    /**
     * Nobody but the entity itself passivates it where passivation is off or entities are
     * remembered.
     */
    static boolean mayPassivate(Shard shard) {
        if (OfShard.STRATEGY.of(shard).getClass().getSimpleName().startsWith("Disabled")
                || Boolean.TRUE.equals(OfShard.REMEMBERS.of(shard))) {
            return false;
        }
        for (ActorRef child : CollectionConverters.asJava(shard.context().children())) {
            if (isActive(shard, child)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isActive(Shard shard, ActorRef child) {
        Shard.Entities entities = (Shard.Entities) OfShard.ENTITIES.of(shard);
        String id = entities.entityId(child);
        return id != null && !entities.isPassivating(id);
    }

    /**
     * Passivates an entity as the strategy of the settings would after a pause longer than the idle
     * timeout. A hand-off may send the same stop message at any moment.
     */
    static void passivate(String name, Shard shard) {
        TreeMap<String, ActorRef> entities = new TreeMap<>();
        for (ActorRef child : CollectionConverters.asJava(shard.context().children())) {
            if (isActive(shard, child)) {
                entities.put(child.path().name(), child);
            }
        }
        ActorRef passive = entities.get(pick(name, entities.keySet()));
        Object stop = OfShard.STOP_MESSAGE.of(shard);
        shard.self().tell(new ShardRegion.Passivate(stop), passive);
    }

    /**
     * The allocation strategy wants one shard more to be moved, as when nodes came and went and the
     * loads differed for a moment.
     */
    @SuppressWarnings("unchecked") // The method's own type.
    static Object withAnother(String name, ShardCoordinator coordinator, Object shards) {
        return ((scala.collection.immutable.Set<String>) shards)
                .incl(pick(name, movable(coordinator, shards)));
    }

    /**
     * The shards that are not about to be moved, sorted; none with a strategy of the application,
     * which may promise never to move one.
     */
    @SuppressWarnings("unchecked") // The method's own type.
    static List<String> movable(ShardCoordinator coordinator, Object shards) {
        if (!OfCoordinator.STRATEGY
                .of(coordinator)
                .getClass()
                .getName()
                .startsWith("org.apache.pekko.")) {
            return List.of();
        }
        List<String> movable = new ArrayList<>(
                CollectionConverters.asJava(coordinator.state().shards().keySet()));
        movable.removeIf(shard -> ((scala.collection.immutable.Set<String>) shards).contains(shard)
                || coordinator.rebalanceInProgress().contains(shard));
        movable.sort(null);
        return movable;
    }

    private static String pick(String name, Collection<String> sorted) {
        Engine engine = Engine.current();
        if (engine == null) {
            throw new IllegalStateException("the point " + name + " fired outside a run");
        }
        return List.copyOf(sorted).get(engine.points().pick(name, sorted.size()));
    }

    /** Not looked for where nothing is sharded. */
    private static final class OfShard {

        private static final HiddenMember STRATEGY =
                new HiddenMember(Shard.class, "passivationStrategy");
        private static final HiddenMember REMEMBERS =
                new HiddenMember(Shard.class, "rememberEntities");
        private static final HiddenMember STOP_MESSAGE =
                new HiddenMember(Shard.class, "handOffStopMessage");
        private static final HiddenMember ENTITIES = new HiddenMember(Shard.class, "entities");
    }

    /** Likewise. */
    private static final class OfCoordinator {

        private static final HiddenMember STRATEGY =
                new HiddenMember(ShardCoordinator.class, "allocationStrategy");
    }
}
