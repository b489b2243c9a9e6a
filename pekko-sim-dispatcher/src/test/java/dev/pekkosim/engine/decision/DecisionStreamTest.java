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

    /**
     * A quarter of what is drawn for such a bound must be refused, or low numbers come up more
     * often.
     */
    @Test
    void below_boundJustOverAPowerOfTwo_drawsAgain() {
        DecisionStream stream = stream(7);
        long bound = (1L << 62) + 1;
        List<Long> drawn = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            drawn.add(stream.below(bound));
        }
        assertThat(drawn)
                .containsExactly(
                        4154025436703902337L,
                        2688291482075368051L,
                        2086519961375180918L,
                        1150299863866387076L);
        assertThat(stream.drawn()).isEqualTo(6);
    }

    @Test
    void between_oneNumber_isThatNumber() {
        assertThat(stream(3).between(5, 5)).isEqualTo(5);
    }

    @Test
    void chance_isYesBelowTheNumerator() {
        DecisionStream stream = stream(9);
        DecisionStream same = stream(9);
        List<Boolean> answers = new ArrayList<>();
        List<Boolean> expected = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            answers.add(stream.chance(Ratio.of(1, 3)));
            expected.add(same.below(3) == 0);
        }
        assertThat(answers).isEqualTo(expected).contains(true, false);
    }

    @Test
    void pick_takesTheDrawnIndex() {
        assertThat(stream(7).pick(List.of("a", "b", "c")))
                .isEqualTo(List.of("a", "b", "c").get(stream(7).index(3)));
    }

    @Test
    void firstDraws_goldenValues_neverChange() {
        Decisions decisions = new Decisions(5, new RunHash());

        assertThat(decisions.stream(Purpose.SCHEDULE).nextLong()).isEqualTo(0x562213db21f2ebddL);
        assertThat(decisions.stream(Purpose.APP_RANDOM, 0, 0).nextLong())
                .isEqualTo(0xc9446726f8d7190cL);
        assertThat(decisions.stream(Purpose.APP_RANDOM, 1, 0).nextLong())
                .isEqualTo(0x60311da6ff50f3b8L);
        assertThat(decisions.stream(Purpose.APP_RANDOM, 0, 1).nextLong())
                .isEqualTo(0xd39242890c24fd54L);
        assertThat(decisions.stream(Purpose.FAULT, "partitions").nextLong())
                .isEqualTo(0xcfb26582a236feaaL);
        assertThat(decisions.stepSeed(1)).isEqualTo(0x6915d2a4e1f52d9cL);
        assertThat(decisions.stepSeed(2)).isEqualTo(0xe7acad69905a5aeeL);
    }

    @Test
    void hash_goldenValues_neverChange() {
        RunHash hash = new RunHash();
        List<Long> values = new ArrayList<>();
        for (long number : new long[] {1, 2, -3}) {
            hash.mix(number);
            values.add(hash.value());
        }
        assertThat(values)
                .containsExactly(0xa0f4bfa9f0eb2d37L, 0x341ca5e8e1ed7c09L, 0xc0898394869022b9L);
    }

    @Test
    void draw_entersTheHash_andIsObserved() {
        RunHash hash = new RunHash();
        Decisions decisions = new Decisions(5, hash);
        List<String> seen = new ArrayList<>();
        decisions.name(0, "node-1");
        DecisionStream before = decisions.stream(Purpose.APP_RANDOM, 0, 1);
        decisions.observe(new DecisionStream.Observer() {
            @Override
            public void onDraw(DecisionStream stream, long drawn) {
                seen.add(stream + " " + stream.drawn() + " " + Long.toHexString(drawn));
            }
        });
        before.nextLong();
        decisions.stream(Purpose.FAULT, "partitions").nextLong();
        long drawnBySeven = decisions.stream(Purpose.APP_RANDOM, 7, 0).nextLong();
        decisions.stream(Purpose.SCHEDULE).nextLong();

        assertThat(seen)
                .containsExactly(
                        "app-random node-1#1 1 d39242890c24fd54",
                        "fault partitions 1 cfb26582a236feaa",
                        "app-random node 7 1 " + Long.toHexString(drawnBySeven),
                        "schedule 1 562213db21f2ebdd");
        RunHash expected = new RunHash();
        expected.mix(0xd39242890c24fd54L);
        expected.mix(0xcfb26582a236feaaL);
        expected.mix(drawnBySeven);
        expected.mix(0x562213db21f2ebddL);
        assertThat(hash.value()).isEqualTo(expected.value());
    }

    @Test
    void streamRandom_drawsFromItsStream() {
        StreamRandom random = new StreamRandom(stream(0));

        assertThat(random.nextLong()).isEqualTo(0xe220a8397b1dcdafL);
        assertThat(random.nextInt()).isEqualTo(0x6e789e6a);
        assertThat(random.next(8)).isEqualTo(0x06);
    }
}
