package dev.pekkosim.testkit.finds;

import dev.pekkosim.testkit.insight.HiddenMember;
import dev.pekkosim.testkit.insight.NodeInsight;
import java.net.URLDecoder;
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
import org.apache.pekko.cluster.sharding.ShardCoordinator;
import org.apache.pekko.cluster.sharding.ShardRegion;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** Which region actors of sharding take for the home of a shard, and what they depend on. */
final class ShardHomes {

    private static final String SHARDING = "/system/sharding";
    private static final String COORDINATOR = "Coordinator/singleton/coordinator";
    private static final String PROXY = "Proxy";

    private ShardHomes() {}

    /**
     * The path of the coordinator that a region asks, such as
     * {@code /system/sharding/accountCoordinator/singleton/coordinator}.
     */
    static String coordinatorOf(String region) {
        return (region.endsWith(PROXY)
                        ? region.substring(0, region.length() - PROXY.length())
                        : region)
                + COORDINATOR;
    }

    /** The path of the region that a coordinator or a region belongs to. */
    static String regionOf(String path) {
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
    static List<String> shardsAt(NodeInsight node, String path, String home) {
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
    static Optional<String> homeOf(NodeInsight node, String path, String shard) {
        return Optional.ofNullable(homes(node.actor(path)).get(shard))
                .map(home ->
                        home.path().toSerializationFormatWithAddress(node.self().address()));
    }

    /** The region of a node, by path with address and uid, if there is one. */
    static Optional<String> regionAt(NodeInsight node, String path) {
        return node.actor(path) instanceof ShardRegion region
                ? Optional.of(region.self()
                        .path()
                        .toSerializationFormatWithAddress(node.self().address()))
                : Optional.empty();
    }

    /** The path on its node of a region that is given by path with address and uid. */
    static String localPath(String region) {
        return region.substring(region.indexOf(SHARDING), region.lastIndexOf('#'));
    }

    /** The node with the coordinator of a region, if there is exactly one. */
    static Optional<NodeInsight> onlyCoordinator(List<NodeInsight> nodes, String region) {
        List<NodeInsight> found = nodes.stream()
                .filter(node -> node.actor(coordinatorOf(region)) instanceof ShardCoordinator)
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** The ids of the entities that live in the shards of a region. */
    static Set<String> entities(NodeInsight node, String region) {
        Set<String> entities = new TreeSet<>();
        for (String shard : node.children(region)) {
            node.children(shard).forEach(entity -> entities.add(lastName(entity)));
        }
        return entities;
    }

    /** The ids of the entities that live in a shard of a region. */
    static Set<String> entities(NodeInsight node, String region, String shard) {
        Set<String> entities = new TreeSet<>();
        for (String child : node.children(region)) {
            if (lastName(child).equals(shard)) {
                node.children(child).forEach(entity -> entities.add(lastName(entity)));
            }
        }
        return entities;
    }

    /** Regions and shards name an actor by an encoded id. */
    private static String lastName(String path) {
        return URLDecoder.decode(path.substring(path.lastIndexOf('/') + 1), StandardCharsets.UTF_8);
    }

    /** Whether a region takes an actor, given by path with address and uid, for its coordinator. */
    static boolean isCoordinatedBy(NodeInsight node, String path, String coordinator) {
        return node.actor(path) instanceof ShardRegion region
                && region.coordinator().isDefined()
                && region.coordinator().get().path().toSerializationFormat().equals(coordinator);
    }

    /** The coordinators that a node has. */
    static List<String> coordinators(NodeInsight node) {
        return node.children(SHARDING, ShardCoordinator.class, "/singleton/coordinator");
    }

    /**
     * The replicator that a coordinator has its state from, by path with uid, if that has ended; a
     * coordinator may have none.
     */
    static Optional<String> endedReplicator(NodeInsight node, String coordinator) {
        return node.actor(coordinator) instanceof DDataShardCoordinator distributed
                        && new HiddenMember(DDataShardCoordinator.class, "replicator")
                                        .of(distributed)
                                instanceof InternalActorRef replicator
                        && replicator.isTerminated()
                ? Optional.of(replicator.path().toSerializationFormat())
                : Optional.empty();
    }
}
