// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import dev.pekkosim.engine.PointCount;
import dev.pekkosim.engine.PropertyCount;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the runs of a campaign have come to so far: which properties held and did not, with their
 * outcomes, which buggify points were reached and fired, which kinds of fault were applied, and
 * what was violated.
 */
final class Coverage {

    private final Set<String> seen = new HashSet<>();

    /**
     * Takes a run in.
     *
     * @return whether it came to something that none before did
     */
    boolean add(RunResult result) {
        boolean isNews = false;
        for (String one : of(result).toList()) {
            isNews |= seen.add(one);
        }
        return isNews;
    }

    private static Stream<String> of(RunResult result) {
        return Stream.of(
                        result.properties().stream().flatMap(Coverage::of),
                        result.points().stream().flatMap(Coverage::of),
                        result.faults().stream().map(fault -> "fault " + fault.kind()),
                        result.violations().stream()
                                .map(violation -> "violated " + violation.signature()))
                .flatMap(all -> all);
    }

    private static Stream<String> of(PropertyCount property) {
        List<String> all = new ArrayList<>();
        if (property.passes() > 0) {
            all.add("held " + property.message());
        }
        if (property.failures() > 0) {
            all.add("did not hold " + property.message());
        }
        property.outcomes()
                .forEach(outcome -> all.add("occurred " + property.message() + "\n" + outcome));
        return all.stream();
    }

    private static Stream<String> of(PointCount point) {
        return point.fired() > 0
                ? Stream.of("reached " + point.name(), "fired " + point.name())
                : Stream.of("reached " + point.name());
    }
}
