package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.typesafe.config.Config;
import dev.pekkosim.testkit.cluster.SimSetupException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** One seed is one run. */
class DeterminismTest {

    @Test
    void sameSeed_twice_isTheSameRun() {
        RunResult first = run(TestRuns.SEED, "");
        RunResult second = run(TestRuns.SEED, "");
        assertThat(first.faults()).isNotEmpty();
        assertThat(withoutWallTime(second)).isEqualTo(withoutWallTime(first));
    }

    /** It would be green and have looked at nothing. */
    @Test
    void noSeedToVerify_isRefused() {
        Campaign campaign = TestRuns.campaign(1, cluster -> {});
        assertThatExceptionOfType(SimSetupException.class)
                .isThrownBy(() -> Determinism.verify(campaign))
                .withMessage("there must be at least one seed to verify, but there is none");
    }

    /** Such as one that hung: where two executions part says nothing of that. */
    @Test
    void executions_thatEndOtherwise_areToldWithHowTheyEnded() {
        int[] executed = new int[1];
        Campaign campaign = TestRuns.campaign(1, cluster -> {
            if (executed[0]++ == 1) {
                throw new IllegalStateException("the pool is empty");
            }
        });

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Determinism.verify(campaign, TestRuns.SEED))
                .withMessageContaining(
                        "    first       passed\n    second      failed: no exception"
                                + " leaves the body of the run: DeterminismTest.java:")
                .withMessageContaining("the pool is empty");
    }

    @Test
    void otherSeed_isAnotherRun() {
        assertThat(run(TestRuns.SEED + 1, "").hash())
                .isNotEqualTo(run(TestRuns.SEED, "").hash());
    }

    /**
     * Build tools put the jars, whose reference.conf each adds its extensions, in an order of their
     * own.
     */
    @Test
    void orderOfExtensions_changesNothing() {
        String sharding = "org.apache.pekko.cluster.sharding.typed.scaladsl.ClusterSharding$";
        String receptionist = "org.apache.pekko.actor.typed.receptionist.Receptionist$";
        String key = "pekko.actor.typed.library-extensions";

        RunResult one =
                run(TestRuns.SEED, key + " = [\"" + sharding + "\", \"" + receptionist + "\"]");
        RunResult other =
                run(TestRuns.SEED, key + " = [\"" + receptionist + "\", \"" + sharding + "\"]");

        assertThat(withoutWallTime(other)).isEqualTo(withoutWallTime(one));
    }

    @Test
    void logLevel_changesNothing() {
        RunResult silent = run(TestRuns.SEED, "pekko.loglevel = OFF");
        Counting counting = new Counting();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        counting.setContext(root.getLoggerContext());
        counting.start();
        root.addAppender(counting);
        root.setLevel(Level.DEBUG);
        RunResult loud;
        try {
            loud = run(
                    TestRuns.SEED,
                    "pekko.loglevel = DEBUG, pekko.stdout-loglevel = INFO,"
                            + " pekko.cluster.sharding.verbose-debug-logging = on");
        } finally {
            root.setLevel(before);
            root.detachAppender(counting);
        }
        assertThat(counting.count).isGreaterThan(100);
        assertThat(withoutWallTime(loud)).isEqualTo(withoutWallTime(silent));
    }

    /** Counts what is logged. */
    private static final class Counting extends AppenderBase<ILoggingEvent> {

        private int count;

        @Override
        protected void append(ILoggingEvent event) {
            count++;
        }
    }

    /** A sharded cluster that is used while nodes crash and links are cut. */
    private static RunResult run(long seed, String changes) {
        Config config = TestRuns.config(changes);
        return TestRuns.passed(TestRuns.builder(3)
                .clients(1)
                .config(config)
                .body(cluster -> {
                    cluster.startAll(new TestApp()::guardian);
                    cluster.chaos(Chaos.crashPartition());
                    for (int i = 0; i < 30; i++) {
                        askEntity(cluster, "entity-" + i % 10);
                        cluster.sleep(Duration.ofSeconds(1));
                    }
                })
                .build()
                .run(seed));
    }

    private static void askEntity(SimCluster cluster, String id) {
        try {
            TestApp.askEntity(cluster.client(), id, "hello");
        } catch (IllegalStateException e) {
            // a fault came between, in the same way in every execution of the seed
        }
    }

    private static List<Object> withoutWallTime(RunResult result) {
        return List.of(
                result.seed(),
                SeedSequence.format(result.hash()),
                result.steps(),
                result.virtualNanos(),
                result.extent().frames(),
                result.faults(),
                result.operations());
    }
}
