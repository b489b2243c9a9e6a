package dev.pekkosim.junit;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.pekkosim.samples.NeverSample;
import dev.pekkosim.samples.SometimesSample;
import dev.pekkosim.testkit.SeedSequence;
import dev.pekkosim.testkit.SimClusterTestKit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.AssertionFailedError;
import org.slf4j.LoggerFactory;

/** What JUnit makes of methods with {@link SimTest}. */
class SimTestTest {

    private static final String SEED = "pekko.sim.seed";

    @BeforeEach
    void clear() {
        PassingSample.SEEN.clear();
    }

    // ---- what is run

    @Test
    void passingRuns_areAnInvocationForEachSeed() {
        Executed executed = Executed.of(PassingSample.class, "clusterForms");

        assertThat(executed.names()).containsExactlyElementsOf(seeds(3));
        assertThat(executed.thrown()).isEmpty();
        assertThat(PassingSample.SEEN)
                .containsExactly("[node-1, node-2] 1", "[node-1, node-2] 1", "[node-1, node-2] 1");
    }

    private static List<String> seeds(int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> "seed " + SeedSequence.format(SeedSequence.seed(index)))
                .toList();
    }

    @Test
    void parameters_areThoseOfTheRun_besideJUnitsOwn() {
        assertThat(Executed.of(PassingSample.class, "parameters").thrown()).isEmpty();
        List<String> first = List.copyOf(PassingSample.SEEN);
        PassingSample.SEEN.clear();
        assertThat(Executed.of(PassingSample.class, "parameters").thrown()).isEmpty();

        assertThat(first).containsExactlyElementsOf(PassingSample.SEEN).doesNotHaveDuplicates();
        assertThat(first.get(0)).matches("0xe220a8397b1dcdaf node-1 key-\\d+ parameters");
        assertThat(first.get(0).split(" ", -1)[2]).isNotEqualTo(first.get(1).split(" ", -1)[2]);
    }

    @Test
    void node_isTheOneThatIsNamed() {
        assertThat(Executed.of(PassingSample.class, "nodeByItsName").thrown()).isEmpty();
        assertThat(PassingSample.SEEN).containsExactly("client-1 node-2");
    }

    @Test
    void annotationOfOnesOwn_standsForIt() {
        assertThat(Executed.of(PassingSample.class, "annotationOfOnesOwn").tests())
                .isOne();
        assertThat(PassingSample.SEEN).containsExactly("[node-1, node-2]");
    }

    @Test
    void moreThanAHundredSeeds_areOneInvocation() {
        Executed executed = Executed.of(PassingSample.class, "manySeeds");

        assertThat(executed.names()).containsExactly("101 seeds");
        assertThat(executed.thrown()).isEmpty();
        assertThat(PassingSample.SEEN).hasSize(101).doesNotHaveDuplicates();
    }

    @Test
    void methodThatAborts_isAborted() {
        Executed executed = Executed.of(PassingSample.class, "notForHereAndNow");

        assertThat(executed.aborted()).isEqualTo(2);
        assertThat(executed.thrown()).isEmpty();
    }

    @Test
    void chaosWithoutArgument_isThatOfTheOptions() {
        assertThat(Executed.of(PassingSample.class, "chaos").thrown()).isEmpty();
        assertThat(Executed.of(PassingSample.class, "chaos", Map.of("pekko.sim.chaos", "none"))
                        .thrown())
                .isEmpty();

        assertThat(PassingSample.SEEN).containsExactly("faults", "no fault");
    }

    // ---- what a failing run says

    @Test
    void failingSeed_throwsTheReport_withTheCommandsThatReplayIt() {
        Executed executed = Executed.of(FailingSample.class, "oneSeedFails");

        assertThat(executed.tests()).isEqualTo(3);
        assertThat(executed.message()).isEqualTo("""
                        seed 0x6e789e6aa1b965f4 failed in step 1, at virtual 0.000s: assertion in the body of the run
                            property    assertion in the body of the run
                            message     FailingSample.java:26: [balance]\s
                                        expected: 10
                                         but was: 7
                            noticed     in step 1, at virtual 0.000s
                            faults      none
                            replay      mvn test -Dtest=FailingSample#oneSeedFails -Dpekko.sim.seed=0x6e789e6aa1b965f4 \
                        -Dsurefire.failIfNoSpecifiedTests=false
                            replaced    pekko.loglevel: yours OFF, ours ERROR (With the level OFF Pekko would start no logger, which would be
                                        another run; this one logs nothing)
                            repro       target/pekko-sim/FailingSample.oneSeedFails/0x6e789e6aa1b965f4.repro
                            log         target/pekko-sim/FailingSample.oneSeedFails/0x6e789e6aa1b965f4.log""");
        assertThat(executed.thrown().get(0))
                .isInstanceOfSatisfying(AssertionFailedError.class, error -> {
                    assertThat(error.getExpected().getStringRepresentation()).isEqualTo("10");
                    assertThat(error.getActual().getStringRepresentation()).isEqualTo("7");
                    assertThat(error.getStackTrace())
                            .anyMatch(frame ->
                                    frame.getClassName().equals(FailingSample.class.getName()));
                });
    }

    @Test
    void propertyViolatedOnANode_isToldWithNodeStepTimeAndFaults() {
        String message =
                Executed.of(FailingSample.class, "propertyIsViolatedOnANode").message();

        assertThat(message.replaceAll("\\bstep \\d[\\d,]*,", "step N,")
                        .replaceAll("\\d+\\.\\d{3}s +\\d+", "N.Ns  N")
                        .replaceAll("\\d+\\.\\d{3}s", "N.Ns")
                        .replaceAll("(?m)^ +N.Ns  N  (?! *code of the body$).*\n", ""))
                .isEqualTo("""
                        seed 0xe220a8397b1dcdaf failed in step N, at virtual N.Ns: money is conserved
                            property    money is conserved
                            message     alwaysOrUnreachable does not hold on node-1, at FailingSample.java:41: expected = 5, actual = 4
                            noticed     in step N, at virtual N.Ns, on node-1
                            last steps            node-1                                   node-2
                                N.Ns  N  code of the body
                            faults      1 applied
                                             N.Ns  crash node-2 (host)
                            replay      mvn test -Dtest=FailingSample#propertyIsViolatedOnANode \
                        -Dpekko.sim.seed=0xe220a8397b1dcdaf -Dsurefire.failIfNoSpecifiedTests=false
                            replaced    pekko.loglevel: yours OFF, ours ERROR (With the level OFF Pekko would start no logger, which would be
                                        another run; this one logs nothing)
                            repro       target/pekko-sim/FailingSample.propertyIsViolatedOnANode/0xe220a8397b1dcdaf.repro
                            log         target/pekko-sim/FailingSample.propertyIsViolatedOnANode/0xe220a8397b1dcdaf.log""");
    }

    /** JUnit counts machine time, so the run has no repro; it was not another one. */
    @Test
    void runThatJUnitInterrupts_isToldSo() {
        Throwable thrown =
                Executed.of(FailingSample.class, "tooLateForJUnit").thrown().get(0);

        assertThat(thrown).isInstanceOf(TimeoutException.class);
        assertThat(thrown.getSuppressed()[0])
                .hasMessageContaining("property    the run is not interrupted")
                .hasMessageContaining("repro       none, since the test was interrupted, as by a"
                        + " time limit of JUnit, which counts machine time");
    }

    @Test
    void seedFromOutside_isTheOnlyOneThatIsRun() {
        Executed executed = Executed.of(
                FailingSample.class, "oneSeedFails", Map.of(SEED, "0x6e789e6aa1b965f4"));

        assertThat(executed.names()).containsExactly("seed 0x6e789e6aa1b965f4");
        assertThat(executed.failed()).isOne();
    }

    @Test
    void systemProperty_winsOverJUnitsConfiguration_andItsNameIsNoUnknownSetting() {
        System.setProperty(SEED, "0x2a");
        try {
            Executed executed = Executed.of(
                    FailingSample.class, "oneSeedFails", Map.of(SEED, "0x6e789e6aa1b965f4"));

            assertThat(executed.thrown()).isEmpty();
            assertThat(executed.names()).containsExactly("seed 0x000000000000002a");
        } finally {
            System.clearProperty(SEED);
        }
    }

    @Test
    void moreSeedsFromOutside_areRun() {
        assertThat(Executed.of(FailingSample.class, "oneSeedFails", Map.of("pekko.sim.seeds", "7"))
                        .tests())
                .isEqualTo(7);
    }

    @Test
    void failuresEnough_noMoreSeedBegins() {
        assertThat(Executed.of(FailingSample.class, "allSeedsFail").failed()).isEqualTo(5);
        assertThat(Executed.of(
                                FailingSample.class,
                                "allSeedsFail",
                                Map.of("pekko.sim.stop-after-failures", "2"))
                        .failed())
                .isEqualTo(2);
    }

    @Test
    void hang_fails() {
        assertThat(Executed.of(FailingSample.class, "nothingCanHappen").message())
                .contains("nothing can happen any more: no step is ready, no timer is set");
    }

    @Test
    void threadOfNoRun_fails() throws InterruptedException {
        Thread outsider = Outsider.start();
        String message = Executed.of(FailingSample.class, "threadOfNoRun").message();
        outsider.join();

        assertThat(message).contains("an outsider");
    }

    @Test
    void waitForADeadNode_fails() {
        assertThat(Executed.of(FailingSample.class, "waitsForADeadNode").message())
                .contains("none can come any more: node-1,")
                .contains("through whose actor system was asked, has ended");
    }

    @Test
    void whatNeverHappens_isOneMoreFailure() {
        Executed executed = Executed.of(NeverSample.class, "neverHappens");

        assertThat(executed.tests()).isEqualTo(21);
        assertThat(executed.message())
                .startsWith("sometimes 'the seed is 0' never held in 20 runs: dev.pekkosim.samples."
                        + "NeverSample.neverHappens (NeverSample.java:");
    }

    /** NeverSample and both methods are loaded by then, in any order of tests. */
    @Test
    void whatAnotherTestOfThePackageStates_isNotMissed() {
        Executed.of(NeverSample.class, "neverHappens");

        assertThat(Executed.of(SometimesSample.class, "happens").thrown()).isEmpty();
        assertThat(Executed.of(SometimesSample.class, "alsoHappens").thrown()).isEmpty();
    }

    @Test
    void knownFind_failsUnlessItIsAllowed() {
        assertThat(Executed.of(KnownFindSample.class, "notAllowed").message())
                .startsWith("seed 0xe220a8397b1dcdaf shows known finds in step ")
                .contains("\n    known find  PEKKO-6 ");
        assertThat(Executed.of(KnownFindSample.class, "allowed").thrown()).isEmpty();
        assertThat(Executed.of(
                                KnownFindSample.class,
                                "notAllowed",
                                Map.of("pekko.sim.allow-known-finds", "PEKKO-6"))
                        .thrown())
                .isEmpty();
    }

    // ---- what cannot be

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            noSeeds          | seeds must be at least 1, but is 0 (@SimTest)
            negativeNodes    | nodes must be at least 1, but is -1 (@SimTest)
            negativeClients  | clients must not be negative, but is -2 (@SimTest)
            unknownChaos     | there is no chaos 'swarmm'; did you mean swarm (@SimTest)
            noneAtOnce       | parallel must be at least 1, but is 0 (@SimCampaign)
            wrongBudget      | time-budget must be a length of time such as 90s or 5 minutes, but is soon (@SimCampaign)
            negativeFailures | stop-after-failures must be at least 0, but is -1 (@SimCampaign)
            """)
    void wrongValue_isOneSentence(String method, String message) {
        Executed.of(WrongSample.class, method).assertRefused(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            unknownFind   | there is no known find 'PEKKO-99'; the known finds are
            unknownConfig | configuration 'no-such' cannot be read:
            wrongSystem   | the campaign's name must be letters, digits and hyphens, but is 'a b'
            whichNode     | a parameter of type SimNode must have @NodeNamed unless there is one server node, but there are
            unknownNode   | there is no node 'node-3'; the nodes are [node-1, node-2]
            """)
    void wrongName_isTold(String method, String message) {
        assertThat(Executed.of(WrongSample.class, method).message()).contains(message);
    }

    @Test
    void replacedSetting_isLoggedOnce() {
        Logger logger = (Logger) LoggerFactory.getLogger(SimClusterTestKit.class);
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        logger.addAppender(logged);
        logger.setLevel(Level.INFO);
        try {
            Executed.of(PassingSample.class, "clusterForms");
        } finally {
            logger.setLevel(null);
            logger.detachAppender(logged);
        }
        assertThat(logged.list)
                .singleElement()
                .asString()
                .contains("campaign test replaces pekko.loglevel: yours OFF, ours ERROR");
    }

    @Test
    void wrongValueFromOutside_namesItsPlace() {
        assertThat(Executed.of(FailingSample.class, "oneSeedFails", Map.of("pekko.sim.seeds", "x"))
                        .message())
                .isEqualTo("seeds must be a whole number, but is x"
                        + " (JUnit's configuration parameter pekko.sim.seeds)");
    }
}
