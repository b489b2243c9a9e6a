package dev.pekkosim.testkit;

import dev.pekkosim.engine.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;

/**
 * A node was welcomed by a contact that died before it told anyone: the node believes that it is joining, nobody else knows
 * it, and it does not ask again. The causes are in {@code ClusterDaemon.scala}: {@code joining} answers with Welcome
 * at once, {@code welcome} ends the search for a contact for good, and {@code receiveGossip} ignores gossip of unknown nodes.
 */
record LostJoin() implements KnownFind {

    @Override
    public String id() {
        return "PEKKO-1";
    }

    @Override
    public String title() {
        return "lost join";
    }

    @Override
    public Optional<String> evidence(SimCluster cluster, Failure failure) {
        if (!failure.property().equals(RunProperties.CLUSTER_CONVERGES)) {
            return Optional.empty();
        }
        List<NodeInsight> lost = new ArrayList<>();
        List<NodeInsight> others = new ArrayList<>();
        for (NodeInsight node : NodeInsight.all(cluster)) {
            (isJoining(node) ? lost : others).add(node);
        }
        if (lost.isEmpty() || !areTheWholeRest(others, lost.size(), cluster)) {
            return Optional.empty();
        }
        List<String> found = new ArrayList<>();
        for (NodeInsight node : lost) {
            Optional<UniqueAddress> contact = deadContact(node, cluster);
            if (contact.isEmpty()
                    || others.stream().anyMatch(o -> o.seen().contains(node.self()))) {
                return Optional.empty();
            }
            found.add(node.name() + " is " + node.selfStatus()
                    + " in its own view, which has the dead " + contact.orElseThrow()
                    + " in it, but no other node knows " + node.self());
        }
        return Optional.of(String.join("; ", found));
    }

    /** A node that is lost may go as far as WeaklyUp by itself, but not further. */
    private static boolean isJoining(NodeInsight node) {
        MemberStatus status = node.selfStatus();
        return status.equals(MemberStatus.joining()) || status.equals(MemberStatus.weaklyUp());
    }

    /**
     * Whether the others are a cluster of all nodes that are not lost, so that nothing else is wrong, but that one of them may have
     * forgotten itself.
     */
    private static boolean areTheWholeRest(List<NodeInsight> others, int lost, SimCluster cluster) {
        Set<UniqueAddress> expected =
                others.stream().map(NodeInsight::self).collect(Collectors.toSet());
        return !others.isEmpty()
                && others.size() + lost == cluster.nodes().size()
                && others.stream()
                        .allMatch(other -> (other.seenUp().containsAll(expected)
                                        && other.seen().size() == expected.size())
                                || ForgottenSelf.hasForgotten(other, expected));
    }

    /** A member that the node was told of, but which has ended since. */
    private static Optional<UniqueAddress> deadContact(NodeInsight lost, SimCluster cluster) {
        List<UniqueAddress> alive =
                NodeInsight.all(cluster).stream().map(NodeInsight::self).toList();
        return lost.seen().stream()
                .filter(member -> !alive.contains(member))
                .sorted()
                .findFirst();
    }
}
