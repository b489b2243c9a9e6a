package dev.pekkosim.testkit;

import dev.pekkosim.engine.PointCount;
import dev.pekkosim.testkit.faults.Faults;
import java.time.Duration;
import java.util.List;

/** Runs in which one buggify point in Pekko is active, and no other. */
public final class OnePoint {

    /** The name of no point. */
    public static final String NONE = "none";

    private OnePoint() {}

    /**
     * Settings with which one point is active.
     *
     * @param point its name, or {@link #NONE}
     * @param firing how often it fires, such as {@code 1/4}
     */
    public static String settings(String point, String firing) {
        StringBuilder settings = new StringBuilder();
        for (String name : Faults.pointNames()) {
            settings.append("pekko.sim.buggify.point.\"")
                    .append(name)
                    .append("\" { activation = ")
                    .append(name.equals(point) ? "1" : "0")
                    .append(", firing = ")
                    .append(firing)
                    .append(" }\n");
        }
        return settings.toString();
    }

    /** Lets points fire from now on. */
    public static void begin(SimCluster cluster) {
        cluster.chaos(Chaos.of(1, Faults.pekkoPoints()));
    }

    /** As {@link #begin}, and waits until they do. */
    public static void awaitBegin(SimCluster cluster) {
        begin(cluster);
        cluster.await(Duration.ofSeconds(1), TestRuns.engine().points()::isOnInPekko);
    }

    /** How often a point was reached by now. */
    public static long reached(SimCluster cluster, String point) {
        return count(TestRuns.engine().points().counts(), point).reached();
    }

    /** How often a point has fired by now. */
    public static long fired(SimCluster cluster, String point) {
        return count(TestRuns.engine().points().counts(), point).fired();
    }

    /** What became of a point. */
    public static PointCount count(List<PointCount> counts, String point) {
        return counts.stream()
                .filter(count -> count.name().equals(point))
                .findAny()
                .orElse(new PointCount(point, false, false, 0, 0));
    }
}
