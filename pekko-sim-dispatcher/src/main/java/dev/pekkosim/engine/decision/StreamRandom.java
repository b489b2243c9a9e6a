// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.decision;

import dev.pekkosim.engine.Internal;
import java.util.Random;

/**
 * A decision stream as a {@link Random}, for code that insists on one.
 *
 * @hidden
 */
@Internal
public final class StreamRandom extends Random {

    private static final long serialVersionUID = 1L;

    private final transient DecisionStream stream;

    /**
     * Creates the generator.
     *
     * @param stream what it draws from
     */
    public StreamRandom(DecisionStream stream) {
        super(0);
        this.stream = stream;
    }

    @Override
    protected int next(int bits) {
        return (int) (stream.nextLong() >>> (Long.SIZE - bits));
    }

    @Override
    public long nextLong() {
        return stream.nextLong();
    }
}
