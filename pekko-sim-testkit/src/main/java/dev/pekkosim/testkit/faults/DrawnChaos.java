// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.faults;

import dev.pekkosim.engine.Internal;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a run has of its chaos.
 *
 * @param on the families that are on
 * @param off names of the families that are off in this run
 * @param maxDown most servers down at once
 * @hidden
 */
@Internal
public record DrawnChaos(List<DrawnFamily> on, List<String> off, int maxDown) {

    /** What was drawn, for the report. */
    public List<String> describe() {
        return List.of(
                "families on: " + orNone(on) + "; off: " + orNone(off),
                "most servers down at once: " + maxDown);
    }

    private static String orNone(List<?> names) {
        return names.isEmpty()
                ? "none"
                : names.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
