// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import java.util.List;
import java.util.stream.Collectors;

/**
 * How one node sees the cluster, as the application on it does.
 *
 * @param node the node that sees
 * @param members whom it sees, in Pekko's order of members; nobody if it is down
 * @since 0.1.0
 */
public record ClusterView(String node, List<MemberView> members) {

    /** The names of the nodes that it sees as Up and reachable. */
    public List<String> up() {
        return members.stream().filter(MemberView::isUp).map(MemberView::node).toList();
    }

    /** The names of the nodes that it sees as unreachable. */
    public List<String> unreachable() {
        return members.stream()
                .filter(member -> !member.isReachable())
                .map(MemberView::node)
                .toList();
    }

    /** Such as {@code node-1 sees [node-1 Up] [node-2 Up, unreachable]}. */
    @Override
    public String toString() {
        return node + " sees "
                + (members.isEmpty()
                        ? "nobody"
                        : members.stream()
                                .map(member -> "[" + member + "]")
                                .collect(Collectors.joining(" ")));
    }
}
