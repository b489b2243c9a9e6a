package dev.pekkosim.transport.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pekkosim.buggify.Ratio;
import dev.pekkosim.engine.Limits;
import dev.pekkosim.engine.decision.DecisionStream;
import dev.pekkosim.engine.decision.Purpose;
import dev.pekkosim.engine.run.Engine;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatencyShapeTest {

    private static final int DRAWS = 100_000;
    private static final long MEAN = 1_000_000;

    @Test
    void fixed_drawsNothing() {
        DecisionStream stream = stream();

        assertThat(LinkLatency.fixed(7).draw(stream)).isEqualTo(7);
        assertThat(LinkLatency.uniform(7, 0).draw(stream)).isEqualTo(7);
        assertThat(stream.drawn()).isZero();
    }

    @Test
    void uniform_fillsItsRange() {
        long[] drawn = draw(new LatencyShape.Uniform(9));

        assertThat(LongStream.of(drawn).distinct().sorted())
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    }

    @Test
    void exponential_hasItsMeanAndTail() {
        long[] drawn = draw(new LatencyShape.Exponential(MEAN));

        assertThat(LongStream.of(drawn).average().orElseThrow())
                .isCloseTo(MEAN, within(MEAN * 0.02));
        assertThat(share(drawn, nanos -> nanos > MEAN)).isCloseTo(Math.exp(-1), within(0.01));
        assertThat(share(drawn, nanos -> nanos > 3 * MEAN)).isCloseTo(Math.exp(-3), within(0.005));
        assertThat(share(drawn, nanos -> nanos < MEAN / 10))
                .isCloseTo(1 - Math.exp(-0.1), within(0.01));
    }

    @Test
    void bimodal_isSlowForItsShare() {
        long[] drawn = draw(new LatencyShape.Bimodal(100, Ratio.of(1, 20), 1_000, 2_000));

        assertThat(LongStream.of(drawn))
                .allMatch(nanos -> nanos <= 100 || (nanos >= 1_000 && nanos <= 2_000));
        assertThat(share(drawn, nanos -> nanos >= 1_000)).isCloseTo(0.05, within(0.005));
    }

    @Test
    void boundsThatMakeNoSense_areRejected() {
        assertThatThrownBy(() -> LinkLatency.exponential(0, 0))
                .hasMessage("the mean of a latency must be positive, but is 0 ns");
        assertThatThrownBy(() -> LinkLatency.uniform(0, -1))
                .hasMessage("the bound of a latency must be positive, but is -1 ns");
        assertThatThrownBy(() -> LinkLatency.bimodal(0, 10, Ratio.of(1, 2), 5, 20))
                .hasMessage("slow latencies must not be below fast ones, but fast are up to 10 ns,"
                        + " slow from 5 to 20 ns");
    }

    private static long[] draw(LatencyShape shape) {
        DecisionStream stream = stream();
        return LongStream.generate(() -> shape.draw(stream)).limit(DRAWS).toArray();
    }

    private static double share(long[] drawn, LongPredicate condition) {
        return (double) LongStream.of(drawn).filter(condition).count() / DRAWS;
    }

    private static DecisionStream stream() {
        return new Engine(1, Limits.DEFAULT).decisions().stream(Purpose.NETWORK);
    }
}
