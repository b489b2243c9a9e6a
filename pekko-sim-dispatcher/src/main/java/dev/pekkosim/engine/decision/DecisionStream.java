// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.decision;

import dev.pekkosim.buggify.Ratio;
import dev.pekkosim.engine.Internal;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The ordered decisions of one purpose and node. The generator is SplitMix64 (G. Steele, D. Lea, C.
 * Flood, "Fast Splittable Pseudorandom Number Generators", 2014), written here so that every JDK
 * draws the same; each draw enters the run's hash.
 *
 * @since 0.1.0
 */
public final class DecisionStream {

    /**
     * Sees what is drawn.
     *
     * @hidden
     */
    @Internal
    public interface Observer {

        /**
         * Called when a decision is drawn.
         *
         * @param stream the stream, which has counted this decision already
         * @param drawn the 64 bits that were drawn
         */
        default void onDraw(DecisionStream stream, long drawn) {}
    }

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private final RunHash hash;
    private final Supplier<String> name;
    private long state;
    private long drawn;
    private @Nullable Observer observer;

    DecisionStream(long seed, RunHash hash, Supplier<String> name) {
        this.state = seed;
        this.hash = hash;
        this.name = name;
    }

    void observe(@Nullable Observer newObserver) {
        observer = newObserver;
    }

    /** The finaliser of SplitMix64: a bijection of 64-bit numbers that scatters neighbours. */
    static long scatter(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** Draws 64 uniformly distributed bits. */
    public long nextLong() {
        state += GOLDEN_GAMMA;
        long z = scatter(state);
        drawn++;
        hash.mix(z);
        Observer seen = observer;
        if (seen != null) {
            seen.onDraw(this, z);
        }
        return z;
    }

    /**
     * Draws a number below a bound (D. Lemire's multiply-shift with rejection).
     *
     * @param bound exclusive upper bound, positive
     * @return 0 to {@code bound - 1}
     */
    public long below(long bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound must be positive, but is " + bound);
        }
        long threshold = Long.remainderUnsigned(-bound, bound);
        while (true) {
            long z = nextLong();
            if (Long.compareUnsigned(z * bound, threshold) >= 0) {
                return Math.multiplyHigh(z, bound) + ((z >> 63) & bound);
            }
        }
    }

    /**
     * Draws an index.
     *
     * @param size exclusive upper bound, positive
     * @return 0 to {@code size - 1}
     */
    public int index(int size) {
        return (int) below(size);
    }

    /**
     * Draws a number in a closed range.
     *
     * @param low smallest value
     * @param high largest value, at least {@code low}
     */
    public long between(long low, long high) {
        if (high < low) {
            throw new IllegalArgumentException("high must be at least " + low + ", but is " + high);
        }
        return low + below(high - low + 1);
    }

    /**
     * Draws yes with a probability. Nothing is drawn when the answer is certain.
     *
     * @param ratio the probability of yes
     */
    public boolean chance(Ratio ratio) {
        if (ratio.numerator() == 0) {
            return false;
        }
        return ratio.numerator() == ratio.denominator()
                || below(ratio.denominator()) < ratio.numerator();
    }

    /**
     * Draws one element.
     *
     * @param elements a list that is not empty
     */
    public <T> T pick(List<T> elements) {
        return elements.get(index(elements.size()));
    }

    /**
     * Puts a list into a drawn order (Fisher and Yates).
     *
     * @param elements a modifiable list
     */
    public <T> void shuffle(List<T> elements) {
        for (int i = elements.size() - 1; i > 0; i--) {
            int j = index(i + 1);
            T swapped = elements.get(i);
            elements.set(i, elements.get(j));
            elements.set(j, swapped);
        }
    }

    /** How many times this stream was drawn from. */
    public long drawn() {
        return drawn;
    }

    /** What it decides, and for which incarnation if it belongs to a node. */
    @Override
    public String toString() {
        return name.get();
    }
}
