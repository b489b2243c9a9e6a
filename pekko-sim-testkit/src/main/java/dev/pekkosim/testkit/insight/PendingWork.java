// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.insight;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.testkit.cluster.SimulatedCluster;
import dev.pekkosim.testkit.cluster.SimulatedNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.Actor;
import org.apache.pekko.actor.ActorPath;
import org.apache.pekko.cluster.sharding.ShardRegion;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.BoxedUnit;

/**
 * What the nodes of a cluster have not come to an end with: messages that actors hold back, asks,
 * steps that wait.
 *
 * @hidden
 */
@Internal
public final class PendingWork {

    private static final String SHARDING = "/system/sharding";

    private static final int MOST_ASKS = 5;

    private PendingWork() {}

    /** What is pending now, one line each, each beginning with the name of its node. */
    public static List<String> of(SimulatedCluster cluster) {
        List<String> lines = new ArrayList<>();
        for (NodeInsight node : cluster.nodes().stream()
                .filter(SimulatedNode::hasSystem)
                .map(NodeInsight::of)
                .toList()) {
            HeldMessages held = new HeldMessages();
            node.forEachActor((path, actor) -> {
                for (String what : held.of(actor)) {
                    lines.add(node.name() + ": " + path + " " + what + waitsFor(actor));
                }
            });
            asks(node).ifPresent(lines::add);
        }
        lines.addAll(cluster.engine().blockedSteps());
        return lines;
    }

    /** The regions that hold messages whose shard they do not know or that does not run yet. */
    public static List<FullRegion> fullRegions(ClusterInsight cluster) {
        List<FullRegion> full = new ArrayList<>();
        for (NodeInsight node : cluster.nodes()) {
            for (String path : node.children(SHARDING)) {
                Actor actor = node.actor(path);
                if (actor != null && isRegion(actor)) {
                    List<String> shards = Regions.buffered(actor);
                    if (!shards.isEmpty()) {
                        full.add(new FullRegion(node, path, shards));
                    }
                }
            }
        }
        return full;
    }

    /** The paths of the actors of a node that hold messages back. */
    public static List<String> holders(NodeInsight node) {
        List<String> paths = new ArrayList<>();
        HeldMessages held = new HeldMessages();
        node.forEachActor((path, actor) -> {
            if (!held.of(actor).isEmpty()) {
                paths.add(path);
            }
        });
        return paths;
    }

    private static Optional<String> asks(NodeInsight node) {
        List<String> asks = node.asks();
        if (asks.isEmpty()) {
            return Optional.empty();
        }
        int more = asks.size() - MOST_ASKS;
        return Optional.of(node.name() + ": " + asks.size() + (asks.size() == 1 ? " ask" : " asks")
                + " without an answer: "
                + String.join(", ", asks.subList(0, Math.min(asks.size(), MOST_ASKS)))
                + (more > 0 ? " and " + more + " more" : ""));
    }

    private static String waitsFor(Actor actor) {
        return isRegion(actor) ? Regions.waitsFor(actor) : "";
    }

    /** By name, since an application need not have sharding. */
    private static boolean isRegion(Actor actor) {
        return actor.getClass().getName().equals("org.apache.pekko.cluster.sharding.ShardRegion");
    }

    /** What needs the classes of sharding. */
    private static final class Regions {

        static List<String> buffered(Actor region) {
            List<String> shards = new ArrayList<>();
            ((ShardRegion) region).shardBuffers().foreach((shard, buffer) -> {
                if (buffer.nonEmpty()) {
                    shards.add(shard);
                }
                return BoxedUnit.UNIT;
            });
            shards.sort(null);
            return shards;
        }

        static String waitsFor(Actor actor) {
            ShardRegion region = (ShardRegion) actor;
            if (region.coordinator().isEmpty()) {
                return " and knows no coordinator";
            }
            List<String> starting =
                    new ArrayList<>(CollectionConverters.asJava(region.startingShards()));
            starting.sort(null);
            ActorPath coordinator = region.coordinator().get().path();
            return " and knows the coordinator " + coordinator.toStringWithoutAddress()
                    + (coordinator.address().host().isEmpty()
                            ? " here"
                            : " on " + coordinator.address().host().get())
                    + (starting.isEmpty() ? "" : ", starts the shards " + starting);
        }
    }
}
