// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import dev.pekkosim.testkit.cluster.SimSetupException;
import dev.pekkosim.testkit.cluster.SimulatedCluster;
import dev.pekkosim.testkit.cluster.SimulatedNode;
import dev.pekkosim.testkit.insight.Listings;
import dev.pekkosim.testkit.insight.NodeInsight;
import dev.pekkosim.testkit.insight.ShardHomes;
import dev.pekkosim.testkit.text.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/**
 * What the body of a run sees of Pekko without asking: it draws nothing and sends nothing, so that
 * a run in which it is looked is the same as one in which it is not.
 */
final class ClusterLook {

    private final SimulatedCluster cluster;

    ClusterLook(SimulatedCluster cluster) {
        this.cluster = cluster;
    }

    // ---- membership

    List<ClusterView> views() {
        return cluster.members().stream()
                .map(node ->
                        new ClusterView(node.name(), node.hasSystem() ? members(node) : List.of()))
                .toList();
    }

    private static List<MemberView> members(SimulatedNode node) {
        ClusterEvent.CurrentClusterState state =
                Cluster.get(Adapter.toClassic(node.system())).state();
        List<MemberView> members = new ArrayList<>();
        for (Member member : state.getMembers()) {
            members.add(new MemberView(
                    member.address().host().get(),
                    member.uniqueAddress().longUid(),
                    member.status(),
                    !state.getUnreachable().contains(member),
                    new TreeSet<>(member.getRoles()),
                    member.dataCenter()));
        }
        return members;
    }

    // ---- sharding

    List<ShardLocation> shards(EntityTypeKey<?> type) {
        String region = region(type);
        List<ShardLocation> locations = new ArrayList<>();
        for (NodeInsight node : running()) {
            for (String shard : ShardHomes.shards(node, region)) {
                locations.add(new ShardLocation(shard, node.name()));
            }
        }
        return locations;
    }

    List<EntityLocation> entities(EntityTypeKey<?> type) {
        String region = region(type);
        List<EntityLocation> locations = new ArrayList<>();
        for (NodeInsight node : running()) {
            for (String shard : ShardHomes.shards(node, region)) {
                for (String entity : ShardHomes.entities(node, region, shard)) {
                    locations.add(new EntityLocation(entity, shard, node.name()));
                }
            }
        }
        return locations;
    }

    /**
     * The path of a type's regions.
     *
     * @throws SimSetupException if all nodes are Up, and none has entities of that type
     */
    private String region(EntityTypeKey<?> type) {
        String region = ShardHomes.regionPath(type.name());
        if (running().stream().noneMatch(node -> ShardHomes.regions(node).contains(region))
                && cluster.members().stream().allMatch(ClusterLook::isUp)) {
            Set<String> types = new TreeSet<>();
            running()
                    .forEach(node -> ShardHomes.regions(node)
                            .forEach(path -> types.add(ShardHomes.idOf(path))));
            throw new SimSetupException("an entity type must be one that a node has, but no node"
                    + " has '" + type.name() + "'; "
                    + (types.isEmpty()
                            ? "none has any: start sharding in the guardian with"
                                    + " ClusterSharding.get(system).init(…)"
                            : "the types are " + types
                                    + Nearest.of(type.name(), types)
                                            .map(near -> ", did you mean '" + near + "'?")
                                            .orElse("")));
        }
        return region;
    }

    /** Its guardian has run then, so that what it starts at first is there. */
    private static boolean isUp(SimulatedNode node) {
        return node.hasSystem() && NodeInsight.of(node).selfStatus().equals(MemberStatus.up());
    }

    // ---- the receptionist

    List<ServiceListing> listings(ServiceKey<?> key) {
        List<ServiceListing> listings = new ArrayList<>();
        for (SimulatedNode node : cluster.members()) {
            List<ServiceListing.Instance> instances = new ArrayList<>();
            if (node.hasSystem()) {
                for (ActorRef<?> service : Listings.of(NodeInsight.of(node), key)) {
                    instances.add(new ServiceListing.Instance(
                            service.path().address().getHost().orElse(node.name()),
                            service.path().toStringWithoutAddress()));
                }
            }
            listings.add(new ServiceListing(node.name(), instances));
        }
        return listings;
    }

    private List<NodeInsight> running() {
        return cluster.members().stream()
                .filter(SimulatedNode::hasSystem)
                .map(NodeInsight::of)
                .toList();
    }
}
