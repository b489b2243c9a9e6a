// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.finds;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.cluster.RunProperties;
import dev.pekkosim.testkit.insight.ClusterInsight;
import dev.pekkosim.testkit.insight.FullRegion;
import dev.pekkosim.testkit.insight.NodeInsight;
import dev.pekkosim.testkit.insight.PendingWork;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What failed, seen from the mechanisms that may be behind it. */
final class Symptom {

    /** What fails if something does not end, is not answered or is not delivered. */
    private static final Set<String> OF_EVERY_RUN = Set.of(
            RunProperties.CLUSTER_CONVERGES,
            RunProperties.BUFFERS_EMPTY,
            RunProperties.WORKLOAD_ENDS,
            RunProperties.BODY_ASKS,
            RunProperties.APPLICATION_ANSWERS);

    private Symptom() {}

    /** Whether it is the cluster itself that does not converge. */
    static boolean isUnconverged(Failure failure) {
        return failure.property().equals(RunProperties.CLUSTER_CONVERGES);
    }

    /**
     * Whether it may come from a wait in vain, in whatever words it is told: a property or checker
     * of Pekko-sim or of a team's own, an assertion or exception in the body. What Pekko or the
     * application threw elsewhere is no wait.
     */
    static boolean mayBeAWaitInVain(Failure failure) {
        return switch (failure.kind()) {
            case PROPERTY -> !isUnconverged(failure);
            case EXCEPTION -> failure.property().equals(RunProperties.BODY_EXCEPTION);
            case SERIALIZATION, SETUP, ESCAPE, OUTSIDE, LIMIT, HANG, NON_DETERMINISM, INTERNAL ->
                false;
        };
    }

    /**
     * Whether it is a statement about what the application does or has, be it a property, a checker
     * or an assertion; not that something does not end, is not answered or is not delivered.
     */
    static boolean isOfTheApplication(Failure failure) {
        return switch (failure.kind()) {
            case PROPERTY -> !OF_EVERY_RUN.contains(failure.property());
            case EXCEPTION ->
                failure.property().equals(RunProperties.BODY_EXCEPTION)
                        && !isTimeout(failure.cause());
            case SERIALIZATION, SETUP, ESCAPE, OUTSIDE, LIMIT, HANG, NON_DETERMINISM, INTERNAL ->
                false;
        };
    }

    /**
     * Whether it names something by an id, as a word of its own. A number is no name: it may count
     * anything.
     */
    static boolean names(Failure failure, String id) {
        return !id.isEmpty()
                && !id.chars().allMatch(Character::isDigit)
                && Pattern.compile("(?<![\\w-])" + Pattern.quote(id) + "(?![\\w-])")
                        .matcher(failure.message())
                        .find();
    }

    /** Whether the state of the whole cluster can be behind it, so that it is worth a look. */
    static boolean isOfTheCluster(Failure failure) {
        return isUnconverged(failure) || mayBeAWaitInVain(failure);
    }

    /**
     * Whether nodes that a mechanism keeps out of the cluster are behind it. Beside the cluster's
     * own failure to converge that is so if no fault goes on, something is pending, and all of it
     * is pending on those nodes: else it is not shown that what failed waits for them.
     *
     * @param out the nodes that the mechanism concerns
     */
    static boolean comesFrom(Collection<NodeInsight> out, ClusterInsight cluster, Failure failure) {
        return isUnconverged(failure)
                || (mayBeAWaitInVain(failure)
                        && !cluster.isDisturbed()
                        && isPendingOnlyOn(out, cluster));
    }

    private static boolean isPendingOnlyOn(Collection<NodeInsight> out, ClusterInsight cluster) {
        List<String> full = PendingWork.fullRegions(cluster).stream()
                .map(FullRegion::node)
                .map(NodeInsight::name)
                .toList();
        List<String> asking = cluster.nodes().stream()
                .filter(node -> !node.asks().isEmpty())
                .map(NodeInsight::name)
                .toList();
        List<String> names = out.stream().map(NodeInsight::name).toList();
        return !(full.isEmpty() && asking.isEmpty())
                && names.containsAll(full)
                && names.containsAll(asking);
    }

    /**
     * Whether it says that an answer did not come: by its property, by its exception, or as an ask
     * still waits for one.
     */
    static boolean isALackOfAnswers(ClusterInsight cluster, Failure failure) {
        return mayBeAWaitInVain(failure)
                && (failure.property().equals(RunProperties.APPLICATION_ANSWERS)
                        || failure.property().equals(RunProperties.BODY_ASKS)
                        || failure.property().equals(RunProperties.WORKLOAD_ENDS)
                        || isTimeout(failure.cause())
                        || cluster.nodes().stream()
                                .anyMatch(node -> !node.asks().isEmpty()));
    }

    /**
     * Whether all asks that wait for an answer are asks of entities of given regions. Pekko names
     * the reply of such an ask after type and entity, such as {@code /temp/account-7$a}.
     *
     * @param regions their paths, such as {@code /system/sharding/account}
     */
    static boolean asksOnly(Collection<String> regions, ClusterInsight cluster) {
        List<String> asked = regions.stream()
                .map(region -> "/temp/" + region.substring(region.lastIndexOf('/') + 1) + "-")
                .toList();
        return cluster.nodes().stream()
                .flatMap(node -> node.asks().stream())
                .allMatch(ask -> asked.stream().anyMatch(ask::startsWith));
    }

    private static boolean isTimeout(@Nullable Throwable cause) {
        Throwable next = cause;
        for (int depth = 0; next != null && depth < 20; depth++) {
            if (next instanceof TimeoutException) {
                return true;
            }
            next = next.getCause();
        }
        return false;
    }
}
