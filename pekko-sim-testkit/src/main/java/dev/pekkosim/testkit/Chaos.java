package dev.pekkosim.testkit;

import dev.pekkosim.engine.Ratio;
import java.time.Duration;

/**
 * What a nemesis may do. All times are virtual and drawn evenly from their range.
 *
 * @param name the name on the command line
 * @param faults whether it does anything at all
 * @param crashes how often a fault is a crash of a node; the others are partitions
 * @param maxDown most nodes down at once
 * @param quietFrom shortest pause before the next fault
 * @param quietTo longest pause before the next fault
 * @param outageFrom shortest time until a fault is mended
 * @param outageTo longest time until a fault is mended
 */
public record Chaos(
        String name,
        boolean faults,
        Ratio crashes,
        int maxDown,
        Duration quietFrom,
        Duration quietTo,
        Duration outageFrom,
        Duration outageTo) {

    /** No fault at all. */
    public static Chaos none() {
        return new Chaos(
                "none",
                false,
                Ratio.of(0, 1),
                0,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO);
    }

    /** Crashes and restarts of one server node at a time, and two-way partitions of the nodes into two sets. */
    public static Chaos crashPartition() {
        return new Chaos(
                "crash-partition",
                true,
                Ratio.of(1, 2),
                1,
                Duration.ofMillis(500),
                Duration.ofSeconds(8),
                Duration.ofMillis(200),
                Duration.ofSeconds(15));
    }
}
