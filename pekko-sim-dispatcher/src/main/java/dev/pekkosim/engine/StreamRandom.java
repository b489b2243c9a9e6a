package dev.pekkosim.engine;

import java.util.Random;

/** The app-random stream as a {@link Random}, for code that insists on one. */
final class StreamRandom extends Random {

    private static final long serialVersionUID = 1L;

    private final transient DecisionStream stream;

    StreamRandom(DecisionStream stream) {
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
