package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.TestApp.Said;
import dev.pekkosim.testkit.cluster.RunProperties;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalatest.exceptions.TestCanceledException;
import org.scalatest.exceptions.TestFailedException;

/** What a body asks, and what it is told when no answer comes. */
class AnswersTest {

    private final TestApp app = new TestApp();

    private static CompletionStage<Said> say(SimCluster cluster, String actor) {
        ActorSystem<?> system = cluster.node("node-1").system();
        return TestApp.say(system, TestApp.actor(system, "node-2", actor), "hello");
    }

    @Test
    void ask_returnsTheAnswer_whenItComes() {
        TestRuns.passes(2, cluster -> {
            cluster.startAll(app::guardian);
            Duration begun = cluster.virtualTime();
            assertThat(cluster.ask(say(cluster, "echo")).text()).isEqualTo("hello");
            assertThat(cluster.virtualTime().minus(begun)).isLessThan(Duration.ofMillis(20));
        });
    }

    @Test
    void ask_ofANodeThatDied_tellsWhatWasAskedOfWhom_andWhatHappened() {
        Failure failure = TestRuns.fails(2, cluster -> {
            cluster.startAll(app::guardian);
            cluster.sleep(Duration.ofSeconds(10));
            CompletionStage<Said> asked = say(cluster, "echo");
            cluster.node("node-2").crashHost();
            cluster.ask(asked);
        });
        assertThat(failure.kind()).isEqualTo(Failure.Kind.PROPERTY);
        assertThat(failure.property()).isEqualTo(RunProperties.BODY_ASKS);
        assertThat(withoutNumbers(failure.message())).isEqualTo("""
                        AnswersTest.java:N: no answer within 5 virtual seconds to\
                         dev.pekkosim.testkit.TestApp$Say from\
                         Actor[pekko://test@node-2:17355/user/echo#N], asked at virtual N.Ns through\
                         node-1
                        down: node-2
                        faults since:
                          N.Ns crash node-2 (host)""");
    }

    /** Of lines, uids and times, which a change of anything before moves. */
    private static String withoutNumbers(String text) {
        return text.replaceAll("java:\\d+", "java:N")
                .replaceAll("#-?\\d+", "#N")
                .replaceAll("\\d+\\.\\d{3}s", "N.Ns")
                .replaceAll("/temp/nobody\\S+", "/temp/nobody\\$x");
    }

    @Test
    void ask_ofAnEntityBehindAPause_tellsWhatIsPending() {
        Failure failure = TestRuns.fails(2, cluster -> {
            cluster.startAll(app::guardian);
            cluster.sleep(Duration.ofSeconds(10));
            cluster.node("node-1").pause();
            cluster.ask(TestApp.sayTo(cluster.node("node-2").system(), false, "new", "hello"));
        });
        assertThat(failure.message().lines().toList()).hasSize(6).satisfies(lines -> {
            assertThat(lines.get(0))
                    .matches("AnswersTest\\.java:\\d+: no answer within 5 virtual seconds"
                            + " to dev\\.pekkosim\\.testkit\\.TestApp\\$Say from"
                            + " EntityRef\\(.*entity.*, new\\), asked at virtual [0-9.]+s"
                            + " through node-2");
            assertThat(lines.get(1)).isEqualTo("paused: node-1");
            assertThat(lines.get(2)).isEqualTo("faults since:");
            assertThat(lines.get(3)).matches("  [0-9.]+s pause node-1");
            assertThat(lines.get(4)).isEqualTo("pending:");
            assertThat(lines.get(5))
                    .startsWith("  node-2: /system/sharding/entity buffers 1 message for");
        });
    }

    @Test
    void ask_throughANodeThatEnded_namesIt() {
        Failure failure = TestRuns.fails(2, cluster -> {
            cluster.startAll(app::guardian);
            CompletionStage<Said> asked = say(cluster, "nobody");
            cluster.node("node-1").crashProcess();
            cluster.ask(asked);
        });
        assertThat(failure.property()).isEqualTo(RunProperties.BODY_ASKS);
        assertThat(withoutNumbers(failure.message())).isEqualTo("""
                        AnswersTest.java:N: no answer from\
                         Actor[pekko://test@node-2:17355/user/nobody#N] within 5000 ms to\
                         dev.pekkosim.testkit.TestApp$Say, and none can come any more: node-1,\
                         through whose actor system was asked, has ended
                        down: node-1
                        faults since:
                          N.Ns crash node-1 (process)""");
    }

    @Test
    void ask_throughANodeThatIsDown_isRefused() {
        Failure failure = TestRuns.fails(2, cluster -> {
            cluster.startAll(app::guardian);
            cluster.node("node-1").crashProcess();
            cluster.ask(say(cluster, "echo"));
        });
        assertThat(failure.message())
                .matches("AnswersTest\\.java:\\d+: \\S+NoSystemException: node-1 has no actor"
                        + " system: it is down; restart it, or go through a node that runs");
    }

    @Test
    void ask_whichIsNotAnsweredWithinItsBound_namesTheOpenAsks() {
        Failure failure = TestRuns.fails(2, cluster -> {
            cluster.startAll(app::guardian);
            cluster.sleep(Duration.ofSeconds(10));
            cluster.ask(Duration.ofSeconds(1), say(cluster, "nobody"));
        });
        assertThat(withoutNumbers(failure.message())).isEqualTo("""
                        AnswersTest.java:N: no answer came within 1 virtual second; the body has\
                         asked:
                          dev.pekkosim.testkit.TestApp$Say from\
                         Actor[pekko://test@node-2:17355/user/nobody#N], asked at virtual N.Ns\
                         through node-1
                        pending:
                          node-1: 1 ask without an answer: /temp/nobody$x""");
    }

    @Test
    void ask_forAFutureOfNobody_endsAtTheSetting_andSaysSo() {
        Failure failure = TestRuns.failed(TestRuns.builder(1)
                .config(TestRuns.config("pekko.sim.cluster.answer-within = 2 s"))
                .body(cluster -> {
                    cluster.startAll(app::guardian);
                    cluster.sleep(Duration.ofSeconds(10));
                    cluster.ask(new CompletableFuture<String>());
                })
                .build()
                .run(TestRuns.SEED));
        assertThat(withoutNumbers(failure.message()))
                .isEqualTo("AnswersTest.java:N: no answer came within 2 virtual seconds, and no ask"
                        + " of the body waits for one: what it waits for is something else");
    }

    @Test
    void answerThatIsAnException_isToldWithTheLineThatAsked() {
        Failure failure = TestRuns.fails(1, cluster -> {
            cluster.startAll(app::guardian);
            cluster.ask(CompletableFuture.failedFuture(
                            new IllegalStateException("no funds", new RuntimeException("disk")))
                    .thenApply(said -> said));
        });
        assertThat(failure.kind()).isEqualTo(Failure.Kind.EXCEPTION);
        assertThat(failure.property()).isEqualTo(RunProperties.BODY_EXCEPTION);
        assertThat(failure.message())
                .matches(
                        "AnswersTest\\.java:\\d+: the answer is java\\.lang\\.IllegalStateException:"
                                + " no funds\ncaused by java\\.lang\\.RuntimeException: disk");
        assertThat(failure.cause()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void ask_byAnActor_isRefused() {
        String[] refusal = new String[1];
        TestRuns.passes(
                1,
                cluster -> cluster.startAll(() -> Behaviors.<Void>setup(context -> {
                    try {
                        cluster.ask(CompletableFuture.completedFuture("done"));
                    } catch (IllegalStateException e) {
                        refusal[0] = e.getMessage();
                    }
                    return app.guardian();
                })));
        assertThat(refusal[0])
                .isEqualTo("ask must be called in the body of the run, but is called by node-1; an"
                        + " actor asks with AskPattern or with its context's ask");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT8760H0.000000001S"})
    void ask_withoutABound_isRefused(String bound) {
        TestRuns.passes(1, cluster -> {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> cluster.ask(
                            Duration.parse(bound), CompletableFuture.completedFuture("done")))
                    .withMessage("a wait must have a bound longer than 0 and of at most 365 days,"
                            + " but has " + bound + "; give the longest virtual time to wait, such"
                            + " as Duration.ofSeconds(30)");
        });
    }

    // ---- attempts

    @Test
    void attempts_areCountedByHowTheyEnded() {
        TestRuns.passes(2, cluster -> {
            cluster.startAll(app::guardian);
            assertThat(cluster.attempt(10, () -> say(cluster, "echo")))
                    .isEqualTo(new OperationCounts(10, 0, 0));
            assertThat(cluster.attempt(2, () -> say(cluster, "nobody")))
                    .isEqualTo(new OperationCounts(0, 0, 2));
            assertThat(cluster.attempt(
                            3,
                            () -> CompletableFuture.failedFuture(
                                    new IllegalStateException("refused"))))
                    .isEqualTo(new OperationCounts(0, 3, 0));
        });
    }

    @Test
    void attempts_withAPause_areSpreadOverTime() {
        TestRuns.passes(2, cluster -> {
            cluster.startAll(app::guardian);
            Duration begun = cluster.virtualTime();
            assertThat(cluster.attempt(30, Duration.ofSeconds(2), () -> say(cluster, "echo")))
                    .isEqualTo(new OperationCounts(30, 0, 0));
            assertThat(cluster.virtualTime().minus(begun))
                    .isBetween(Duration.ofMinutes(1), Duration.ofSeconds(61));
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            cluster.attempt(1, Duration.ofSeconds(-1), () -> say(cluster, "echo")))
                    .withMessage("the pause after an attempt must not be negative, but is PT-1S;"
                            + " give the virtual time until the next");
        });
    }

    @Test
    void attempts_whileNoNodeRuns_haveFailed_andTakeTime() {
        TestRuns.passes(1, cluster -> {
            cluster.startAll(app::guardian);
            cluster.node("node-1").crashProcess();
            Duration begun = cluster.virtualTime();
            assertThat(cluster.attempt(
                            10, () -> TestApp.sayTo(cluster.client(), false, "any", "hello")))
                    .isEqualTo(new OperationCounts(0, 10, 0));
            assertThat(cluster.virtualTime().minus(begun))
                    .isBetween(Duration.ofSeconds(1), Duration.ofMillis(1100));
        });
    }

    /** Else a test whose lambda is wrong would count failures, and pass. */
    @Test
    void operationThatThrows_isNoFailedAttempt() {
        Failure failure = TestRuns.fails(1, cluster -> {
            cluster.startAll(app::guardian);
            cluster.attempt(10, () -> {
                throw new UnsupportedOperationException("no such currency");
            });
        });
        assertThat(failure.message())
                .matches("AnswersTest\\.java:\\d+: java\\.lang\\.UnsupportedOperationException: no"
                        + " such currency");
    }

    /** Else a test that states something of an answer would count failures, and pass. */
    @Test
    void assertionOnTheWayOfAnAnswer_isNoFailedAttempt() {
        Failure failure = TestRuns.fails(2, cluster -> {
            cluster.startAll(app::guardian);
            cluster.attempt(
                    10,
                    () -> say(cluster, "echo")
                            .thenAccept(said -> assertThat(said.text()).isEqualTo("bye")));
        });
        assertThat(failure.property()).isEqualTo(RunProperties.BODY_ASSERTION);
        assertThat(failure.message())
                .matches("(?s)AnswersTest\\.java:\\d+: expected: \"bye\"\\s+but was: \"hello\"");
    }

    @Test
    void assertionOnTheWayOfAnAnswer_mayHoldLater() {
        int[] asks = new int[1];
        TestRuns.passes(2, cluster -> {
            cluster.startAll(app::guardian);
            cluster.eventually(
                    Duration.ofMinutes(1),
                    () -> cluster.ask(say(cluster, "echo")
                            .thenAccept(said -> assertThat(++asks[0]).isGreaterThan(2))));
        });
        assertThat(asks[0]).isGreaterThan(2);
    }

    @Test
    void attempts_thatAreNone_areRefused() {
        TestRuns.passes(
                1,
                cluster -> assertThatIllegalArgumentException()
                        .isThrownBy(() -> cluster.attempt(0, () -> say(cluster, "echo")))
                        .withMessage(
                                "attempts must be at least 1, but are 0; give how often to ask"));
    }

    // ---- eventually

    @Test
    void eventually_returnsWhenTheAssertionHolds() {
        TestRuns.passes(1, cluster -> {
            cluster.startAll(app::guardian);
            CompletableFuture<String> later = new CompletableFuture<>();
            Duration begun = cluster.virtualTime();
            TestRuns.later(Duration.ofSeconds(3), () -> later.complete("now"));
            cluster.eventually(Duration.ofMinutes(1), () -> assertThat(later).isDone());
            assertThat(cluster.virtualTime().minus(begun))
                    .isBetween(Duration.ofSeconds(3), Duration.ofMillis(3150));
        });
    }

    @Test
    void eventually_whatNeverHolds_failsWithTheLastError_itsLine_andItsLooks() {
        int[] looks = new int[1];
        Failure failure = TestRuns.fails(1, cluster -> {
            cluster.startAll(app::guardian);
            cluster.eventually(
                    Duration.ofSeconds(2),
                    () -> assertThat("look " + looks[0]++).as("the look").isEqualTo("no look"));
        });
        assertThat(failure.kind()).isEqualTo(Failure.Kind.PROPERTY);
        assertThat(failure.property()).isEqualTo(RunProperties.BODY_ASSERTION);
        assertThat(failure.cause()).hasMessageContaining("look " + (looks[0] - 1));
        assertThat(withoutNumbers(failure.message()))
                .isEqualTo("AnswersTest.java:N: [the look] \nexpected: \"no look\"\n but was:"
                        + " \"look " + (looks[0] - 1) + "\"\nthis did not come to hold within 2"
                        + " virtual seconds: it was looked at " + looks[0]
                        + " times since virtual N.Ns");
        assertThat(looks[0]).isBetween(20, 21);
    }

    /** ScalaTest, specs2 and others have exceptions of their own. */
    @Test
    void eventually_whatAFrameworkThrowsForAFailedAssertion_isLookedAtAgain() {
        TestRuns.passes(1, cluster -> {
            cluster.startAll(app::guardian);
            Duration begun = cluster.virtualTime();
            cluster.eventually(Duration.ofMinutes(1), () -> {
                if (cluster.virtualTime().minus(begun).toSeconds() < 3) {
                    throw new TestFailedException("not yet") {
                        private static final long serialVersionUID = 1L;
                    };
                }
            });
        });
        Failure failure = TestRuns.fails(1, cluster -> {
            cluster.startAll(app::guardian);
            cluster.eventually(Duration.ofSeconds(2), () -> {
                throw new TestFailedException("2 was not equal to 3");
            });
        });
        assertThat(failure.property()).isEqualTo(RunProperties.BODY_ASSERTION);
        assertThat(failure.message())
                .contains(": 2 was not equal to 3\nthis did not come to hold within 2 virtual");
    }

    @Test
    void assertionOfAFramework_isAnAssertionOfTheBody() {
        assertThat(TestRuns.fails(1, cluster -> {
                            throw new TestFailedException("2 was not equal to 3");
                        })
                        .property())
                .isEqualTo(RunProperties.BODY_ASSERTION);
    }

    @Test
    void assertionOfAFramework_isToldWithTheLineOfTheBody_andWithoutColours() {
        assertThat(TestRuns.fails(
                                1,
                                cluster ->
                                        TestFailedException.fail("\u001b[91m2\u001b[0m is not 3"))
                        .message())
                .matches("AnswersTest\\.java:\\d+: 2 is not 3");
    }

    @Test
    void eventually_aTestThatIsCancelled_endsAtOnce() {
        Failure failure = TestRuns.fails(1, cluster -> {
            cluster.startAll(app::guardian);
            cluster.eventually(Duration.ofHours(1), () -> {
                throw new TestCanceledException("not on this machine");
            });
        });
        assertThat(failure.property()).isEqualTo(RunProperties.BODY_EXCEPTION);
        assertThat(failure.virtualNanos()).isLessThan(TimeUnit.MINUTES.toNanos(1));
    }

    @Test
    void eventually_anExceptionOfAnotherKind_isThrownAtOnce() {
        Failure failure = TestRuns.fails(1, cluster -> {
            cluster.startAll(app::guardian);
            cluster.eventually(Duration.ofHours(1), () -> {
                throw new UnsupportedOperationException("no such currency");
            });
        });
        assertThat(failure.message())
                .matches("AnswersTest\\.java:\\d+: java\\.lang\\.UnsupportedOperationException: no"
                        + " such currency");
        assertThat(failure.virtualNanos()).isLessThan(TimeUnit.MINUTES.toNanos(1));
    }

    /** As long as nobody answers, the assertion on the answer does not hold. */
    @Test
    void eventually_anAskWithoutAnswer_isAskedAgain() {
        TestRuns.passes(2, cluster -> {
            cluster.startAll(app::guardian);
            cluster.node("node-2").crashHost();
            TestRuns.later(Duration.ofSeconds(20), cluster.node("node-2")::restart);
            cluster.eventually(
                    Duration.ofMinutes(2),
                    () -> assertThat(cluster.ask(say(cluster, "echo")).node()).isEqualTo("node-2"));
        });
    }

    @Test
    void eventually_anAskThatIsNeverAnswered_failsAsTheAsk() {
        Failure failure = TestRuns.fails(2, cluster -> {
            cluster.startAll(app::guardian);
            cluster.eventually(Duration.ofSeconds(20), () -> cluster.ask(say(cluster, "nobody")));
        });
        assertThat(failure.property()).isEqualTo(RunProperties.BODY_ASKS);
        assertThat(failure.message())
                .contains("no answer within 5 virtual seconds to")
                .contains(
                        "\nthis did not come to hold within 20 virtual seconds: it was looked at 4"
                                + " times since virtual ");
    }

    @Test
    void eventually_withoutABound_isRefused() {
        TestRuns.passes(
                1,
                cluster -> assertThatIllegalArgumentException()
                        .isThrownBy(() -> cluster.eventually(Duration.ZERO, () -> {}))
                        .withMessageStartingWith("a wait must have a bound longer than 0"));
    }
}
