// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine;

import dev.pekkosim.buggify.Ratio;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often buggify points are active, and how often an active one fires.
 *
 * @param enabled whether the points of the application may fire at all
 * @param activation the chance that a point is active in a run
 * @param firing the chance per call that an active point fires, where the call does not say it
 * @param perPoint other chances, by the name of the point
 * @since 0.1.0
 */
public record PointSettings(
        boolean enabled, Ratio activation, Ratio firing, Map<String, Chances> perPoint) {

    /** Every second point is active, and fires in one of four calls. */
    public static final PointSettings USUAL =
            new PointSettings(true, Ratio.of(1, 2), Ratio.of(1, 4), Map.of());

    /**
     * The chances of one point.
     *
     * @param activation the chance that it is active in a run; null for that of the campaign
     * @param firing the chance per call that it fires when it is; null for the point's own
     */
    public record Chances(
            @Nullable Ratio activation, @Nullable Ratio firing) {}

    /** Copies the map. */
    public PointSettings {
        perPoint = Map.copyOf(perPoint);
    }
}
