package dev.pekkosim.testkit.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pekkosim.testkit.cluster.SimSetupException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {

    @ParameterizedTest
    @CsvSource({"10, 1", "10, 3", "9, 3", "2, 5", "1, 1", "100, 7"})
    void shards_haveEachSeedOnceTogether_andNearlyAsMany(int seeds, int count) {
        List<Long> all = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            Shard shard = new Shard(number, count);
            assertThat(shard.size(seeds)).isBetween(seeds / count, seeds / count + 1);
            LongStream.range(0, shard.size(seeds)).map(shard::indexOf).forEach(all::add);
        }
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, seeds).boxed().toList());
    }

    @Test
    void mostShards_ofMostSeeds_haveOneEach() {
        assertThat(new Shard(1, 999_999_999).size(Integer.MAX_VALUE)).isEqualTo(3);
        assertThat(new Shard(999_999_999, 999_999_999).size(Integer.MAX_VALUE)).isEqualTo(2);
    }

    @Test
    void text_isNumberAndCount() {
        assertThat(Shard.parse("2/8")).contains(new Shard(2, 8));
        assertThat(new Shard(2, 8)).hasToString("2/8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "2", "0/2", "3/2", "-1/2", "1/2/3", "a/b", "1/0", "1/9999999999", " 1/2"
            })
    void otherText_isNone(String text) {
        assertThat(Shard.parse(text)).isEmpty();
    }

    @Test
    void numberPastTheCount_isRefused() {
        assertThatExceptionOfType(SimSetupException.class)
                .isThrownBy(() -> new Shard(3, 2))
                .withMessage("shard must be i/n with i from 1 to n, such as 2/8, but is 3/2");
    }
}
