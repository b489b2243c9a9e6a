package dev.pekkosim.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.buggify.Property;
import dev.pekkosim.engine.Failure.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;

class ViolationsTest {

    /** Counts once a second; 3 and 5 are wrong, and from 7 on each number is. */
    private static Behavior<Integer> counting() {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerAtFixedRate(1, Duration.ofSeconds(1));
            int[] count = {0};
            return Behaviors.receive(Integer.class)
                    .onMessage(Integer.class, one -> {
                        count[0]++;
                        Property.always(count[0] != 3, "the count is not 3");
                        Property.always(count[0] != 5, "the count is not 5");
                        Property.always(count[0] < 7, "the count is below 7");
                        return Behaviors.same();
                    })
                    .build();
        }));
    }

    private static Checker checker(String property, String violation) {
        return new Checker() {
            @Override
            public String property() {
                return property;
            }

            @Override
            public Optional<String> violation(SimCluster cluster) {
                return Optional.of(violation);
            }
        };
    }

    private static List<String> properties(RunResult result) {
        return result.violations().stream()
                .map(violation -> violation.failure().property())
                .toList();
    }

    @Test
    void run_goesOnAfterAViolation_andTellsAll() {
        RunResult result = TestRuns.campaign(1, cluster -> {
                    cluster.startAll(ViolationsTest::counting);
                    cluster.sleep(Duration.ofMillis(5_500));
                    cluster.heal();
                })
                .run(1);

        assertThat(properties(result)).containsExactly("the count is not 3", "the count is not 5");
        assertThat(result.report())
                .contains("property    the count is not 3\n")
                .contains("also        the count is not 5: ");
    }

    @Test
    void run_endsWithThePhaseInWhichSomethingWasViolated() {
        List<String> reached = new ArrayList<>();
        RunResult result = TestRuns.campaign(1, cluster -> {
                    cluster.startAll(ViolationsTest::counting);
                    cluster.sleep(Duration.ofMillis(3_500));
                    reached.add("end of chaos");
                    cluster.heal();
                    reached.add("check");
                })
                .run(1);

        assertThat(properties(result)).containsExactly("the count is not 3");
        assertThat(reached).containsExactly("end of chaos");
    }

    @Test
    void run_endsSoonAfterItsFirstViolation() {
        RunResult result = TestRuns.campaign(1, cluster -> {
                    cluster.startAll(ViolationsTest::counting);
                    cluster.sleep(Duration.ofHours(1));
                })
                .run(1);

        assertThat(Duration.ofNanos(result.virtualNanos()))
                .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(80));
        assertThat(properties(result))
                .containsExactly(
                        "the count is not 3", "the count is not 5", "the count is below 7");
        assertThat(result.violations().get(2).times()).isGreaterThan(50);
    }

    @Test
    void run_thatIsToEndAtItsFirstViolation_doesSo() {
        RunResult result = TestRuns.builder(1)
                .config(TestRuns.config("pekko.sim.violations.more = 0"))
                .body(cluster -> {
                    cluster.startAll(ViolationsTest::counting);
                    cluster.sleep(Duration.ofHours(1));
                })
                .build()
                .run(1);

        assertThat(properties(result)).containsExactly("the count is not 3");
        assertThat(Duration.ofNanos(result.virtualNanos())).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void checkers_areAllLookedAt() {
        RunResult result = TestRuns.campaign(1, cluster -> {
                    cluster.startAll(new TestApp()::guardian);
                    cluster.check(checker("money is conserved", "10 are missing"));
                    cluster.check(checker("no account is overdrawn", "one has -3"));
                })
                .run(1);

        assertThat(properties(result))
                .containsExactly("money is conserved", "no account is overdrawn");
    }

    @Test
    void exceptionOfAFuture_isUnwrapped_andBeginsWithTheLineOfTheBody() {
        RunResult result = TestRuns.campaign(1, cluster -> {
                    throw new CompletionException(new IllegalStateException("no funds"));
                })
                .run(1);

        assertThat(result.failure()).isNotNull();
        assertThat(result.failure().kind()).isEqualTo(Kind.EXCEPTION);
        assertThat(result.failure().property())
                .isEqualTo("no exception leaves the body of the run");
        assertThat(requireNonNull(result.failure()).message())
                .matches(
                        "ViolationsTest\\.java:\\d+: java\\.lang\\.IllegalStateException: no funds");
    }

    @Test
    void exceptionOfAJoin_namesTheLineThatJoined() {
        RunResult result = TestRuns.campaign(1, cluster -> {
                    CompletableFuture.failedFuture(new IllegalStateException("no funds"))
                            .join();
                })
                .run(1);

        assertThat(requireNonNull(result.failure()).message())
                .matches(
                        "ViolationsTest\\.java:\\d+: java\\.lang\\.IllegalStateException: no funds");
    }

    /** What was pending, and which find it is, is looked for whatever ends the body. */
    @Test
    void exceptionInTheBody_tellsWhatWasPending() {
        RunResult result = TestRuns.campaign(2, cluster -> {
                    cluster.startAll(new TestApp()::guardian);
                    var unused = TestApp.say(
                            cluster.node("node-1").system(),
                            TestApp.actor(cluster.node("node-1").system(), "node-2", "nobody"),
                            "hello");
                    cluster.sleep(Duration.ofMillis(100));
                    throw new IllegalStateException("no funds");
                })
                .run(1);

        assertThat(result.pending()).anyMatch(line -> line.contains("1 ask without an answer"));
    }

    @Test
    void campaign_groupsFailingSeedsBySignature_fewestStepsFirst() {
        Campaign campaign = TestRuns.campaign(1, cluster -> {
            cluster.startAll(ViolationsTest::counting);
            cluster.sleep(Duration.ofSeconds(cluster.seed() % 2 == 0 ? 4 : 6));
            cluster.heal();
        });
        CampaignReport report = new CampaignReport(
                "test", LongStream.rangeClosed(1, 4).mapToObj(campaign::run).toList(), 1);

        assertThat(report.failuresBySignature().keySet())
                .extracting(Signature::property)
                .containsExactly("the count is not 3", "the count is not 5");
        assertThat(report.failuresBySignature().values())
                .extracting(List::size)
                .containsExactly(4, 2);
        assertThat(report.failuresBySignature().values())
                .allSatisfy(
                        runs -> assertThat(runs).extracting(RunResult::steps).isSorted());
    }

    @Test
    void signature_ofAnException_hasItsClassAndTheApplicationsFrame() {
        RunResult result = TestRuns.campaign(1, cluster -> {
                    throw new IllegalStateException("no funds");
                })
                .run(1);

        assertThat(result.violations().get(0).signature().subject())
                .matches(
                        "java\\.lang\\.IllegalStateException at"
                                + " dev\\.pekkosim\\.testkit\\.ViolationsTest\\..*\\(ViolationsTest\\.java:\\d+\\)");
    }

    @Test
    void violatedRun_isTheSameTwice() {
        Campaign campaign = TestRuns.campaign(2, cluster -> {
            cluster.startAll(ViolationsTest::counting);
            cluster.sleep(Duration.ofHours(1));
        });
        RunResult one = campaign.run(1);

        assertThat(one.violations()).isNotEmpty();
        assertThat(campaign.run(1).hash()).isEqualTo(one.hash());
    }

    /** It is noticed by the thread that waits, which holds no baton. */
    @Test
    void interruptedRun_endsAtOnce() {
        Thread waiting = Thread.currentThread();
        Campaign campaign = TestRuns.campaign(1, cluster -> {
            waiting.interrupt();
            cluster.startAll(new TestApp()::guardian);
            cluster.sleep(Duration.ofHours(1));
        });
        try {
            RunResult result = campaign.execute(1);

            assertThat(properties(result)).containsExactly("the run is not interrupted");
        } finally {
            Thread.interrupted();
        }
    }
}
