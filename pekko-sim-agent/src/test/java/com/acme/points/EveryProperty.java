package com.acme.points;

import dev.pekkosim.buggify.Property;
import java.time.Duration;
import java.util.Map;

/** Every method of {@code Property}; a test asserts the lines. */
public final class EveryProperty {

    private static final Map<String, Boolean> UP = Map.of("up", true);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private EveryProperty() {}

    /** Calls each without details. */
    public static void plain() {
        Property.always(true, "always"); // 17
        Property.alwaysOrUnreachable(true, "alwaysOrUnreachable");
        Property.sometimes(true, "sometimes");
        Property.rarely(true, "rarely");
        Property.reachable("reachable");
        Property.unreachable("unreachable");
        Property.alwaysGreaterThan(1L, 2L, "alwaysGreaterThan");
        Property.alwaysGreaterThan(1.5, 2.5, "alwaysGreaterThan");
        Property.alwaysGreaterThanOrEqualTo(1L, 2L, "alwaysGreaterThanOrEqualTo");
        Property.alwaysGreaterThanOrEqualTo(1.5, 2.5, "alwaysGreaterThanOrEqualTo");
        Property.alwaysLessThan(1L, 2L, "alwaysLessThan");
        Property.alwaysLessThan(1.5, 2.5, "alwaysLessThan");
        Property.alwaysLessThanOrEqualTo(1L, 2L, "alwaysLessThanOrEqualTo");
        Property.alwaysLessThanOrEqualTo(1.5, 2.5, "alwaysLessThanOrEqualTo");
        Property.sometimesGreaterThan(1L, 2L, "sometimesGreaterThan");
        Property.sometimesGreaterThan(1.5, 2.5, "sometimesGreaterThan");
        Property.sometimesGreaterThanOrEqualTo(1L, 2L, "sometimesGreaterThanOrEqualTo");
        Property.sometimesGreaterThanOrEqualTo(1.5, 2.5, "sometimesGreaterThanOrEqualTo");
        Property.sometimesLessThan(1L, 2L, "sometimesLessThan");
        Property.sometimesLessThan(1.5, 2.5, "sometimesLessThan");
        Property.sometimesLessThanOrEqualTo(1L, 2L, "sometimesLessThanOrEqualTo");
        Property.sometimesLessThanOrEqualTo(1.5, 2.5, "sometimesLessThanOrEqualTo");
        Property.alwaysSome(UP, "alwaysSome");
        Property.sometimesAll(UP, "sometimesAll");
        Property.sometimesEach("OPEN", "sometimesEach");
        Property.eventually(SECOND, () -> true, "eventually");
        Property.event("event");
        Property.setupComplete(); // neither
    }

    /** Calls each with details. */
    public static void detailed(String key) {
        Property.always(true, "always", key, 1); // 49
        Property.alwaysOrUnreachable(true, "alwaysOrUnreachable", key, 1);
        Property.sometimes(true, "sometimes", key, 1);
        Property.rarely(true, "rarely", key, 1);
        Property.reachable("reachable", key, 1);
        Property.unreachable("unreachable", key, 1);
        Property.alwaysGreaterThan(1L, 2L, "alwaysGreaterThan", key, 1);
        Property.alwaysGreaterThan(1.5, 2.5, "alwaysGreaterThan", key, 1);
        Property.alwaysGreaterThanOrEqualTo(1L, 2L, "alwaysGreaterThanOrEqualTo", key, 1);
        Property.alwaysGreaterThanOrEqualTo(1.5, 2.5, "alwaysGreaterThanOrEqualTo", key, 1);
        Property.alwaysLessThan(1L, 2L, "alwaysLessThan", key, 1);
        Property.alwaysLessThan(1.5, 2.5, "alwaysLessThan", key, 1);
        Property.alwaysLessThanOrEqualTo(1L, 2L, "alwaysLessThanOrEqualTo", key, 1);
        Property.alwaysLessThanOrEqualTo(1.5, 2.5, "alwaysLessThanOrEqualTo", key, 1);
        Property.sometimesGreaterThan(1L, 2L, "sometimesGreaterThan", key, 1);
        Property.sometimesGreaterThan(1.5, 2.5, "sometimesGreaterThan", key, 1);
        Property.sometimesGreaterThanOrEqualTo(1L, 2L, "sometimesGreaterThanOrEqualTo", key, 1);
        Property.sometimesGreaterThanOrEqualTo(1.5, 2.5, "sometimesGreaterThanOrEqualTo", key, 1);
        Property.sometimesLessThan(1L, 2L, "sometimesLessThan", key, 1);
        Property.sometimesLessThan(1.5, 2.5, "sometimesLessThan", key, 1);
        Property.sometimesLessThanOrEqualTo(1L, 2L, "sometimesLessThanOrEqualTo", key, 1);
        Property.sometimesLessThanOrEqualTo(1.5, 2.5, "sometimesLessThanOrEqualTo", key, 1);
        Property.alwaysSome(UP, "alwaysSome", key, 1);
        Property.sometimesAll(UP, "sometimesAll", key, 1);
        Property.sometimesEach("OPEN", "sometimesEach", key, 1);
        Property.eventually(SECOND, () -> true, "eventually", key, 1);
        Property.event("event", key, 1);
        Property.setupComplete(key, 1); // neither
    }
}
