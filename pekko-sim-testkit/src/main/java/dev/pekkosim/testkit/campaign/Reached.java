// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.campaign;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.PointCount;
import dev.pekkosim.engine.PropertyCount;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the runs of a campaign reached.
 *
 * @param runs how many runs there were
 * @param points the buggify points that they reached, in the order of their names
 * @param properties the properties that they stated, in the order of their messages
 * @hidden
 */
@Internal
public record Reached(int runs, List<PointSummary> points, List<PropertySummary> properties) {

    /** Copies the lists. */
    public Reached {
        points = List.copyOf(points);
        properties = List.copyOf(properties);
    }

    /**
     * Sums up what single runs reached.
     *
     * @param runs how many runs there were
     * @param points what each run counted
     * @param properties what each run counted
     */
    public static Reached of(
            int runs, Stream<PointCount> points, Stream<PropertyCount> properties) {
        return new Reached(runs, sumOf(points), sumOfProperties(properties));
    }

    private static List<PointSummary> sumOf(Stream<PointCount> counts) {
        SortedMap<String, PointSummary> points = new TreeMap<>();
        counts.forEach(point -> points.merge(
                point.name(),
                new PointSummary(
                        point.name(),
                        point.rare(),
                        List.of(),
                        point.active() ? 1 : 0,
                        1,
                        point.reached(),
                        point.fired()),
                PointSummary::plus));
        return List.copyOf(points.values());
    }

    private static List<PropertySummary> sumOfProperties(Stream<PropertyCount> counts) {
        SortedMap<String, PropertySummary> properties = new TreeMap<>();
        counts.forEach(property -> properties.merge(
                property.message(),
                new PropertySummary(
                        property.message(),
                        property.kind(),
                        List.of(),
                        1,
                        property.passes(),
                        property.failures(),
                        property.closest(),
                        property.outcomes()),
                PropertySummary::plus));
        return List.copyOf(properties.values());
    }
}
