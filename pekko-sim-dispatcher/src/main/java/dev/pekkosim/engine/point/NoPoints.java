// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.point;

import dev.pekkosim.agent.hook.SimPoints;
import dev.pekkosim.engine.Internal;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What points and properties ask when their run is over and their stack unwinds: nothing fires, and
 * what is stated does not count, neither in the run nor outside.
 *
 * @hidden
 */
@Internal
public final class NoPoints implements SimPoints {

    /** The only one. */
    public static final SimPoints INSTANCE = new NoPoints();

    private NoPoints() {}

    @Override
    public boolean fires(String name) {
        return false;
    }

    @Override
    public boolean fires(String name, String chance) {
        return false;
    }

    @Override
    public boolean firesRarely(String name) {
        return false;
    }

    @Override
    public long knob(String name, long usual, long low, long high) {
        return usual;
    }

    @Override
    public long delayNanos(String name, long maxNanos) {
        return 0;
    }

    @Override
    public int choice(String name, int size) {
        return 0;
    }

    @Override
    public void state(
            String kind, boolean condition, String message, @Nullable Object @Nullable [] details) {
        // It does not count.
    }

    @Override
    public void compare(
            String kind,
            long left,
            long right,
            String message,
            @Nullable Object @Nullable [] details) {
        // It does not count.
    }

    @Override
    public void compare(
            String kind,
            double left,
            double right,
            String message,
            @Nullable Object @Nullable [] details) {
        // It does not count.
    }

    @Override
    public void stateOver(
            String kind,
            @Nullable Map<String, Boolean> conditions,
            String message,
            @Nullable Object @Nullable [] details) {
        // It does not count.
    }

    @Override
    public void stateEach(
            @Nullable Object value, String message, @Nullable Object @Nullable [] details) {
        // It does not count.
    }

    @Override
    public void eventually(
            long withinNanos,
            BooleanSupplier condition,
            String message,
            @Nullable Object @Nullable [] details) {
        // It does not count.
    }

    @Override
    public boolean isOnInPekko() {
        return false;
    }

    @Override
    public boolean firesInPekko(String name, int oneIn, BooleanSupplier possible) {
        return false;
    }
}
