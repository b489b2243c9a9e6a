// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.faults;

import dev.pekkosim.agent.SimAgent;
import dev.pekkosim.dispatcher.LatePoints;
import dev.pekkosim.testkit.spi.FaultFamily;
import dev.pekkosim.testkit.spi.RecurringFault.Pace;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The fault families that ship; {@code docs/reference/faults.md} says what each models.
 *
 * @since 0.1.0
 */
public final class Faults {

    /** The name of the family of {@link #pekkoPoints()}. */
    public static final String POINTS = "pekko-points";

    /** How the names of all points in Pekko begin. */
    public static final String POINTS_PREFIX = "pekko.";

    private static final SortedMap<String, String> POINT_EVENTS = readPointEvents();

    private Faults() {}

    /** All families that a swarm draws from, in the order of the reference. */
    public static List<FaultFamily> all() {
        return List.of(
                attrition(),
                partitions(),
                holds(),
                resets(),
                deadConnections(),
                badConnects(),
                slowLinks(),
                narrowLinks(),
                pauses(),
                slowNodes(),
                clockJumps(),
                clockDrifts(),
                rollingRestarts(),
                rollingLeaves(),
                groupFailures(),
                outages(),
                pekkoPoints());
    }

    /** Crashes of a server's process or machine, each about half of them, and its restart. */
    public static FaultFamily crashes() {
        return new Attrition(
                "crashes", Pace.ofMillis(500, 16_000, 200, 15_000), Attrition.Weights.CRASHES);
    }

    /** Two-way partitions of all nodes into two random sets. */
    public static FaultFamily halves() {
        return new Partitions(
                "halves", Pace.ofMillis(500, 16_000, 200, 15_000), List.of(PartitionShape.HALVES));
    }

    /**
     * A server goes down and comes back: by a crash of the process or the machine, or by leaving in
     * an orderly way.
     */
    public static FaultFamily attrition() {
        return new Attrition(
                "attrition", Pace.ofMillis(1_000, 30_000, 200, 30_000), Attrition.Weights.MIXED);
    }

    /**
     * Partitions of all shapes: halves, one isolated node, a bridge, a ring, one way, along groups.
     */
    public static FaultFamily partitions() {
        return new Partitions(
                "partitions",
                Pace.ofMillis(1_000, 30_000, 200, 30_000),
                List.of(PartitionShape.values()));
    }

    /** Resets of all connections between two nodes. */
    public static FaultFamily resets() {
        return new Resets("resets", Pace.ofMillis(500, 10_000, 0, 0));
    }

    /** Nodes or single links on which nothing passes for a while. */
    public static FaultFamily holds() {
        return new Holds("holds", Pace.ofMillis(1_000, 20_000, 100, 20_000));
    }

    /** Connections that are dead and do not say so: black holes and half-open ones. */
    public static FaultFamily deadConnections() {
        return new DeadConnections("dead-connections", Pace.ofMillis(1_000, 30_000, 1_000, 60_000));
    }

    /**
     * Attempts to connect that are refused, slow or hang for a while; connections are reset first,
     * so that there are attempts.
     */
    public static FaultFamily badConnects() {
        return new BadConnects("bad-connects", Pace.ofMillis(1_000, 30_000, 500, 20_000));
    }

    /** Links that have a slow tail for a while. */
    public static FaultFamily slowLinks() {
        return new SlowLinks("slow-links", Pace.ofMillis(1_000, 20_000, 1_000, 60_000));
    }

    /** Links that take only few bytes for a while. */
    public static FaultFamily narrowLinks() {
        return new NarrowLinks("narrow-links", Pace.ofMillis(2_000, 30_000, 1_000, 30_000));
    }

    /** Nodes that stand still for a while, shorter and longer than a failure detector bears. */
    public static FaultFamily pauses() {
        return new Pauses("pauses", Pace.ofMillis(1_000, 30_000, 10, 20_000));
    }

    /** Nodes whose processor is slow for a while. */
    public static FaultFamily slowNodes() {
        return new SlowNodes("slow-nodes", Pace.ofMillis(1_000, 30_000, 1_000, 60_000));
    }

    /** Wall clocks that are moved, forth and back. */
    public static FaultFamily clockJumps() {
        return new ClockJumps("clock-jumps", Pace.ofMillis(1_000, 30_000, 1_000, 60_000));
    }

    /** Oscillators that are too fast or too slow for a while. */
    public static FaultFamily clockDrifts() {
        return new ClockDrifts("clock-drifts", Pace.ofMillis(1_000, 30_000, 10_000, 120_000));
    }

    /** Deployments that kill and start one server after another. */
    public static FaultFamily rollingRestarts() {
        return new Rolling("rolling-restarts", Pace.ofMillis(20_000, 120_000, 500, 10_000), false);
    }

    /**
     * Deployments that shut one server down after another in an orderly way, and start it again.
     */
    public static FaultFamily rollingLeaves() {
        return new Rolling("rolling-leaves", Pace.ofMillis(20_000, 120_000, 500, 10_000), true);
    }

    /** Groups of nodes, such as zones, that fail as one. Does nothing where no group was named. */
    public static FaultFamily groupFailures() {
        return new GroupFailures("group-failures", Pace.ofMillis(10_000, 60_000, 500, 30_000));
    }

    /**
     * The buggify points in Pekko; {@code docs/reference/pekko-points.md} says what each models.
     */
    public static FaultFamily pekkoPoints() {
        return new PekkoPoints(POINTS);
    }

    /** The names of all buggify points in Pekko, sorted. */
    public static List<String> pointNames() {
        return List.copyOf(pointEvents().keySet());
    }

    /** All buggify points in Pekko: the name of each, with the real event that it models. */
    public static SortedMap<String, String> pointEvents() {
        return POINT_EVENTS;
    }

    private static SortedMap<String, String> readPointEvents() {
        SortedMap<String, String> events = new TreeMap<>();
        for (Map<String, String> some :
                List.of(PekkoPoints.OF_WIRE, LatePoints.events(), SimAgent.pointEvents())) {
            some.forEach((name, event) -> {
                if (events.put(name, event) != null) {
                    throw new IllegalStateException("two points are called " + name);
                }
            });
        }
        return Collections.unmodifiableSortedMap(events);
    }

    /**
     * Tells which buggify points in Pekko cannot fire, since the release of Pekko that is used
     * lacks what they need.
     *
     * @param pekko the class loader that sees Pekko
     * @return their names, each with a sentence that names the point and what is not there; empty
     *     if all is well
     */
    public static SortedMap<String, String> missingPoints(ClassLoader pekko) {
        SortedMap<String, String> missing = new TreeMap<>(SimAgent.missingPoints(pekko));
        missing.putAll(LatePoints.missing(pekko));
        return missing;
    }

    /** Power failures that take all servers at once, which then start at once. */
    public static FaultFamily outages() {
        return new Outages("outages", Pace.ofMillis(60_000, 300_000, 500, 20_000));
    }
}
