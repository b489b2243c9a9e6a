// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import java.util.Set;
import org.apache.pekko.cluster.MemberStatus;

/**
 * A member of the cluster as one node sees it.
 *
 * @param node the name of the member's host, which is that of its node
 * @param uid tells incarnations of the node apart
 * @param status its status
 * @param isReachable whether it is seen as reachable
 * @param roles its roles
 * @param dataCenter its data centre
 * @since 0.1.0
 */
public record MemberView(
        String node,
        long uid,
        MemberStatus status,
        boolean isReachable,
        Set<String> roles,
        String dataCenter) {

    /** Whether it is seen as Up and reachable. */
    public boolean isUp() {
        return isReachable && status.equals(MemberStatus.up());
    }

    /** Such as {@code node-2 Up} or {@code node-2 Up, unreachable}. */
    @Override
    public String toString() {
        return node + " " + status + (isReachable ? "" : ", unreachable");
    }
}
