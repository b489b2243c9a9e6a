// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli;

import dev.pekkosim.engine.ClosestPair;
import dev.pekkosim.testkit.campaign.PropertySummary;
import dev.pekkosim.testkit.text.Units;
import java.util.List;
import java.util.StringJoiner;

/**
 * How properties are written: a table, at most 80 columns wide, with in how many runs each was
 * stated, and how many times it held and did not. Below a comparison stands how close its numbers
 * came, below others what occurred.
 */
final class PropertyText {

    private static final int OUTCOMES_SHOWN = 20;

    private PropertyText() {}

    /** The table; empty if there is no property. */
    static String table(List<PropertySummary> properties) {
        StringJoiner lines = new StringJoiner("\n");
        if (!properties.isEmpty()) {
            lines.add(Columns.row("property", "runs", "held", "not held"));
        }
        for (PropertySummary property : properties) {
            lines.add(Columns.row(
                    property.kind() + " '" + property.message() + "'",
                    Units.count(property.runs()),
                    Units.count(property.passes()),
                    Units.count(property.failures())));
            ClosestPair closest = property.closest();
            if (closest != null) {
                lines.add(Columns.detail("closest: " + closest));
            }
            if (!property.outcomes().isEmpty()) {
                lines.add(Columns.detail("occurred: " + some(property.outcomes())));
            }
        }
        return lines.toString();
    }

    private static String some(List<String> outcomes) {
        int others = outcomes.size() - OUTCOMES_SHOWN;
        return others <= 0
                ? String.join(", ", outcomes)
                : String.join(", ", outcomes.subList(0, OUTCOMES_SHOWN)) + " and " + others
                        + " more";
    }
}
