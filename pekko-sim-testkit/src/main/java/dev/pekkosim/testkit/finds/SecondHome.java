// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.finds;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.insight.ClusterInsight;
import dev.pekkosim.testkit.insight.HandOffHistory.Resent;
import dev.pekkosim.testkit.insight.NodeInsight;
import dev.pekkosim.testkit.insight.ShardHomes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A shard has two homes: while it was handed off, its region was told once more to host it, and has
 * taken itself for its home since, whatever the coordinator says. {@code ResendShardHost} in
 * {@code ShardCoordinator.scala} does not look at {@code rebalanceInProgress}.
 */
record SecondHome() implements KnownFind {

    @Override
    public String id() {
        return "PEKKO-9";
    }

    @Override
    public String title() {
        return "second home";
    }

    /**
     * It explains what names an entity that lives twice now, and no other of its type: that is what
     * the data of such an entity come to.
     */
    @Override
    public Optional<String> evidence(ClusterInsight cluster, Failure failure) {
        if (!Symptom.isOfTheApplication(failure)) {
            return Optional.empty();
        }
        List<String> found = new ArrayList<>();
        for (Resent resent : cluster.handOffs().resent()) {
            Optional<Homes> homes = Homes.of(resent, cluster.nodes());
            Set<String> named = homes.map(doubled -> doubled.namedIn(failure, cluster.nodes()))
                    .orElse(Set.of());
            if (!named.isEmpty()) {
                found.add(homes.orElseThrow().text(named));
            }
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", found));
    }

    /**
     * The two homes of a shard.
     *
     * @param path of its regions, such as {@code /system/sharding/account}
     * @param shard the shard
     * @param former the node on which it has stayed
     * @param latter the node to which the coordinator gave it
     */
    private record Homes(String path, String shard, NodeInsight former, NodeInsight latter) {

        /**
         * Empty if its only coordinator takes the region for its home, or either region does not
         * take itself for it.
         */
        static Optional<Homes> of(Resent resent, List<NodeInsight> nodes) {
            String path = ShardHomes.localPath(resent.region());
            return ShardHomes.onlyCoordinator(nodes, path)
                    .flatMap(coordinator -> ShardHomes.homeOf(
                            coordinator, ShardHomes.coordinatorOf(path), resent.shard()))
                    .filter(home -> !home.equals(resent.region()))
                    .flatMap(home -> ownHome(nodes, path, resent.shard(), resent.region())
                            .flatMap(former -> ownHome(nodes, path, resent.shard(), home)
                                    .map(latter ->
                                            new Homes(path, resent.shard(), former, latter))));
        }

        /** The node whose region is a given one and takes itself for the home of a shard. */
        private static Optional<NodeInsight> ownHome(
                List<NodeInsight> nodes, String path, String shard, String region) {
            return nodes.stream()
                    .filter(node -> ShardHomes.regionAt(node, path).equals(Optional.of(region))
                            && ShardHomes.homeOf(node, path, shard).equals(Optional.of(region)))
                    .findFirst();
        }

        /**
         * Which entities that live twice a failure names; none if it names another entity of their
         * type, too.
         */
        Set<String> namedIn(Failure failure, List<NodeInsight> nodes) {
            Set<String> twice = new TreeSet<>(ShardHomes.entities(former, path, shard));
            twice.retainAll(ShardHomes.entities(latter, path, shard));
            Set<String> named = new TreeSet<>();
            for (NodeInsight node : nodes) {
                ShardHomes.entities(node, path).stream()
                        .filter(entity -> Symptom.names(failure, entity))
                        .forEach(named::add);
            }
            return twice.containsAll(named) ? named : Set.of();
        }

        String text(Set<String> entities) {
            return String.join(", ", entities) + " of " + path + " live"
                    + (entities.size() == 1 ? "s" : "")
                    + " twice: shard " + shard + " was handed off by " + former.name()
                    + ", which was to be told meanwhile once more to host it, and has taken itself for its"
                    + " home since; the coordinator gave it to " + latter.name();
        }
    }
}
