// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import dev.pekkosim.buggify.Ratio;
import dev.pekkosim.engine.decision.DecisionStream;
import java.util.List;

/**
 * What the body of a run draws from: the seed fixes it, on every machine and JDK, and what Pekko or
 * the application draw does not shift it.
 *
 * @since 0.1.0
 */
public final class SimRandom {

    private final DecisionStream stream;

    SimRandom(DecisionStream stream) {
        this.stream = stream;
    }

    /**
     * Draws a number in a closed range.
     *
     * @param low smallest value
     * @param high largest value, at least {@code low}
     */
    public long between(long low, long high) {
        return stream.between(low, high);
    }

    /**
     * Draws an index.
     *
     * @param size exclusive upper bound, positive
     * @return 0 to {@code size - 1}
     */
    public int index(int size) {
        return stream.index(size);
    }

    /**
     * Draws yes with a probability.
     *
     * @param ratio the probability of yes
     */
    public boolean chance(Ratio ratio) {
        return stream.chance(ratio);
    }

    /**
     * Draws one element.
     *
     * @param elements a list that is not empty
     */
    public <T> T pick(List<T> elements) {
        return stream.pick(elements);
    }

    /**
     * Puts a list into a drawn order.
     *
     * @param elements a modifiable list
     */
    public <T> void shuffle(List<T> elements) {
        stream.shuffle(elements);
    }

    /**
     * Draws a name, such as {@code order-17} of {@code key("order", 50)}.
     *
     * @param prefix what it begins with
     * @param count how many such names there are, positive
     */
    public String key(String prefix, int count) {
        return prefix + "-" + stream.index(count);
    }
}
