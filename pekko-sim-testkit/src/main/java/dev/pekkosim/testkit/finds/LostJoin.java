// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.finds;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.insight.ClusterInsight;
import dev.pekkosim.testkit.insight.NodeInsight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.pekko.cluster.Gossip;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A node was welcomed by a contact that died before it told anyone: the node believes that it is
 * joining, nobody else knows it, and it does not ask again. Or the contact told others of it, but
 * not the node of those others, so that they wait for a member that ignores what they say. Or all
 * others restarted, and ask it, but a dead member that it cannot down keeps it from letting them
 * in. The causes are in {@code ClusterDaemon.scala}: {@code joining} answers with Welcome at once,
 * {@code welcome} ends the search for a contact for good, and {@code receiveGossip} ignores gossip
 * of unknown nodes; and in {@code SplitBrainResolver.scala}: the resolver of a node that is not Up
 * yet decides nothing.
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
    public Optional<String> evidence(ClusterInsight cluster, Failure failure) {
        if (!Symptom.isOfTheCluster(failure)) {
            return Optional.empty();
        }
        List<NodeInsight> nodes = cluster.nodes();
        List<NodeInsight> joining = nodes.stream().filter(LostJoin::isJoining).toList();
        if (!Symptom.comesFrom(joining, cluster, failure)) {
            return Optional.empty();
        }
        return unknown(joining, nodes, cluster)
                .or(() -> deaf(joining, nodes, cluster))
                .or(() -> alone(joining, nodes, cluster));
    }

    /** All that are joining are known to nobody. */
    private static Optional<String> unknown(
            List<NodeInsight> joining, List<NodeInsight> nodes, ClusterInsight cluster) {
        List<NodeInsight> others = without(joining, nodes);
        if (joining.isEmpty() || !areTheWholeRest(others, joining.size(), cluster)) {
            return Optional.empty();
        }
        List<String> found = new ArrayList<>();
        for (NodeInsight node : joining) {
            Optional<UniqueAddress> contact = deadContact(node, nodes);
            if (contact.isEmpty()
                    || others.stream().anyMatch(o -> o.seen().contains(node.self()))) {
                return Optional.empty();
            }
            found.add(described(node, contact.orElseThrow()) + ", but no other node knows "
                    + node.self());
        }
        return Optional.of(String.join("; ", found));
    }

    /**
     * Some that are joining know nobody who lives, and all others that are members wait for them.
     */
    private static Optional<String> deaf(
            List<NodeInsight> joining, List<NodeInsight> nodes, ClusterInsight cluster) {
        List<NodeInsight> deaf =
                joining.stream().filter(node -> knowsNobodyElse(node, nodes)).toList();
        List<NodeInsight> members = without(deaf, nodes).stream()
                .filter(node -> !node.isSearching())
                .toList();
        if (deaf.isEmpty() || members.isEmpty() || !cluster.isWhole()) {
            return Optional.empty();
        }
        List<String> found = new ArrayList<>();
        for (NodeInsight node : deaf) {
            Optional<UniqueAddress> contact = deadContact(node, nodes);
            if (contact.isEmpty()
                    || !members.stream().allMatch(o -> o.seen().contains(node.self()))) {
                return Optional.empty();
            }
            found.add(described(node, contact.orElseThrow()) + " and nobody who lives, so it"
                    + " ignores the gossip of all others, who have " + node.self()
                    + " for a member");
        }
        return Optional.of(String.join("; ", found));
    }

    /** All that are joining know nobody who lives, and all others search for a cluster. */
    private static Optional<String> alone(
            List<NodeInsight> joining, List<NodeInsight> nodes, ClusterInsight cluster) {
        List<NodeInsight> others = without(joining, nodes);
        if (joining.isEmpty()
                || others.isEmpty()
                || !cluster.isWhole()
                || !others.stream().allMatch(NodeInsight::isSearching)) {
            return Optional.empty();
        }
        List<String> found = new ArrayList<>();
        for (NodeInsight node : joining) {
            Optional<Member> dead = deadThatBlocks(node, nodes);
            if (dead.isEmpty() || !knowsNobodyElse(node, nodes)) {
                return Optional.empty();
            }
            found.add(described(node, dead.orElseThrow().uniqueAddress())
                    + ", unreachable and " + dead.orElseThrow().status()
                    + ", and nobody who lives and could down it; so it lets nobody in");
        }
        return Optional.of(String.join("; ", found));
    }

    private static Optional<Member> deadThatBlocks(NodeInsight node, List<NodeInsight> nodes) {
        List<UniqueAddress> alive = nodes.stream().map(NodeInsight::self).toList();
        Gossip gossip = node.gossip();
        return gossip == null
                ? Optional.empty()
                : CollectionConverters.asJava(gossip.members()).stream()
                        .filter(member -> !alive.contains(member.uniqueAddress())
                                && NodeInsight.blocks(gossip, member))
                        .findFirst();
    }

    private static boolean knowsNobodyElse(NodeInsight node, List<NodeInsight> nodes) {
        return without(List.of(node), nodes).stream()
                .noneMatch(other -> node.seen().contains(other.self()));
    }

    private static String described(NodeInsight node, UniqueAddress contact) {
        return node.name() + " is " + node.selfStatus() + " in its own view, which has the dead "
                + contact + " in it";
    }

    private static List<NodeInsight> without(List<NodeInsight> some, List<NodeInsight> all) {
        return all.stream().filter(node -> !some.contains(node)).toList();
    }

    /** A node that is lost may go as far as WeaklyUp by itself, but not further. */
    private static boolean isJoining(NodeInsight node) {
        MemberStatus status = node.selfStatus();
        return status.equals(MemberStatus.joining()) || status.equals(MemberStatus.weaklyUp());
    }

    /**
     * Whether the others are a cluster of all nodes that are not lost, so that nothing else is
     * wrong, but that one of them may have forgotten itself.
     */
    private static boolean areTheWholeRest(
            List<NodeInsight> others, int lost, ClusterInsight cluster) {
        Set<UniqueAddress> expected =
                others.stream().map(NodeInsight::self).collect(Collectors.toSet());
        return !others.isEmpty()
                && others.size() + lost == cluster.size()
                && others.stream()
                        .allMatch(other -> (other.seenUp().containsAll(expected)
                                        && other.seen().size() == expected.size())
                                || ForgottenSelf.hasForgotten(other, expected, cluster));
    }

    /** A member that the node was told of, but which has ended since. */
    private static Optional<UniqueAddress> deadContact(NodeInsight lost, List<NodeInsight> nodes) {
        List<UniqueAddress> alive = nodes.stream().map(NodeInsight::self).toList();
        return lost.seen().stream()
                .filter(member -> !alive.contains(member))
                .sorted()
                .findFirst();
    }
}
