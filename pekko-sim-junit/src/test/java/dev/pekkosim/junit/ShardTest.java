package dev.pekkosim.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.samples.NeverSample;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.SeedSequence;
import dev.pekkosim.testkit.results.CampaignResults;
import dev.pekkosim.testkit.results.ExitCode;
import dev.pekkosim.testkit.results.MergedShards;
import dev.pekkosim.testkit.results.MergedShards.ShardFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shards of a test, and what they leave for whoever joins them. */
class ShardTest {

    private final Path folder;

    ShardTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Executed shard(Class<?> sample, String method, int number, int count, int seeds) {
        return Executed.of(
                sample,
                method,
                Map.of(
                        "pekko.sim.shard", number + "/" + count,
                        "pekko.sim.seeds", Integer.toString(seeds),
                        "pekko.sim.report-dir", folder.toString()));
    }

    private CampaignResults joined(String test, int count) {
        return MergedShards.of(IntStream.rangeClosed(1, count)
                        .mapToObj(number -> folder.resolve(
                                test + "/shard-" + number + "-of-" + count + ".json"))
                        .map(file -> ShardFile.read(file.toString()))
                        .toList())
                .get(0);
    }

    private static Stream<String> seeds(CampaignResults results) {
        return results.report().runs().stream()
                .map(run -> SeedSequence.format(run.seed()) + " " + run.status());
    }

    /** JUnit asks for all invocations then, before the first has ended. */
    @Test
    void shard_whoseInvocationsAreExecutedAtOnce_leavesTheResultsOfAll() {
        Executed executed = Executed.of(
                FailingSample.class,
                "oneSeedFails",
                Map.of(
                        "junit.jupiter.execution.parallel.enabled", "true",
                        "junit.jupiter.execution.parallel.mode.default", "concurrent",
                        "pekko.sim.shard", "1/1",
                        "pekko.sim.seeds", "3",
                        "pekko.sim.report-dir", folder.toString()));
        assertThat(executed.failed()).isOne();
        CampaignResults all = joined("FailingSample.oneSeedFails", 1);
        assertThat(seeds(all)).hasSize(3);
        assertThat(all.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void shard_leavesItsResults_whichJoinToAllSeeds() {
        assertThat(shard(FailingSample.class, "oneSeedFails", 1, 2, 3).names())
                .containsExactly(
                        "seed " + SeedSequence.format(SeedSequence.seed(0)),
                        "seed " + SeedSequence.format(SeedSequence.seed(2)));
        assertThat(shard(FailingSample.class, "oneSeedFails", 2, 2, 3).failed()).isOne();

        CampaignResults all = joined("FailingSample.oneSeedFails", 2);

        assertThat(seeds(all))
                .containsExactly(
                        "0xe220a8397b1dcdaf PASSED",
                        "0x6e789e6aa1b965f4 FAILED",
                        "0x06c45d188009454f PASSED");
        assertThat(all.exitCode()).isEqualTo(ExitCode.FAILED);
        RunResult failed = all.report().runs().get(1);
        assertThat(all.commands(failed).replay())
                .first()
                .asString()
                .startsWith("mvn test -Dtest=FailingSample#oneSeedFails"
                        + " -Dpekko.sim.seed=0x6e789e6aa1b965f4");
    }

    /** Each shard has too few runs to miss anything, and both together have not. */
    @Test
    void whatNeverHappensInAShard_isNoFailureOfIt_butOfAllOfThem() {
        assertThat(shard(NeverSample.class, "neverHappens", 1, 2, 20).thrown()).isEmpty();
        assertThat(shard(NeverSample.class, "neverHappens", 2, 2, 20).thrown()).isEmpty();

        CampaignResults all = joined("NeverSample.neverHappens", 2);

        assertThat(all.outcome().unmet())
                .singleElement()
                .asString()
                .startsWith("sometimes 'the seed is 0' never held in 20 runs:");
        assertThat(all.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void shardWithoutASeed_isSkipped_andLeavesThatItHasNone() {
        Executed none = shard(PassingSample.class, "clusterForms", 2, 2, 1);
        assertThat(none.names()).containsExactly("no seed");
        assertThat(none.aborted()).isOne();
        shard(PassingSample.class, "clusterForms", 1, 2, 1);

        assertThat(seeds(joined("PassingSample.clusterForms", 2)))
                .containsExactly("0xe220a8397b1dcdaf PASSED");
    }

    @Test
    void campaign_leavesItsResults_too() {
        assertThat(shard(CampaignSample.class, "passes", 1, 3, 2).thrown()).isEmpty();
        assertThat(shard(CampaignSample.class, "passes", 2, 3, 2).thrown()).isEmpty();
        assertThat(shard(CampaignSample.class, "passes", 3, 3, 2).aborted()).isOne();

        assertThat(seeds(joined("CampaignSample.passes", 3))).hasSize(2);
    }
}
