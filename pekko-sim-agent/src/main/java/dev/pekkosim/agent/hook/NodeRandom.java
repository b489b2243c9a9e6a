// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

import java.util.Random;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What {@code new Random()} makes. On a {@link SimThread} it draws from the app-random stream of
 * the node whose step runs, so that one which the application keeps in a static field takes nothing
 * from one run into the next. On any other thread, and once it was given a seed, it is a
 * {@code Random} like every other.
 */
final class NodeRandom extends Random {

    private static final long serialVersionUID = 1L;

    private final boolean isMade;
    private boolean isSeeded;

    NodeRandom() {
        super(new SplittableRandom().nextLong());
        isMade = true;
    }

    /** The carrier to draw from, or null if this generator draws its own numbers. */
    @Nullable
    SimThread drawing() {
        return !isSeeded && Thread.currentThread() instanceof SimThread t ? t : null;
    }

    @Override
    public synchronized void setSeed(long seed) {
        isSeeded = isMade; // the superclass's constructor sets one, too
        super.setSeed(seed);
    }

    @Override
    protected int next(int bits) {
        SimThread t = drawing();
        return t == null ? super.next(bits) : (int) (t.draw() >>> (Long.SIZE - bits));
    }
}
