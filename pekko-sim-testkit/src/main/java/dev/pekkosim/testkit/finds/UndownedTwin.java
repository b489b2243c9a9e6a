// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.finds;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.insight.ClusterInsight;
import dev.pekkosim.testkit.insight.NodeInsight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.cluster.Gossip;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Two lives of one node are members at the same time, and the dead one can never be downed:
 * {@code ClusterCoreDaemon.downing} takes the first member with an address, which is the other one
 * and is Down already. An unreachable member that is neither Down nor Exiting keeps the cluster
 * from converging, so nobody is removed and nobody let in any more.
 */
record UndownedTwin() implements KnownFind {

    @Override
    public String id() {
        return "PEKKO-4";
    }

    @Override
    public String title() {
        return "undowned twin";
    }

    @Override
    public Optional<String> evidence(ClusterInsight cluster, Failure failure) {
        if (!Symptom.isOfTheCluster(failure)) {
            return Optional.empty();
        }
        List<String> found = new ArrayList<>();
        List<NodeInsight> out = new ArrayList<>();
        for (NodeInsight node : cluster.nodes()) {
            Gossip gossip = node.gossip();
            if (gossip == null) {
                return Optional.empty();
            }
            if (node.isSearching() || !NodeInsight.up(gossip).contains(node.self())) {
                out.add(node);
            }
            if (!node.isSearching()) {
                Optional<String> twins = twins(node, gossip);
                if (twins.isEmpty()) {
                    return Optional.empty();
                }
                found.add(twins.orElseThrow());
            }
        }
        return cluster.isWhole() && !found.isEmpty() && Symptom.comesFrom(out, cluster, failure)
                ? Optional.of(String.join("; ", found))
                : Optional.empty();
    }

    /**
     * The members that keep a gossip from converging, if none of them can be downed since its
     * address stands for another one.
     */
    private static Optional<String> twins(NodeInsight node, Gossip gossip) {
        List<String> found = new ArrayList<>();
        List<Member> before = new ArrayList<>();
        for (Member member : CollectionConverters.asJava(gossip.members())) {
            if (NodeInsight.blocks(gossip, member)) {
                Optional<Member> downed = before.stream()
                        .filter(other -> other.address().equals(member.address())
                                && other.status().equals(MemberStatus.down()))
                        .findFirst();
                if (downed.isEmpty()) {
                    return Optional.empty();
                }
                found.add("in the gossip of " + node.name() + " " + member.uniqueAddress()
                        + " is unreachable and " + member.status()
                        + ", and to down its address would take "
                        + downed.orElseThrow().uniqueAddress() + ", which is Down already");
            }
            before.add(member);
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", found));
    }
}
