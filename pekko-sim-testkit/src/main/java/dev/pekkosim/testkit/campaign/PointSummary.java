// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.campaign;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.testkit.faults.Faults;
import java.util.List;

/**
 * What became of one buggify point in the runs of a campaign.
 *
 * @param name its identity: the name that it was given, or its place in the source
 * @param rare whether it is marked as rare
 * @param places where it is, such as {@code com.acme.Transfers.retry (Transfers.java:42)}; empty
 *     for a point in Pekko, and if its class was not seen by the agent
 * @param activeRuns in how many runs it was active
 * @param reachedRuns in how many runs it was reached
 * @param reached how many times it was reached in all runs
 * @param fired how many times it fired in all runs
 * @since 0.1.0
 */
public record PointSummary(
        String name,
        boolean rare,
        List<String> places,
        long activeRuns,
        long reachedRuns,
        long reached,
        long fired) {

    /** Copies the list. */
    public PointSummary {
        places = List.copyOf(places);
    }

    /**
     * The sum of both.
     *
     * @param other what became of the same one in other runs
     * @hidden
     */
    @Internal
    public PointSummary plus(PointSummary other) {
        return new PointSummary(
                name,
                rare || other.rare,
                places.isEmpty() ? other.places : places,
                activeRuns + other.activeRuns,
                reachedRuns + other.reachedRuns,
                reached + other.reached,
                fired + other.fired);
    }

    /** Whether it is one of those that the simulator marks in Pekko. */
    public boolean isInPekko() {
        return name.startsWith(Faults.POINTS_PREFIX);
    }
}
