// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.buggify;

import java.time.Duration;
import java.util.List;

/**
 * Buggify points: places in production code where a simulated run may take the nasty branch that is
 * legal but seldom taken, such as a small buffer, an early timer or a failed write.
 *
 * <pre>{@code
 * int batch = Buggify.knob(500, 1, 1_000);
 * if (Buggify.buggify("flush.late") || buffer.size() >= batch) { … }
 * }</pre>
 *
 * <p><b>Outside a run</b> every method returns a constant or one of its arguments: {@code false},
 * the usual value, {@link Duration#ZERO}, the first option. The JIT inlines that, and nothing is
 * left. For the same reason <b>no argument is checked</b> outside, and nothing is thrown, but for a
 * choice without any option, which has nothing to return.
 *
 * <p><b>Within a run</b> of the simulator, whose agent rewrites the methods of this class, a point
 * is activated or not, once per seed: in a campaign with a chance of 1/2. An active point fires as
 * often as each method says, as the seed decides; one that is not active behaves as outside. There
 * arguments are checked: a name that is blank, a knob whose {@code low <= usual <= high} does not
 * hold, a negative duration and an empty list of options are the caller's mistakes, and are thrown
 * as {@link IllegalArgumentException}.
 *
 * <p>A <b>name</b> is the identity of a point in reports, seeds and settings. It is a constant that
 * does not begin with {@code pekko.}, as those of the points in Pekko do; a run that reaches
 * another one is refused. Two places with one name are one point. Without a name the place in the
 * source is the identity: class, method and line.
 *
 * <p>A point must only do what may happen in production as well; else a run finds failures that no
 * one can ever have.
 *
 * <p>The idea is FoundationDB's {@code BUGGIFY} (Zhou et al., "FoundationDB: A Distributed
 * Unbundled Transactional Key Value Store", SIGMOD 2021, section 4); so are two levels of chance,
 * per seed and per call, and the swarm that follows from the first.
 *
 * @since 0.1.0
 */
public final class Buggify {

    static {
        // The C2 of JDK 17 inlines a method only if the classes of its signature were looked up by
        // this jar.
        Class<?>[] unused = {String.class, Ratio.class, Duration.class, List.class};
    }

    private Buggify() {}

    /**
     * Whether to take the nasty branch here: {@code false} outside a run; within one, an active
     * point fires one in four calls.
     */
    public static boolean buggify() {
        return false;
    }

    /**
     * As {@link #buggify()}, for a point with a name.
     *
     * @param name the identity of the point; a constant, not blank
     */
    public static boolean buggify(String name) {
        return false;
    }

    /**
     * Whether to take the nasty branch here: {@code false} outside a run; within one, an active
     * point fires with this chance per call.
     *
     * @param chance per call, if the point is active; kept in a constant
     */
    public static boolean buggify(Ratio chance) {
        return false;
    }

    /**
     * As {@link #buggify(Ratio)}, for a point with a name.
     *
     * @param chance per call, if the point is active; kept in a constant
     * @param name the identity of the point; a constant, not blank
     */
    public static boolean buggify(Ratio chance, String name) {
        return false;
    }

    /**
     * Whether to take a branch here that ends much of what a run could still find: {@code false}
     * outside a run; within one, an active point fires one in a hundred calls.
     */
    public static boolean rarely() {
        return false;
    }

    /**
     * As {@link #rarely()}, for a point with a name.
     *
     * @param name the identity of the point; a constant, not blank
     */
    public static boolean rarely(String name) {
        return false;
    }

    /**
     * A setting: {@code usual} outside a run; within one, if the point is active, a value that is
     * drawn once per seed and stays until the run ends: {@code low} one time in four, {@code high}
     * one time in four, otherwise any between them. It is drawn at the first call; where that comes
     * after heal, it is {@code usual}.
     *
     * @param usual what production uses, {@code low} to {@code high}
     * @param low the least legal value
     * @param high the greatest legal value
     */
    public static int knob(int usual, int low, int high) {
        return usual;
    }

    /**
     * As {@link #knob(int, int, int)}, for a point with a name.
     *
     * @param usual what production uses, {@code low} to {@code high}
     * @param low the least legal value
     * @param high the greatest legal value
     * @param name the identity of the point; a constant, not blank
     */
    public static int knob(int usual, int low, int high, String name) {
        return usual;
    }

    /**
     * A setting: {@code usual} outside a run; within one, if the point is active, a value that is
     * drawn once per seed and stays until the run ends: {@code low} one time in four, {@code high}
     * one time in four, otherwise any between them. It is drawn at the first call; where that comes
     * after heal, it is {@code usual}.
     *
     * @param usual what production uses, {@code low} to {@code high}
     * @param low the least legal value
     * @param high the greatest legal value
     */
    public static long knob(long usual, long low, long high) {
        return usual;
    }

    /**
     * As {@link #knob(long, long, long)}, for a point with a name.
     *
     * @param usual what production uses, {@code low} to {@code high}
     * @param low the least legal value
     * @param high the greatest legal value
     * @param name the identity of the point; a constant, not blank
     */
    public static long knob(long usual, long low, long high, String name) {
        return usual;
    }

    /**
     * How long to wait here, for example with a timer: zero outside a run; within one, when an
     * active point fires, which it does one in four calls, more than zero and at most {@code max}.
     *
     * <p>This only says how long; it does not wait.
     *
     * @param max the longest delay that is legal here, not negative; kept in a constant, since a
     *     {@code Duration} that is made per call is free only once the caller was compiled
     */
    public static Duration delay(Duration max) {
        return Duration.ZERO;
    }

    /**
     * As {@link #delay(Duration)}, for a point with a name.
     *
     * @param max the longest delay that is legal here, not negative; kept in a constant
     * @param name the identity of the point; a constant, not blank
     */
    public static Duration delay(Duration max, String name) {
        return Duration.ZERO;
    }

    /**
     * One of several legal ways: the first outside a run; within one, when an active point fires,
     * which it does one in four calls, any of them, the first included, each as likely; when it
     * does not fire, the first. Each call draws anew: unlike a knob it does not stay.
     *
     * @param options not empty, the usual one first; kept in a constant
     * @throws IndexOutOfBoundsException outside a run, if it is empty
     * @throws NullPointerException outside a run, if it is null
     */
    public static <T> T choice(List<T> options) {
        return options.get(0);
    }

    /**
     * As {@link #choice(List)}, for a point with a name.
     *
     * @param options not empty, the usual one first; kept in a constant
     * @param name the identity of the point; a constant, not blank
     * @throws IndexOutOfBoundsException outside a run, if it is empty
     * @throws NullPointerException outside a run, if it is null
     */
    public static <T> T choice(List<T> options, String name) {
        return options.get(0);
    }
}
