// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.body;

import dev.pekkosim.dispatcher.BodyAsk;
import dev.pekkosim.dispatcher.BodyAsks;
import dev.pekkosim.testkit.cluster.Fault;
import dev.pekkosim.testkit.cluster.SimulatedCluster;
import dev.pekkosim.testkit.cluster.SimulatedNode;
import dev.pekkosim.testkit.insight.PendingWork;
import dev.pekkosim.testkit.text.Units;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Why an answer did not come, as far as a run knows: what was asked and of whom, which nodes do not
 * run, what was done to the cluster meanwhile, and what is pending.
 */
final class NoAnswer {

    private static final int MOST_LINES = 5;

    private NoAnswer() {}

    /**
     * Tells of an answer that did not come within a bound.
     *
     * @param within the bound
     * @param begunNanos when the wait began
     */
    static String within(SimulatedCluster cluster, Duration within, long begunNanos) {
        List<BodyAsk> open = BodyAsks.of(cluster.engine()).open();
        String what = open.isEmpty()
                ? "no answer came within " + Units.bound(within)
                        + ", and no ask of the body waits for"
                        + " one: what it waits for is something else"
                : "no answer came within " + Units.bound(within) + "; the body has asked:"
                        + lines(open.stream().map(NoAnswer::said).toList());
        return what
                + why(
                        cluster,
                        open.stream().mapToLong(BodyAsk::askedNanos).min().orElse(begunNanos));
    }

    /**
     * Tells of an answer that did not come within the timeout of what was asked.
     *
     * @param timeout with what it ended
     * @param begunNanos when the wait began
     */
    static String because(SimulatedCluster cluster, Throwable timeout, long begunNanos) {
        return BodyAsks.of(cluster.engine())
                .endedWith(timeout)
                .map(ask -> "no answer within "
                        + Units.bound(Duration.ofMillis(ask.timeoutMillis())) + " to " + said(ask)
                        + why(cluster, ask.askedNanos()))
                .orElseGet(() -> String.valueOf(timeout.getMessage()) + why(cluster, begunNanos));
    }

    /**
     * Tells of an answer that is an exception.
     *
     * @param failure the exception
     */
    static String refused(SimulatedCluster cluster, Throwable failure) {
        return BodyAsks.of(cluster.engine())
                .endedWith(failure)
                .map(ask -> "the answer to " + said(ask) + " is " + failure)
                .orElseGet(() -> "the answer is " + failure);
    }

    /**
     * What stands in the way on each node, and what was done since.
     *
     * @param sinceNanos a virtual time
     */
    static String why(SimulatedCluster cluster, long sinceNanos) {
        return nodes(cluster, "down", node -> !node.isRunning())
                + nodes(cluster, "still starting", node -> node.isRunning() && !node.hasSystem())
                + nodes(cluster, "paused", SimulatedNode::isPaused)
                + block("faults since", last(faultsSince(cluster, sinceNanos)))
                + block("pending", first(PendingWork.of(cluster)));
    }

    private static List<String> faultsSince(SimulatedCluster cluster, long sinceNanos) {
        return cluster.faultLog().faults().stream()
                .filter(fault -> fault.virtualNanos() >= sinceNanos)
                .map(NoAnswer::told)
                .toList();
    }

    private static String told(Fault fault) {
        return Units.instant(fault.virtualNanos()) + " " + fault.description();
    }

    private static String said(BodyAsk ask) {
        return ask.message() + " from " + ask.target() + ", asked at virtual "
                + Units.instant(ask.askedNanos()) + " through " + ask.through();
    }

    private static String nodes(
            SimulatedCluster cluster, String state, Predicate<SimulatedNode> isIn) {
        List<String> names =
                cluster.nodes().stream().filter(isIn).map(SimulatedNode::name).toList();
        return names.isEmpty() ? "" : "\n" + state + ": " + String.join(", ", names);
    }

    private static String block(String title, List<String> lines) {
        return lines.isEmpty() ? "" : "\n" + title + ":" + lines(lines);
    }

    private static String lines(List<String> lines) {
        return "\n  " + String.join("\n  ", first(lines));
    }

    private static List<String> first(List<String> lines) {
        if (lines.size() <= MOST_LINES) {
            return lines;
        }
        List<String> some = new ArrayList<>(lines.subList(0, MOST_LINES - 1));
        some.add("and " + (lines.size() - some.size()) + " more");
        return some;
    }

    private static List<String> last(List<String> lines) {
        if (lines.size() <= MOST_LINES) {
            return lines;
        }
        int left = lines.size() - (MOST_LINES - 1);
        List<String> some = new ArrayList<>(List.of(left + " before"));
        some.addAll(lines.subList(left, lines.size()));
        return some;
    }
}
