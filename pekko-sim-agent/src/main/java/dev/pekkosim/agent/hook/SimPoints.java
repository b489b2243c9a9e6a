// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the buggify points and properties of simulated code ask the run that they are part of. Names
 * are those of points, messages those of properties: both are constants of the source.
 */
public interface SimPoints {

    // ---- buggify points

    /** Whether a point fires now, with the chance that the campaign gives it. */
    boolean fires(String name);

    /**
     * Whether a point fires now.
     *
     * @param chance how often it does while it is active, as {@code 1/4}
     */
    boolean fires(String name, String chance);

    /** Whether a point fires now that no campaign expects to fire. */
    boolean firesRarely(String name);

    /**
     * A value between low and high, both included, that is drawn once per run, or the usual one.
     */
    long knob(String name, long usual, long low, long high);

    /** A delay from 0 to the longest one, in nanoseconds; 0 if the point does not fire. */
    long delayNanos(String name, long maxNanos);

    /**
     * The index of one of so many options, each as likely, 0 included; 0 if the point does not
     * fire.
     */
    int choice(String name, int size);

    // ---- properties

    /**
     * States a property.
     *
     * @param kind the name of the method of {@code Property}, such as {@code sometimes}
     * @param condition whether it holds now; {@code true} for {@code reachable}, {@code false} for
     *     {@code unreachable}
     * @param message its identity
     * @param details keys and values, or null
     */
    void state(
            String kind, boolean condition, String message, @Nullable Object @Nullable [] details);

    /** States a property that compares two integers; see {@link #state}. */
    void compare(
            String kind,
            long left,
            long right,
            String message,
            @Nullable Object @Nullable [] details);

    /** States a property that compares two floating point numbers; see {@link #state}. */
    void compare(
            String kind,
            double left,
            double right,
            String message,
            @Nullable Object @Nullable [] details);

    /** States a property over named conditions; see {@link #state}. */
    void stateOver(
            String kind,
            @Nullable Map<String, Boolean> conditions,
            String message,
            @Nullable Object @Nullable [] details);

    /** States that a value occurs, each of which is an outcome of its own. */
    void stateEach(@Nullable Object value, String message, @Nullable Object @Nullable [] details);

    /** States that a condition will hold at some time from now on, within so much virtual time. */
    void eventually(
            long withinNanos,
            BooleanSupplier condition,
            String message,
            @Nullable Object @Nullable [] details);

    /** Told that the system under test is ready; what comes before is no part of the test. */
    default void setupComplete(@Nullable Object @Nullable [] details) {}

    /** Told that something happened that is worth knowing in a trace. */
    default void event(String name, @Nullable Object @Nullable [] details) {}

    // ---- Pekko

    /** Whether points in Pekko may fire, so that one must be asked. */
    boolean isOnInPekko();

    /**
     * Whether a point in Pekko fires now.
     *
     * @param name of the table of points, such as {@code pekko.cluster.gossip.skipped}
     * @param oneIn in how many calls it fires once while it is active
     * @param possible whether it would do something here, and something legal; if not, it is
     *     reached and draws nothing. Not asked of a point that is known not to be active
     */
    boolean firesInPekko(String name, int oneIn, BooleanSupplier possible);
}
