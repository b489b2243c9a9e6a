// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.insight;

import dev.pekkosim.engine.Internal;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pekko.actor.Actor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.InternalActorRef;
import org.apache.pekko.cluster.sharding.DDataShardCoordinator;
import org.apache.pekko.cluster.sharding.Shard;
import org.apache.pekko.cluster.sharding.ShardCoordinator;
import org.apache.pekko.cluster.sharding.ShardRegion;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Where shards and entities live, which region actors of sharding take for the home of a shard, and
 * what they depend on.
 *
 * @hidden
 */
@Internal
public final class ShardHomes {

    private static final String SHARDING = "/system/sharding";
    private static final String COORDINATOR = "Coordinator/singleton/coordinator";
    private static final String PROXY = "Proxy";

    private ShardHomes() {}

    /**
     * The path of the coordinator that a region asks, such as
     * {@code /system/sharding/accountCoordinator/singleton/coordinator}.
     */
    public static String coordinatorOf(String region) {
        return (region.endsWith(PROXY)
                        ? region.substring(0, region.length() - PROXY.length())
                        : region)
                + COORDINATOR;
    }

    /** The path of the region that a coordinator or a region belongs to. */
    public static String regionOf(String path) {
        return path.endsWith(COORDINATOR)
                ? path.substring(0, path.length() - COORDINATOR.length())
                : path;
    }

    /**
     * The shards whose home a coordinator or a region takes an actor for.
     *
     * @param path of the coordinator or the region
     * @param home the actor, by path with address and uid
     */
    public static List<String> shardsAt(NodeInsight node, String path, String home) {
        List<String> shards = new ArrayList<>();
        homes(node.actor(path)).forEach((shard, region) -> {
            if (region.path().toSerializationFormat().equals(home)) {
                shards.add(shard);
            }
        });
        return shards;
    }

    private static Map<String, ActorRef> homes(@Nullable Actor actor) {
        if (actor instanceof ShardCoordinator coordinator) {
            return CollectionConverters.asJava(coordinator.state().shards());
        }
        return actor instanceof ShardRegion region
                ? CollectionConverters.asJava(region.regionByShard())
                : Map.of();
    }

    /**
     * What a coordinator or a region takes for the home of a shard, by path with address and uid.
     *
     * @param path of the coordinator or the region
     */
    public static Optional<String> homeOf(NodeInsight node, String path, String shard) {
        return Optional.ofNullable(homes(node.actor(path)).get(shard))
                .map(home ->
                        home.path().toSerializationFormatWithAddress(node.self().address()));
    }

    /** The region of a node, by path with address and uid, if there is one. */
    public static Optional<String> regionAt(NodeInsight node, String path) {
        return node.actor(path) instanceof ShardRegion region
                ? Optional.of(region.self()
                        .path()
                        .toSerializationFormatWithAddress(node.self().address()))
                : Optional.empty();
    }

    /** The path on its node of a region that is given by path with address and uid. */
    public static String localPath(String region) {
        return region.substring(region.indexOf(SHARDING), region.lastIndexOf('#'));
    }

    /** The node with the coordinator of a region, if there is exactly one. */
    public static Optional<NodeInsight> onlyCoordinator(List<NodeInsight> nodes, String region) {
        List<NodeInsight> found = nodes.stream()
                .filter(node -> node.actor(coordinatorOf(region)) instanceof ShardCoordinator)
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** The paths of the regions that host shards of a node. */
    public static List<String> regions(NodeInsight node) {
        return node.children(SHARDING, ShardRegion.class, "").stream()
                .filter(path -> !path.endsWith(PROXY))
                .toList();
    }

    /**
     * The path of the region that hosts a type of entities, on each node that has one.
     *
     * @param type the name of the type
     */
    public static String regionPath(String type) {
        return SHARDING + "/" + URLEncoder.encode(type, StandardCharsets.UTF_8);
    }

    /** The ids of the shards that live in a region. */
    public static Set<String> shards(NodeInsight node, String region) {
        Set<String> shards = new TreeSet<>();
        node.children(region, Shard.class, "").forEach(shard -> shards.add(idOf(shard)));
        return shards;
    }

    /** The ids of the entities that live in the shards of a region. */
    public static Set<String> entities(NodeInsight node, String region) {
        Set<String> entities = new TreeSet<>();
        for (String shard : shards(node, region)) {
            entities.addAll(entities(node, region, shard));
        }
        return entities;
    }

    /** The ids of the entities that live in a shard of a region. */
    public static Set<String> entities(NodeInsight node, String region, String shard) {
        Set<String> entities = new TreeSet<>();
        String path = region + "/" + URLEncoder.encode(shard, StandardCharsets.UTF_8);
        if (node.actor(path) instanceof Shard known) {
            Set<String> ids = CollectionConverters.asJava(
                    ((Shard.Entities) OfShard.ENTITIES.of(known)).activeEntityIds());
            node.children(path).stream()
                    .map(ShardHomes::idOf)
                    .filter(ids::contains) // a store of remembered entities is a child, too
                    .forEach(entities::add);
        }
        return entities;
    }

    /** Not looked for in a Pekko without sharding. */
    private static final class OfShard {
        static final HiddenMember ENTITIES = new HiddenMember(Shard.class, "entities");
    }

    /** Regions and shards name an actor by an encoded id. */
    public static String idOf(String path) {
        return URLDecoder.decode(path.substring(path.lastIndexOf('/') + 1), StandardCharsets.UTF_8);
    }

    /** Whether a region takes an actor, given by path with address and uid, for its coordinator. */
    public static boolean isCoordinatedBy(NodeInsight node, String path, String coordinator) {
        return node.actor(path) instanceof ShardRegion region
                && region.coordinator().isDefined()
                && region.coordinator().get().path().toSerializationFormat().equals(coordinator);
    }

    /** The coordinators that a node has. */
    public static List<String> coordinators(NodeInsight node) {
        return node.children(SHARDING, ShardCoordinator.class, "/singleton/coordinator");
    }

    /**
     * The replicator that a coordinator has its state from, by path with uid, if that has ended; a
     * coordinator may have none.
     */
    public static Optional<String> endedReplicator(NodeInsight node, String coordinator) {
        return node.actor(coordinator) instanceof DDataShardCoordinator distributed
                        && new HiddenMember(DDataShardCoordinator.class, "replicator")
                                        .of(distributed)
                                instanceof InternalActorRef replicator
                        && replicator.isTerminated()
                ? Optional.of(replicator.path().toSerializationFormat())
                : Optional.empty();
    }
}
