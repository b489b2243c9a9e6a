// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import dev.pekkosim.buggify.Ratio;
import dev.pekkosim.engine.decision.DecisionStream;
import dev.pekkosim.engine.decision.Purpose;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.testkit.cluster.SimSetupException;
import dev.pekkosim.testkit.faults.DrawnChaos;
import dev.pekkosim.testkit.faults.DrawnFamily;
import dev.pekkosim.testkit.faults.Faults;
import dev.pekkosim.testkit.spi.FaultFamily;
import dev.pekkosim.testkit.spi.Intensity;
import dev.pekkosim.testkit.text.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What a nemesis may do in a run.
 *
 * @param name the name on the command line
 * @param families the fault families
 * @param maxDown most servers that they may have down at once; an outage of the whole cluster is
 *     not concerned
 * @param drawn whether each run draws which of the families are on, how often they strike, and
 *     {@code maxDown} up to the given one
 * @since 0.1.0
 */
public record Chaos(String name, List<FaultFamily> families, int maxDown, boolean drawn) {

    private static final Ratio HALF = Ratio.of(1, 2);

    /** Checks the names and bounds. */
    public Chaos {
        families = List.copyOf(families);
        Set<String> names = new HashSet<>();
        for (FaultFamily family : families) {
            if (!names.add(family.name())) {
                throw new SimSetupException(
                        "chaos '" + name + "' has two fault families '" + family.name() + "'");
            }
        }
        if (maxDown < 0) {
            throw new SimSetupException(
                    "the most nodes down at once must not be negative, but is " + maxDown);
        }
    }

    /**
     * A chaos by its name, as options and the command have it.
     *
     * @param name {@code none}, {@code crash-partition}, {@code points} or {@code swarm}, or names
     *     of fault families with commas between them, all of which are on in each run
     * @throws SimSetupException if there is none of that name
     */
    public static Chaos named(String name) {
        for (Chaos chaos : List.of(none(), crashPartition(), points(), swarm())) {
            if (chaos.name().equals(name)) {
                return chaos;
            }
        }
        return new Chaos(
                name,
                Arrays.stream(name.split(",")).map(Chaos::family).toList(),
                crashPartition().maxDown(),
                false);
    }

    private static FaultFamily family(String name) {
        Set<String> names = new TreeSet<>(List.of("none", "crash-partition", "points", "swarm"));
        List<FaultFamily> families = new ArrayList<>(Faults.all());
        families.add(Faults.crashes());
        families.add(Faults.halves());
        for (FaultFamily family : families) {
            if (family.name().equals(name.strip())) {
                return family;
            }
            names.add(family.name());
        }
        throw new SimSetupException("there is no chaos '" + name.strip() + "'"
                + Nearest.of(name.strip(), names)
                        .map(nearest -> "; did you mean " + nearest)
                        .orElse("; there are " + String.join(", ", names)));
    }

    /** No fault at all. */
    public static Chaos none() {
        return new Chaos("none", List.of(), 0, false);
    }

    /**
     * Crashes and restarts of one server node at a time, and two-way partitions of the nodes into
     * two sets.
     */
    public static Chaos crashPartition() {
        return new Chaos("crash-partition", List.of(Faults.crashes(), Faults.halves()), 1, false);
    }

    /**
     * As {@link #crashPartition()}, and the buggify points in Pekko, of which each run draws which
     * ones are active.
     */
    public static Chaos points() {
        return new Chaos(
                "points",
                List.of(Faults.pekkoPoints(), Faults.crashes(), Faults.halves()),
                1,
                false);
    }

    /**
     * All families that ship, a few of them in each run: every seed draws which ones, and how often
     * they strike.
     */
    public static Chaos swarm() {
        return swarm(2);
    }

    /**
     * As {@link #swarm()}.
     *
     * @param maxDown most servers that may be down at once, but for outages of the whole cluster;
     *     each run draws 1 to this
     * @param more families of the application's own
     */
    public static Chaos swarm(int maxDown, FaultFamily... more) {
        List<FaultFamily> families = new ArrayList<>(Faults.all());
        families.addAll(List.of(more));
        return new Chaos("swarm", families, maxDown, true);
    }

    /**
     * Given families, all of them in each run.
     *
     * @param maxDown most servers that may be down at once
     * @param families the families
     */
    public static Chaos of(int maxDown, FaultFamily... families) {
        return new Chaos("chosen", List.of(families), maxDown, false);
    }

    /**
     * An exact scenario, the same in each run but for what the schedule does.
     *
     * @param script says what happens when
     */
    public static Chaos script(Consumer<FaultScript> script) {
        FaultScript written = new FaultScript();
        script.accept(written);
        return new Chaos("script", List.of(written.family()), Integer.MAX_VALUE, false);
    }

    /** Draws what a run gets of it. */
    DrawnChaos draw(Engine engine) {
        if (!drawn) {
            return new DrawnChaos(
                    families.stream()
                            .map(family -> new DrawnFamily(family, Intensity.NORMAL))
                            .toList(),
                    List.of(),
                    maxDown);
        }
        List<DrawnFamily> on = new ArrayList<>();
        List<String> off = new ArrayList<>();
        for (FaultFamily family : families) {
            DecisionStream draws =
                    engine.decisions().stream(Purpose.KNOBS, "chaos " + family.name());
            if (draws.chance(HALF)) {
                on.add(new DrawnFamily(family, draws.pick(List.of(Intensity.values()))));
            } else {
                off.add(family.name());
            }
        }
        int down = maxDown == 0
                ? 0
                : (int) engine.decisions().stream(Purpose.KNOBS, "chaos max-down")
                        .between(1, maxDown);
        return new DrawnChaos(on, off, down);
    }
}
