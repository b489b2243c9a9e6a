// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli;

import dev.pekkosim.testkit.Chaos;
import dev.pekkosim.testkit.faults.Faults;
import dev.pekkosim.testkit.spi.FaultFamily;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What {@code --chaos} can be: a chaos that ships, or fault families with commas between them. */
final class ChaosNames {

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
}
