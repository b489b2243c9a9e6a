// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import java.util.List;
import java.util.TreeSet;

/**
 * That the nodes have the roles which their configuration asks for: what is bound to a role that no
 * node has would never run, and a cluster that waits for more nodes than there are would never
 * begin.
 */
final class RoleRules {

    private static final String MEMBERS = "min-nr-of-members";
    private static final String OF_ALL = "pekko.cluster." + MEMBERS;
    private static final String OF_ROLES = "pekko.cluster.role";

    /** By them a role alone may run something. */
    private static final List<String> BOUND =
            List.of("pekko.cluster.sharding.role", "pekko.cluster.singleton.role");

    private final List<DeployedSet> sets;

    private RoleRules(List<DeployedSet> sets) {
        this.sets = sets;
    }

    /**
     * Requires it.
     *
     * @param sets all of the cluster
     * @throws SimSetupException if it is not so
     */
    static void require(List<DeployedSet> sets) {
        List<DeployedSet> members =
                sets.stream().filter(set -> !set.plan().isOutside()).toList();
        RoleRules rules = new RoleRules(members);
        for (DeployedSet set : members) {
            rules.requireRoles(set.base());
            rules.requireMembers(set.base());
        }
    }

    private void requireRoles(Config config) {
        for (String key : BOUND) {
            String role = config.hasPath(key) ? config.getString(key) : "";
            if (!role.isEmpty() && withRole(role) == 0) {
                throw new SimSetupException(key + " is '" + role
                        + "', but no node has that role; the roles are " + all()
                        + ", and a node set gets one with roles(\"" + role + "\")");
            }
        }
    }

    private void requireMembers(Config config) {
        int members = sets.stream().mapToInt(set -> set.plan().count()).sum();
        requireMembers(
                config,
                OF_ALL,
                members,
                members == 1 ? "there is 1 node" : "there are " + members + " nodes");
        if (config.hasPath(OF_ROLES)) {
            for (String role : new TreeSet<>(config.getObject(OF_ROLES).keySet())) {
                int having = withRole(role);
                requireMembers(
                        config,
                        OF_ROLES + "." + ConfigUtil.joinPath(role) + "." + MEMBERS,
                        having,
                        having + (having == 1 ? " node has" : " nodes have") + " the role '" + role
                                + "'");
            }
        }
    }

    private static void requireMembers(Config config, String key, int there, String thatIs) {
        if (config.hasPath(key) && config.getInt(key) > there) {
            throw new SimSetupException(key + " is " + config.getInt(key) + ", but " + thatIs
                    + ", so none would become Up; have more of them, or set it lower in the test");
        }
    }

    private int withRole(String role) {
        return sets.stream()
                .filter(set -> set.roles().contains(role))
                .mapToInt(set -> set.plan().count())
                .sum();
    }

    private List<String> all() {
        return sets.stream().flatMap(set -> set.roles().stream()).distinct().toList();
    }
}
