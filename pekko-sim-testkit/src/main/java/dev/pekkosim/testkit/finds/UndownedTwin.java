package dev.pekkosim.testkit.finds;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.cluster.RunProperties;
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
 * Two lives of one node are members at the same time, and the dead one can never be downed: {@code ClusterCoreDaemon.downing} takes
 * the first member with an address, which is the other one and is Down already. An unreachable member that is neither Down nor
 * Exiting keeps the cluster from converging, so nobody is removed and nobody let in any more.
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
        if (!failure.property().equals(RunProperties.CLUSTER_CONVERGES)) {
            return Optional.empty();
        }
        return cluster.nodes().stream().flatMap(node -> evidence(node).stream()).findFirst();
    }

    private static Optional<String> evidence(NodeInsight node) {
        Gossip gossip = node.gossip();
        if (gossip == null || !NodeInsight.up(gossip).contains(node.self())) {
            return Optional.empty();
        }
        List<Member> before = new ArrayList<>();
        for (Member member : CollectionConverters.asJava(gossip.members())) {
            Optional<Member> downed = before.stream()
                    .filter(other -> other.address().equals(member.address())
                            && other.status().equals(MemberStatus.down()))
                    .findFirst();
            if (downed.isPresent() && NodeInsight.blocks(gossip, member)) {
                return Optional.of("in the gossip of " + node.name() + " "
                        + member.uniqueAddress() + " is unreachable and " + member.status()
                        + ", and to down its address would take "
                        + downed.orElseThrow().uniqueAddress()
                        + ", which is Down already");
            }
            before.add(member);
        }
        return Optional.empty();
    }
}
