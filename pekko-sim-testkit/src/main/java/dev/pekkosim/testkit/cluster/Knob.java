// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.cluster;

import dev.pekkosim.engine.decision.DecisionStream;
import java.util.List;

/**
 * A setting that a run may draw, with the values that are legal for it.
 *
 * @param key the key in Pekko's configuration
 * @param draw draws a value
 * @param range says which values there are, for the reference
 */
record Knob(String key, Draw draw, String range) {

    /** Draws a value of a setting. */
    @FunctionalInterface
    interface Draw {
        Object from(DecisionStream draws);
    }

    /** A duration between two bounds in milliseconds. */
    static Knob millis(String key, long low, long high) {
        return new Knob(
                key, draws -> draws.between(low, high) + " ms", low + " ms to " + high + " ms");
    }

    /** A number between two bounds. */
    static Knob number(String key, int low, int high) {
        return new Knob(key, draws -> (int) draws.between(low, high), low + " to " + high);
    }

    /** One of some values. */
    static Knob oneOf(String key, Object... values) {
        List<Object> all = List.of(values);
        return new Knob(
                key,
                draws -> draws.pick(all),
                String.join(", ", all.stream().map(Object::toString).toList()));
    }
}
