package dev.pekkosim.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What JUnit makes of methods with {@link SimCampaign}. */
class SimCampaignTest {

    @BeforeEach
    void clear() {
        CampaignSample.RUNS.set(0);
    }

    @Test
    void passingCampaign_isOneTest() {
        Executed executed = Executed.of(CampaignSample.class, "passes");

        assertThat(executed.names()).containsExactly("passes()");
        assertThat(executed.thrown()).isEmpty();
        assertThat(CampaignSample.RUNS).hasValue(100);
    }

    @Test
    void failingSeeds_areToldBySignature_withTheShortestRun() {
        assertThat(Executed.of(CampaignSample.class, "twoSignatures").message()).isEqualTo("""
                        6 seeds: 1 passed, 5 failed
                            3 x         assertion in the body of the run: org.opentest4j.AssertionFailedError at
                                          dev.pekkosim.junit.CampaignSample.twoSignatures(CampaignSample.java:20)
                                        0xe220a8397b1dcdaf (1 step), 0x06c45d188009454f (1 step), 0x1b39896a51a8749b (1 step)
                            2 x         no exception leaves the body of the run: java.lang.IllegalStateException at
                                          dev.pekkosim.junit.CampaignSample.twoSignatures(CampaignSample.java:18)
                                        0x6e789e6aa1b965f4 (1 step), 0x53cb9f0c747ea2ea (1 step)
                        seed 0xe220a8397b1dcdaf failed in step 1, at virtual 0.000s: assertion in the body of the run
                            property    assertion in the body of the run
                            message     CampaignSample.java:20: [remainder]\s
                                        expected: 0L
                                         but was: -1L
                            noticed     in step 1, at virtual 0.000s
                            faults      none
                            replay      mvn test -Dtest=CampaignSample#twoSignatures -Dpekko.sim.seed=0xe220a8397b1dcdaf \
                        -Dsurefire.failIfNoSpecifiedTests=false
                            replaced    pekko.loglevel: yours OFF, ours ERROR (With the level OFF Pekko would start no logger, which would be
                                        another run; this one logs nothing)
                            repro       target/pekko-sim/CampaignSample.twoSignatures/0xe220a8397b1dcdaf.repro
                            log         target/pekko-sim/CampaignSample.twoSignatures/0xe220a8397b1dcdaf.log""");
        assertThat(CampaignSample.RUNS).as("6 runs, and 1 for the repro").hasValue(7);
    }

    @Test
    void untilAllSometimesAreReached_endsThen() {
        assertThat(Executed.of(CampaignSample.class, "untilReached").thrown()).isEmpty();
        assertThat(CampaignSample.RUNS.get()).isBetween(1, 100);
    }

    @Test
    void timeBudgetThatIsOver_endsAfterTheFirstRun() {
        assertThat(Executed.of(CampaignSample.class, "withoutTime").thrown()).isEmpty();
        assertThat(CampaignSample.RUNS).hasValue(1);
    }

    @Test
    void failuresEnough_end() {
        assertThat(Executed.of(CampaignSample.class, "stops").message())
                .startsWith("2 of 100 seeds: 0 passed, 2 failed\n");
        assertThat(CampaignSample.RUNS).as("2 runs, and 1 for the repro").hasValue(3);
    }

    @Test
    void oneSeedFromOutside_isAReplay() {
        assertThat(Executed.of(CampaignSample.class, "stops", Map.of("pekko.sim.seed", "42"))
                        .message())
                .startsWith("1 seed: 0 passed, 1 failed\n");
    }
}
