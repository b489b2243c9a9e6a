package dev.pekkosim.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pekkosim.buggify.Ratio;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionStreamTest {

    private static DecisionStream stream(long seed) {
        return new DecisionStream(seed, new RunHash(), () -> "test");
    }

    @Test
    void nextLong_seedZero_isSplitMix64() {
        // the first outputs of SplitMix64 with state 0, as published with the algorithm
        DecisionStream stream = stream(0);
        assertThat(stream.nextLong()).isEqualTo(0xe220a8397b1dcdafL);
        assertThat(stream.nextLong()).isEqualTo(0x6e789e6aa1b965f4L);
        assertThat(stream.nextLong()).isEqualTo(0x06c45d188009454fL);
    }

    @Test
    void below_goldenValues_neverChange() {
        DecisionStream stream = stream(7);
        List<Long> drawn = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            drawn.add(stream.below(1_000));
        }
        assertThat(drawn).containsExactly(389L, 16L, 900L, 582L, 452L, 249L, 467L, 328L);
    }

    @Test
    void below_smallBound_isEven() {
        DecisionStream stream = stream(1);
        int[] counts = new int[3];
        for (int i = 0; i < 30_000; i++) {
            counts[stream.index(3)]++;
        }
        for (int count : counts) {
            assertThat(count).isBetween(9_700, 10_300);
        }
    }

    @Test
    void between_bothEnds_areDrawn() {
        DecisionStream stream = stream(3);
        List<Long> drawn = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            drawn.add(stream.between(-1, 1));
        }
        assertThat(drawn).containsOnly(-1L, 0L, 1L);
    }

    @Test
    void chance_certainAnswers_drawNothing() {
        DecisionStream stream = stream(3);
        assertThat(stream.chance(Ratio.of(0, 4))).isFalse();
        assertThat(stream.chance(Ratio.of(4, 4))).isTrue();
        assertThat(stream.drawn()).isZero();
    }

    @Test
    void shuffle_goldenOrder_neverChanges() {
        List<Integer> cards = new ArrayList<>(List.of(1, 2, 3, 4, 5));
        stream(11).shuffle(cards);
        assertThat(cards).containsExactly(1, 3, 4, 5, 2);
    }

    @Test
    void streams_otherPurposeNodeOrLife_areIndependent() {
        Decisions decisions = new Decisions(5, new RunHash());
        long schedule = decisions.stream(Purpose.SCHEDULE).nextLong();
        assertThat(schedule).isNotEqualTo(decisions.stream(Purpose.TIMER).nextLong());
        long first = decisions.stream(Purpose.APP_RANDOM, 0, 0).nextLong();
        assertThat(first)
                .isNotEqualTo(decisions.stream(Purpose.APP_RANDOM, 1, 0).nextLong());
        assertThat(first)
                .isNotEqualTo(decisions.stream(Purpose.APP_RANDOM, 0, 1).nextLong());
        assertThat(new Decisions(6, new RunHash()).stream(Purpose.SCHEDULE).nextLong())
                .isNotEqualTo(schedule);
    }

    @Test
    void below_zero_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream(1).below(0))
                .withMessage("bound must be positive, but is 0");
    }
}
