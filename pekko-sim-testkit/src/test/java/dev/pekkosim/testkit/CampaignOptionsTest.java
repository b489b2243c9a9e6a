package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pekkosim.buggify.Property;
import dev.pekkosim.testkit.campaign.Option;
import dev.pekkosim.testkit.campaign.OptionSource;
import dev.pekkosim.testkit.cluster.SimSetupException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What may be said from outside of the seeds of a campaign. */
class CampaignOptionsTest {

    private static CampaignOptions options(Map<Option, String> given) {
        return CampaignOptions.of(List.of(source("place", given)));
    }

    private static OptionSource source(String name, Map<Option, String> given) {
        return new OptionSource(option -> name, option -> Optional.ofNullable(given.get(option)));
    }

    // ---- where they come from

    @Test
    void highestPlace_wins_andWhatTheCodeSaysIsTheLowest() {
        CampaignOptions options = CampaignOptions.of(List.of(
                        source("first", Map.of(Option.SEEDS, "1")),
                        source("second", Map.of(Option.SEEDS, "2", Option.PARALLEL, "3"))))
                .seeds(4)
                .parallel(4)
                .stopAfterFailures(4);

        assertThat(options.seeds()).isEqualTo(1);
        assertThat(options.parallel()).isEqualTo(3);
        assertThat(options.stopAfterFailures()).isEqualTo(4);
        assertThat(options)
                .hasToString("seeds 1 (first), parallel 3 (second), stop-after-failures 4 (code);"
                        + " by default: chaos swarm, until-sometimes off, until-stable 0,"
                        + " report-dir target/pekko-sim");
    }

    @Test
    void nothingSet_isTheDefault() {
        CampaignOptions options = options(Map.of());

        assertThat(options.seeds()).isEqualTo(20);
        assertThat(options.seedAt(0)).isEqualTo(SeedSequence.seed(0));
        assertThat(options.parallel()).isOne();
        assertThat(options.timeBudget()).isEmpty();
        assertThat(options.stopAfterFailures()).isZero();
        assertThat(options.isUntilSometimesReached()).isFalse();
        assertThat(options.allowedFinds()).isEmpty();
    }

    @Test
    void environment_isAskedForTheKeyInCapitals() {
        OptionSource environment = OptionSource.environment(
                Map.of("PEKKO_SIM_TIME_BUDGET", "90s", "PEKKO_SIM_SEED", "0x2a")::get);

        CampaignOptions options = CampaignOptions.of(List.of(environment));

        assertThat(options.timeBudget()).contains(Duration.ofSeconds(90));
        assertThat(options.seed()).hasValue(42);
        assertThat(options)
                .asString()
                .startsWith("seed 0x2a (environment variable PEKKO_SIM_SEED), time-budget 90s");
    }

    @ParameterizedTest
    @EnumSource
    void systemProperty_ofAnOption_isNoUnknownSetting(Option option) {
        System.setProperty(option.key(), "1");
        try {
            assertThat(configured(option.key() + " = 1").run(1).passed()).isTrue();
        } finally {
            System.clearProperty(option.key());
        }
    }

    @Test
    void optionInTheConfiguration_isRefused() {
        assertThatExceptionOfType(SimSetupException.class)
                .isThrownBy(() -> configured("pekko.sim.seeds = 7"))
                .withMessage("pekko.sim.seeds is no setting of a run but an option, which must be"
                        + " set as a system property or in the environment, but is set in the"
                        + " configuration (String: 1)");
    }

    private static Campaign configured(String settings) {
        return TestRuns.builder(1)
                .config(TestRuns.config(settings))
                .body(cluster -> {})
                .build();
    }

    // ---- what they may be

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SEED                | 0x2g   | seed must be a 64-bit number, decimal or hexadecimal after 0x, but is '0x2g' (place)
            SEEDS               | 0      | seeds must be at least 1, but is 0 (place)
            SEEDS               | many   | seeds must be a whole number, but is many (place)
            PARALLEL            | -1     | parallel must be at least 1, but is -1 (place)
            TIME_BUDGET         | 0s     | time-budget must be longer than nothing, but is 0s (place)
            TIME_BUDGET         | soon   | time-budget must be a length of time such as 90s or 5 minutes, but is soon (place)
            STOP_AFTER_FAILURES | -1     | stop-after-failures must be at least 0, but is -1 (place)
            UNTIL_STABLE        | -1     | until-stable must be at least 0, but is -1 (place)
            SHARD               | 3/2    | shard must be i/n with i from 1 to n, such as 2/8, but is 3/2 (place)
            REPORT_DIR          | ''     | report-dir must be the path of a folder, but is empty (place)
            REPRO               | ''     | repro must be the path of a file, but is empty (place)
            UNTIL_SOMETIMES     | maybe  | until-sometimes must be on or off, but is maybe (place)
            CHAOS               | swarmm | there is no chaos 'swarmm'; did you mean swarm (place)
            """)
    void wrongOption_isOneSentenceWithItsPlace(Option option, String text, String message) {
        assertThatExceptionOfType(SimSetupException.class)
                .isThrownBy(() -> options(Map.of(option, text)))
                .withMessage(message);
    }

    @Test
    void unknownFind_isRefusedWithItsPlace() {
        assertThatExceptionOfType(SimSetupException.class)
                .isThrownBy(() -> options(Map.of(Option.ALLOW_KNOWN_FINDS, "PEKKO-1,PEKKO-99")))
                .withMessageStartingWith("there is no known find 'PEKKO-99'; ")
                .withMessageEndingWith(" (place)");
    }

    @Test
    void chaos_isAlsoNamesOfFamilies() {
        assertThat(Chaos.named("crashes,partitions").families())
                .extracting(family -> family.name())
                .containsExactly("crashes", "partitions");
        assertThat(Chaos.named("swarm")).extracting(Chaos::name).isEqualTo("swarm");
    }

    // ---- what they do

    @Test
    void campaign_endsAfterFailures_andTellsHowToReplayOne() {
        Campaign campaign = TestRuns.campaign(1, cluster -> {
            throw new IllegalStateException("as ever");
        });

        CampaignReport report = campaign.run(options(Map.of()).stopAfterFailures(3));

        assertThat(report.runs()).hasSize(3);
        assertThat(campaign.isPassed(report)).isFalse();
        assertThat(campaign.text(report))
                .startsWith("3 seeds: 0 passed, 3 failed\n    3 x         ")
                .contains("\n    replay      -Dpekko.sim.seed=0x");
    }

    @Test
    void campaign_whoseRunsEndBeforeTheirFirstFault_saysSo() {
        Campaign brief = TestRuns.campaign(2, chaosFor(Duration.ofMillis(1)));
        Campaign lasting = TestRuns.campaign(2, chaosFor(Duration.ofMinutes(2)));
        CampaignOptions options = options(Map.of()).seeds(2);

        assertThat(brief.text(brief.run(options)))
                .startsWith("2 seeds: 2 passed, 0 failed\n    no fault    in 2 of 2 runs, though");
        assertThat(lasting.text(lasting.run(options))).isEqualTo("2 seeds: 2 passed, 0 failed");
    }

    private static Body chaosFor(Duration time) {
        return cluster -> {
            cluster.startAll(Behaviors::empty);
            cluster.chaos(Chaos.crashPartition());
            cluster.sleep(time);
            cluster.heal();
        };
    }

    @Test
    void campaign_ofOneSeed_runsItAlone() {
        Campaign campaign = TestRuns.campaign(1, cluster -> {});

        assertThat(campaign.run(options(Map.of()).seed(42)).runs())
                .extracting(RunResult::seed)
                .containsExactly(42L);
    }

    @Test
    void timeBudgetThatIsOver_endsAfterTheFirstRun() {
        Campaign campaign = TestRuns.campaign(1, cluster -> {});

        assertThat(campaign.run(options(Map.of()).timeBudget(Duration.ofNanos(1)))
                        .runs())
                .hasSize(1);
    }

    @Test
    void wrongSetup_isNotRepeated() {
        Campaign campaign = TestRuns.campaign(1, cluster -> cluster.node("none"));

        assertThat(campaign.run(options(Map.of())).runs()).hasSize(1);
    }

    @Test
    void shards_ofACampaign_runEachSeedOnceTogether() {
        Campaign campaign = TestRuns.campaign(1, cluster -> {});
        List<Long> seeds = new ArrayList<>();
        for (int number = 1; number <= 3; number++) {
            CampaignReport part = campaign.run(options(Map.of()).seeds(7).shard(number, 3));
            part.runs().forEach(run -> seeds.add(run.seed()));
        }
        assertThat(seeds)
                .containsExactlyInAnyOrderElementsOf(
                        campaign.run(options(Map.of()).seeds(7)).runs().stream()
                                .map(RunResult::seed)
                                .toList());
    }

    @Test
    void shardWithoutASeed_runsNone_andOneSeedIsRunInEachShard() {
        Campaign campaign = TestRuns.campaign(1, cluster -> {});

        assertThat(campaign.run(options(Map.of()).seeds(1).shard(2, 2)).runs()).isEmpty();
        assertThat(campaign.run(options(Map.of()).seed(42).shard(2, 2)).runs())
                .extracting(RunResult::seed)
                .containsExactly(42L);
    }

    @Test
    void whatNeverHappensInAShard_isNotUnmet() {
        Campaign campaign = TestRuns.campaign(
                1, cluster -> Property.sometimes(cluster.seed() == 0, "the seed of a shard is 0"));

        CampaignReport all = campaign.run(options(Map.of()).seeds(40));
        CampaignReport part = campaign.run(options(Map.of()).seeds(40).shard(1, 2));

        assertThat(campaign.unmet(all))
                .anyMatch(unmet -> unmet.startsWith(
                        "sometimes 'the seed of a shard is 0' never held in 40 runs"));
        assertThat(part.runs()).hasSize(20);
        assertThat(campaign.unmet(part)).isEmpty();
        assertThat(campaign.isPassed(part)).isTrue();
    }

    @Test
    void coverageThatIsStable_endsTheCampaign() {
        AtomicInteger runs = new AtomicInteger();
        Campaign campaign = TestRuns.builder(1)
                .config(TestRuns.config("pekko.sim.canary = 0"))
                .body(cluster -> Property.sometimesEach(
                        Math.min(3, runs.incrementAndGet()), "the number of the run up to 3"))
                .build();

        CampaignReport report = campaign.run(options(Map.of()).untilCoverageStable(4, 1_000));

        assertThat(report.runs()).as("3 with news, and 4 without").hasSize(7);
    }

    @Test
    void failedRun_leavesARepro_andAKeptOneIsRunFirst(@TempDir Path folder) throws IOException {
        Campaign campaign = TestRuns.campaign(1, cluster -> {
            throw new IllegalStateException("as ever");
        });
        CampaignOptions options = CampaignOptions.of(List.of(
                source("place", Map.of(Option.REPORT_DIR, folder.resolve("left").toString()))));
        CampaignReport first = campaign.run(options.seed(42));

        String text = campaign.text(first, options);

        Path left = folder.resolve("left/test/0x000000000000002a.repro");
        assertThat(text).endsWith("\n    repro       " + left);
        Files.createDirectories(folder.resolve("kept/repros"));
        Files.move(left, folder.resolve("kept/repros/mine.repro"));
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        URL[] kept = {folder.resolve("kept").toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(kept, before)) {
            thread.setContextClassLoader(loader);
            assertThat(campaign.run(options.seeds(2)).runs())
                    .extracting(RunResult::seed)
                    .containsExactly(42L, SeedSequence.seed(0), SeedSequence.seed(1));
            assertThat(campaign.run(options.seed(7)).runs())
                    .extracting(RunResult::seed)
                    .containsExactly(7L);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
