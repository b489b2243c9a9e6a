package dev.pekkosim.cli;

import dev.pekkosim.testkit.Chaos;
import dev.pekkosim.testkit.faults.Faults;
import dev.pekkosim.testkit.spi.FaultFamily;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What {@code --chaos} can be: a chaos that ships, or fault families with commas between them. */
final class ChaosNames {

    /** As in {@link Chaos#crashPartition()}, which is the chaos unless another one is set. */
    private static final int MAX_DOWN = 1;

    private static final Map<String, Chaos> SHIPPED = new TreeMap<>(Map.of(
            Chaos.none().name(), Chaos.none(),
            Chaos.crashPartition().name(), Chaos.crashPartition(),
            Chaos.points().name(), Chaos.points(),
            Chaos.swarm().name(), Chaos.swarm()));

    private static final Map<String, FaultFamily> FAMILIES = families();

    private ChaosNames() {}

    private static Map<String, FaultFamily> families() {
        Map<String, FaultFamily> families = new LinkedHashMap<>();
        Stream.concat(Faults.all().stream(), Stream.of(Faults.crashes(), Faults.halves()))
                .forEach(family -> families.put(family.name(), family));
        return families;
    }

    /** Those that ship. */
    static Map<String, Chaos> shipped() {
        return SHIPPED;
    }

    /** All families, in the order of the reference. */
    static Map<String, FaultFamily> allFamilies() {
        return FAMILIES;
    }

    /**
     * A chaos by its name, or one of the families that are named, all of which are on in each run.
     *
     * @param value a name, or names of families
     */
    static Chaos named(String value) {
        Chaos shipped = SHIPPED.get(value);
        return shipped != null
                ? shipped
                : new Chaos(
                        value,
                        Arrays.stream(value.split(",")).map(FAMILIES::get).toList(),
                        MAX_DOWN,
                        false);
    }
}
