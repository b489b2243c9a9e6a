// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.campaign;

import dev.pekkosim.buggify.spi.AssertionKind;
import dev.pekkosim.engine.ClosestPair;
import dev.pekkosim.engine.Internal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What became of one property in the runs of a campaign.
 *
 * @param message its identity
 * @param kind the name of the method of {@code Property} that states it
 * @param places where it is stated, such as {@code com.acme.Transfers.retry (Transfers.java:42)};
 *     empty if its class was never loaded with the agent
 * @param runs in how many runs it was stated
 * @param passes how many times it held
 * @param failures how many times it did not
 * @param closest of a comparison the two numbers that came closest in any run to failing or, for a
 *     sometimes that never held, to holding; else null
 * @param outcomes of {@code sometimesEach} the values that occurred, of {@code sometimesAll} the
 *     conditions that held at some time
 * @since 0.1.0
 */
public record PropertySummary(
        String message,
        String kind,
        List<String> places,
        long runs,
        long passes,
        long failures,
        @Nullable ClosestPair closest,
        List<String> outcomes) {

    /** Copies the lists. */
    public PropertySummary {
        places = List.copyOf(places);
        outcomes = List.copyOf(outcomes);
    }

    /**
     * The sum of both.
     *
     * @param other what became of the same one in other runs
     * @hidden
     */
    @Internal
    public PropertySummary plus(PropertySummary other) {
        TreeSet<String> all = new TreeSet<>(outcomes);
        all.addAll(other.outcomes);
        return new PropertySummary(
                message,
                kind,
                places.isEmpty() ? other.places : places,
                runs + other.runs,
                passes + other.passes,
                failures + other.failures,
                ClosestPair.closer(closest, other.closest),
                new ArrayList<>(all));
    }

    /** Whether a campaign misses something unless it has been reached, or has held. */
    boolean mustHappen() {
        return AssertionKind.ofMethod(kind).orElseThrow().mustHit();
    }

    /**
     * What a campaign misses of this property, or null if nothing: that one which must be reached
     * was never stated, or one which must hold some time never did.
     */
    @Nullable
    String unmet() {
        AssertionKind stated = AssertionKind.ofMethod(kind).orElseThrow();
        if (!stated.mustHit()) {
            return null;
        }
        if (runs == 0) {
            return "was never reached";
        }
        return passes == 0 && !stated.failsWhenFalse() ? "never held" : null;
    }
}
