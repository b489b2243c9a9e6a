// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.point;

import dev.pekkosim.agent.hook.SimPoints;
import dev.pekkosim.buggify.Ratio;
import dev.pekkosim.buggify.spi.AssertionKind;
import dev.pekkosim.buggify.spi.Details;
import dev.pekkosim.buggify.spi.Evaluation;
import dev.pekkosim.engine.Internal;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers what the points and properties of simulated code ask, for one run.
 *
 * @hidden
 */
@Internal
public final class RunPoints implements SimPoints {

    private final Points points;
    private final Properties properties;
    private final Map<String, Ratio> chances = new HashMap<>();

    /**
     * Creates what answers.
     *
     * @param points the points of the run
     * @param properties its properties
     */
    public RunPoints(Points points, Properties properties) {
        this.points = points;
        this.properties = properties;
    }

    @Override
    public boolean fires(String name) {
        return points.fires(name);
    }

    @Override
    public boolean fires(String name, String chance) {
        return points.fires(name, chances.computeIfAbsent(chance, Ratio::of), false);
    }

    @Override
    public boolean firesRarely(String name) {
        return points.firesRarely(name);
    }

    @Override
    public long knob(String name, long usual, long low, long high) {
        return points.knob(name, usual, low, high);
    }

    @Override
    public long delayNanos(String name, long maxNanos) {
        return points.delayNanos(name, maxNanos);
    }

    @Override
    public int choice(String name, int size) {
        return points.choice(name, size);
    }

    @Override
    public void state(
            String kind, boolean condition, String message, @Nullable Object @Nullable [] details) {
        properties.state(Evaluation.of(kind(kind), condition), message, Details.of(details));
    }

    @Override
    public void compare(
            String kind,
            long left,
            long right,
            String message,
            @Nullable Object @Nullable [] details) {
        properties.state(
                Evaluation.comparing(kind(kind), left, right), message, Details.of(details));
    }

    @Override
    public void compare(
            String kind,
            double left,
            double right,
            String message,
            @Nullable Object @Nullable [] details) {
        properties.state(
                Evaluation.comparing(kind(kind), left, right), message, Details.of(details));
    }

    @Override
    public void stateOver(
            String kind,
            @Nullable Map<String, Boolean> conditions,
            String message,
            @Nullable Object @Nullable [] details) {
        properties.state(Evaluation.over(kind(kind), conditions), message, Details.of(details));
    }

    @Override
    public void stateEach(
            @Nullable Object value, String message, @Nullable Object @Nullable [] details) {
        properties.state(Evaluation.seeing(value), message, Details.of(details));
    }

    @Override
    public void eventually(
            long withinNanos,
            BooleanSupplier condition,
            String message,
            @Nullable Object @Nullable [] details) {
        properties.eventually(withinNanos, condition, message, Details.of(details));
    }

    @Override
    public void setupComplete(@Nullable Object @Nullable [] details) {
        properties.setupComplete(Details.of(details));
    }

    @Override
    public void event(String name, @Nullable Object @Nullable [] details) {
        properties.event(name, Details.of(details));
    }

    @Override
    public boolean isOnInPekko() {
        return points.isOnInPekko();
    }

    @Override
    public boolean firesInPekko(String name, int oneIn, BooleanSupplier possible) {
        return points.firesInPekko(name, oneIn, possible);
    }

    private static AssertionKind kind(String method) {
        return AssertionKind.ofMethod(method)
                .orElseThrow(() -> new IllegalStateException("no property is called " + method));
    }
}
