package dev.pekkosim.testkit;

import dev.pekkosim.dispatcher.PointEffects;
import dev.pekkosim.engine.Engine;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSelectionMessage;
import org.apache.pekko.cluster.ClusterCoreDaemon;
import org.apache.pekko.cluster.sharding.Shard;
import org.apache.pekko.cluster.sharding.ShardCoordinator;
import org.apache.pekko.cluster.sharding.ShardRegion;
import org.apache.pekko.dispatch.sysmsg.SystemMessage;
import org.apache.pekko.remote.DaemonMsgCreate;
import org.apache.pekko.remote.PriorityMessage;
import org.apache.pekko.remote.artery.ControlMessage;
import org.apache.pekko.remote.artery.OutboundEnvelope;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** What the points in remoting and in sharding do, and where they must not fire since it would not be legal. */
final class PekkoPointEffects implements PointEffects {

    @Override
    public boolean mayLeaveOut(String name, Object self, @Nullable Object argument) {
        return switch (name) {
            case "pekko.remoting.send-queue.full" ->
                argument instanceof OutboundEnvelope envelope && isOrdinary(envelope.message());
            // A node that forms a cluster also does it once without a tick.
            case "pekko.cluster.leader-tick.skipped" ->
                ((ClusterCoreDaemon) self).latestGossip().members().size() > 1;
            default -> true;
        };
    }

    /** A full control queue would mean a quarantine, and control messages are not the application's. */
    private static boolean isOrdinary(Object message) {
        return !(message instanceof SystemMessage
                || message instanceof ControlMessage
                || message instanceof DaemonMsgCreate
                || message.getClass().getName().endsWith("ClearSystemMessageDelivery")
                || (message instanceof ActorSelectionMessage selection
                        && selection.msg() instanceof PriorityMessage));
    }

    @Override
    public void leftOut(String name, Object self, @Nullable Object argument) {
        if (name.equals("pekko.sharding.region-buffer.full") && argument != null) {
            // What bufferMessage does when buffer-size is reached.
            ShardRegion region = (ShardRegion) self;
            region.context().system().deadLetters().tell(argument, region.self());
        }
    }

    @Override
    public Object argument(String name, Object self, Object argument) {
        switch (name) {
            case "pekko.sharding.home-cache.dropped" -> forgetHome(name, (ShardRegion) self);
            case "pekko.sharding.passivation.early" -> passivate(name, (Shard) self);
            case "pekko.sharding.rebalance.forced" -> {
                return withAnother(name, (ShardCoordinator) self, argument);
            }
            default -> throw new IllegalStateException("no effect is known of the point " + name);
        }
        return argument;
    }

    /**
     * The home of a shard on another node is looked up anew, as after a hand-off that began, timed out, and left the shard where it was.
     */
    @SuppressWarnings("unchecked") // javac does not see what type the updated map has.
    private static void forgetHome(String name, ShardRegion region) {
        TreeMap<String, ActorRef> elsewhere = new TreeMap<>();
        CollectionConverters.asJava(region.regionByShard()).forEach((shard, home) -> {
            if (!home.equals(region.self())) {
                elsewhere.put(shard, home);
            }
        });
        if (elsewhere.isEmpty()) {
            return;
        }
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
     * Passivates an entity as the strategy of the settings would after a pause longer than the idle timeout; where there is none,
     * nothing is done. A hand-off may send the same stop message at any moment.
     */
    private static void passivate(String name, Shard shard) {
        Object strategy = read(Shard.class, shard, "passivationStrategy");
        Object remembers = read(Shard.class, shard, "rememberEntities");
        if (Boolean.TRUE.equals(remembers)
                || strategy.getClass().getSimpleName().startsWith("Disabled")) {
            return;
        }
        TreeMap<String, ActorRef> entities = new TreeMap<>();
        for (ActorRef child : CollectionConverters.asJava(shard.context().children())) {
            entities.put(child.path().name(), child);
        }
        if (!entities.isEmpty()) {
            ActorRef passive = entities.get(pick(name, entities.keySet()));
            Object stop = read(Shard.class, shard, "handOffStopMessage");
            shard.self().tell(new ShardRegion.Passivate(stop), passive);
        }
    }

    /** The allocation strategy wants one shard more to be moved, as when nodes came and went and the loads differed for a moment. */
    @SuppressWarnings("unchecked") // The method's own type.
    private static Object withAnother(String name, ShardCoordinator coordinator, Object shards) {
        Object strategy = read(ShardCoordinator.class, coordinator, "allocationStrategy");
        if (!strategy.getClass().getName().startsWith("org.apache.pekko.")) {
            return shards; // The application's own may promise never to move a shard.
        }
        List<String> all = new ArrayList<>(
                CollectionConverters.asJava(coordinator.state().shards().keySet()));
        all.sort(null);
        return all.isEmpty()
                ? shards
                : ((scala.collection.immutable.Set<String>) shards).incl(pick(name, all));
    }

    private static String pick(String name, Collection<String> sorted) {
        Engine engine = Engine.current();
        if (engine == null) {
            throw new IllegalStateException("the point " + name + " fired outside a run");
        }
        return List.copyOf(sorted).get(engine.points().pick(name, sorted.size()));
    }

    private static Object read(Class<?> type, Object owner, String member) {
        try {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(member) || field.getName().endsWith("$$" + member)) {
                    field.setAccessible(true);
                    return field.get(owner);
                }
            }
            Method method = type.getDeclaredMethod(member);
            method.setAccessible(true);
            return method.invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "this release of Pekko has no " + member + " in " + type.getName(), e);
        }
    }
}
