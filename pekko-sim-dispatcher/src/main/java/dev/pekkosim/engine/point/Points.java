// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.point;

import dev.pekkosim.buggify.Ratio;
import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.PointCount;
import dev.pekkosim.engine.PointSettings;
import dev.pekkosim.engine.decision.DecisionStream;
import dev.pekkosim.engine.decision.Decisions;
import dev.pekkosim.engine.decision.Purpose;
import dev.pekkosim.engine.step.RunEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The buggify points of one run. Whether one is active is drawn when it is first reached, from a
 * stream of its own, and so are its firings: what one point draws shifts nothing of another. A
 * point that must not fire draws nothing.
 *
 * <p>The points in Pekko are off until a nemesis turns them on; those of the application are on
 * until the cluster heals.
 *
 * @hidden
 */
@Internal
public final class Points {

    private static final Ratio RARELY = Ratio.of(1, 100);

    /** As the campaign and the point say. */
    private static final PointSettings.Chances AS_USUAL = new PointSettings.Chances(null, null);

    private final Decisions decisions;
    private final RunEvents events;
    private final Map<String, Point> points = new TreeMap<>();
    private PointSettings settings = PointSettings.USUAL;
    private boolean isOn;
    private @Nullable Consumer<String> onFirst;

    /** How often points in Pekko are active, and null while they are off. */
    private @Nullable Ratio inPekko;

    /**
     * Creates those of a run; none was reached.
     *
     * @param decisions give each a stream of its own
     * @param events told of each that fires
     */
    public Points(Decisions decisions, RunEvents events) {
        this.decisions = decisions;
        this.events = events;
    }

    // ---- what the testkit says

    /**
     * Sets the chances, before the first point is reached.
     *
     * @param newSettings the chances
     * @param first told the name of each point when it fires for the first time in the run
     */
    public void begin(PointSettings newSettings, Consumer<String> first) {
        settings = newSettings;
        isOn = newSettings.enabled();
        onFirst = first;
    }

    /**
     * Lets points in Pekko fire.
     *
     * @param activation the chance that one is active in this run
     */
    public void beginInPekko(Ratio activation) {
        inPekko = activation;
    }

    /** Lets none fire any more, and no knob be drawn; one that was drawn keeps its value. */
    public void end() {
        isOn = false;
        inPekko = null;
    }

    /** What became of the points that were reached so far, in the order of their names. */
    public List<PointCount> counts() {
        List<PointCount> counts = new ArrayList<>();
        points.forEach((name, point) -> counts.add(
                new PointCount(name, point.rare, point.isActive(), point.reached, point.fired)));
        return counts;
    }

    // ---- what points ask

    boolean fires(String name) {
        return fires(name, null, false);
    }

    /**
     * Whether a point fires now.
     *
     * @param chance how often it does while it is active, if the campaign does not say it; null for
     *     the usual one
     * @param rare whether the point is marked as rare
     */
    boolean fires(String name, @Nullable Ratio chance, boolean rare) {
        Point point = reached(name, rare);
        if (!isOn) {
            return false;
        }
        return point.isActivated(settings.activation())
                && point.draws(chance == null ? settings.firing() : chance);
    }

    boolean firesRarely(String name) {
        return fires(name, RARELY, true);
    }

    /**
     * The value of a knob: drawn when it is first asked for, if its point is active, and from then
     * on the same until the run ends. A call with other bounds has the nearest value within them.
     */
    long knob(String name, long usual, long low, long high) {
        Point point = reached(name, false);
        Long drawn = point.value;
        if (drawn != null) {
            return Math.max(low, Math.min(high, drawn));
        }
        if (!isOn || !point.isActivated(settings.activation())) {
            return usual;
        }
        long value = point.drawnSetting(low, high);
        point.value = value;
        point.fired();
        return value;
    }

    /** A delay of 1 to so many nanoseconds if the point fires, else 0. */
    long delayNanos(String name, long maxNanos) {
        return maxNanos > 0 && fires(name) ? point(name).stream().between(1, maxNanos) : 0;
    }

    /** The index of one option, each as likely as any other if the point fires, else 0. */
    int choice(String name, int size) {
        return size > 1 && fires(name) ? point(name).stream().index(size) : 0;
    }

    /** Whether points in Pekko may fire. */
    public boolean isOnInPekko() {
        return inPekko != null;
    }

    /**
     * Whether a point in Pekko fires now.
     *
     * @param name its name
     * @param oneIn in how many calls it fires once while it is active
     */
    public boolean firesInPekko(String name, int oneIn) {
        return firesInPekko(name, oneIn, () -> true);
    }

    /**
     * Whether a point in Pekko fires now that cannot everywhere.
     *
     * @param name its name
     * @param oneIn in how many calls it fires once while it is active
     * @param possible whether it could do anything here; if not, it is reached and draws nothing.
     *     Not asked of a point that is known not to be active
     */
    public boolean firesInPekko(String name, int oneIn, BooleanSupplier possible) {
        Ratio activation = inPekko;
        if (activation == null) {
            return false;
        }
        Point point = reached(name, false);
        return !Boolean.FALSE.equals(point.active)
                && possible.getAsBoolean()
                && point.isActivated(activation)
                && point.draws(Ratio.of(1, oneIn));
    }

    /**
     * Draws one of several things that a point in Pekko could hit.
     *
     * @param name a point that has just fired
     * @param size how many there are, positive
     * @return 0 to {@code size - 1}
     */
    public int pick(String name, int size) {
        return point(name).stream().index(size);
    }

    /**
     * How long what a point in Pekko makes late is late.
     *
     * @param name a point that has just fired
     * @param mostNanos the longest delay in virtual nanoseconds, positive
     */
    public long latenessNanos(String name, long mostNanos) {
        return point(name).stream().between(1, mostNanos);
    }

    private Point reached(String name, boolean rare) {
        Point point = point(name);
        point.rare |= rare;
        point.reached++;
        return point;
    }

    private Point point(String name) {
        return points.computeIfAbsent(name, Point::new);
    }

    /** One point in this run. */
    private final class Point {

        private final String name;
        private boolean rare;
        private long reached;
        private long fired;
        private @Nullable Boolean active;
        private @Nullable Long value;
        private @Nullable DecisionStream stream;

        Point(String name) {
            this.name = name;
        }

        DecisionStream stream() {
            DecisionStream own = stream;
            if (own == null) {
                own = decisions.stream(Purpose.BUGGIFY, name);
                stream = own;
            }
            return own;
        }

        private PointSettings.Chances set() {
            return settings.perPoint().getOrDefault(name, AS_USUAL);
        }

        boolean isActive() {
            return Boolean.TRUE.equals(active);
        }

        /**
         * Whether it is active in this run.
         *
         * @param usual the chance that it is, if the settings do not say it for this point
         */
        boolean isActivated(Ratio usual) {
            Boolean known = active;
            if (known == null) {
                Ratio set = set().activation();
                known = stream().chance(set == null ? usual : set);
                active = known;
            }
            return known;
        }

        /**
         * Draws whether it fires now.
         *
         * @param usual the chance that it does, if the settings do not say it for this point
         */
        boolean draws(Ratio usual) {
            Ratio set = set().firing();
            boolean fires = stream().chance(set == null ? usual : set);
            if (fires) {
                fired();
            }
            return fires;
        }

        /**
         * A setting. Each bound is one of four, since that is where limits bite; the others are
         * anything between.
         */
        long drawnSetting(long low, long high) {
            return switch (stream().index(4)) {
                case 0 -> low;
                case 1 -> high;
                default -> stream().between(low, high);
            };
        }

        void fired() {
            fired++;
            Consumer<String> told = onFirst;
            if (fired == 1 && told != null) {
                told.accept(name);
            }
            events.event(name.hashCode(), events.isObserved() ? "point " + name + " fires" : this);
        }
    }
}
