package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.buggify.Property;
import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.Failure.Kind;
import dev.pekkosim.engine.LastStep;
import dev.pekkosim.testkit.cluster.Fault;
import dev.pekkosim.testkit.cluster.ReplacedSetting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.Test;

/** What the report of a failed run shows. */
class FailureTextTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final TestApp app = new TestApp();

    private void say(SimCluster cluster) {
        TestApp.ask(
                cluster.node("node-1").system(),
                TestApp.actor(cluster.node("node-1").system(), "node-2", "echo"),
                "hello");
    }

    private static RunResult failed(int nodes, String settings, Body body) {
        RunResult result = TestRuns.builder(nodes)
                .config(TestRuns.config(settings))
                .body(body)
                .build()
                .run(TestRuns.SEED);
        TestRuns.failed(result);
        return result;
    }

    /** Who got what, of the application. */
    private static List<String> said(RunResult result) {
        return result.lastSteps().stream()
                .filter(step -> step.message().contains(".TestApp$"))
                .map(step -> step.node() + " " + step.work() + " " + step.message())
                .toList();
    }

    private static final String SAY = "node-2 /user/echo dev.pekkosim.testkit.TestApp$Say";

    @Test
    void lastSteps_areTold_whateverFailsTheRun() {
        assertThat(said(failed(2, "", cluster -> {
                    cluster.startAll(app::guardian);
                    say(cluster);
                    assertThat(1).isEqualTo(2);
                })))
                .as("an assertion in the body")
                .contains(SAY);
        assertThat(said(failed(2, "", cluster -> {
                    cluster.startAll(app::guardian);
                    say(cluster);
                    cluster.runOn(
                            cluster.node("node-2"),
                            () -> Property.alwaysOrUnreachable(false, "it holds"));
                    cluster.sleep(Duration.ofMinutes(2)); // in which much else happens
                })))
                .as("a property")
                .contains(SAY);
        assertThat(said(failed(2, "pekko.sim.limits.virtual-time = 20 s", cluster -> {
                    cluster.startAll(app::guardian);
                    say(cluster);
                    cluster.sleep(Duration.ofMinutes(2));
                })))
                .as("a limit")
                .contains(SAY);
    }

    /** What ends it is no step of it. */
    @Test
    void lastSteps_areTold_ofARunThatWaitsForTheOutside() throws InterruptedException {
        Object outside = new Object();
        CountDownLatch has = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        Thread foreign = new Thread(
                () -> {
                    synchronized (outside) {
                        has.countDown();
                        awaitEnd(over);
                    }
                },
                "a foreign thread");
        foreign.start();
        has.await();
        RunResult result = failed(2, "pekko.sim.limits.step-idle-time = 1 s", cluster -> {
            cluster.startAll(app::guardian);
            say(cluster);
            synchronized (outside) {
                cluster.sleep(SECOND);
            }
        });
        over.countDown();
        foreign.join();
        assertThat(result.failure())
                .isNotNull()
                .extracting(Failure::message)
                .asString()
                .contains("on a java.lang.Object, which thread 'a foreign thread' has, in");
        assertThat(said(result)).contains(SAY);
    }

    private static void awaitEnd(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void lastSteps_endWithTheOneThatFailed_andAreNoneIfItPassed() {
        RunResult result = failed(1, "", cluster -> {
            cluster.startAll(() -> Behaviors.receiveMessage(any -> {
                throw new IllegalStateException("as ever");
            }));
            cluster.node("node-1").system().tell("a message");
            cluster.sleep(SECOND);
        });
        LastStep last = result.lastSteps().get(result.lastSteps().size() - 1);
        assertThat(last)
                .extracting(LastStep::node, LastStep::work, LastStep::message)
                .containsExactly("node-1", "/user", "'a message'");
        assertThat(result.failure()).isNotNull();
        assertThat(last.step()).isLessThanOrEqualTo(result.failure().step());
        assertThat(TestRuns.passes(1, cluster -> cluster.startAll(app::guardian))
                        .lastSteps())
                .isEmpty();
    }

    @Test
    void lastSteps_areNotThoseOfHowStreamsWork() {
        RunResult result = failed(1, "", cluster -> {
            cluster.startAll(app::guardian);
            ActorSystem<?> system = cluster.node("node-1").system();
            Source.range(1, 100).runForeach(any -> {}, system);
            cluster.sleep(Duration.ofMillis(10));
            assertThat(1).isEqualTo(2);
        });
        assertThat(result.lastSteps())
                .isNotEmpty()
                .noneMatch(step -> step.message().startsWith("org.apache.pekko.stream."));
    }

    // ---- how much is shown

    private static List<String> lines(int count, String text) {
        return IntStream.range(0, count).mapToObj(i -> text + " " + i).toList();
    }

    private static RunResult huge() {
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            violations.add(TestResults.violation(new Failure(
                    Kind.PROPERTY,
                    "property " + i,
                    String.join("\n", lines(i == 0 ? 50 : 3, "message")),
                    i,
                    i,
                    null)));
        }
        RunResult result =
                TestResults.of(1, RunResult.Status.FAILED, Duration.ofMinutes(1), violations);
        return new RunResult(
                1,
                2,
                RunResult.Status.FAILED,
                result.extent(),
                new RunResult.Disturbance(
                        lines(30, "drawn"),
                        IntStream.range(0, 30)
                                .mapToObj(i -> new Fault(i, "crash", "crash node-" + i, null))
                                .toList(),
                        List.of("slow")),
                OperationCounts.NONE,
                RunResult.Counts.NONE,
                violations,
                lines(30, "pending"),
                IntStream.range(0, 16)
                        .mapToObj(i -> new LastStep(i, i, "node-" + i % 3, "/user/a", "com.acme.B"))
                        .toList(),
                List.of());
    }

    @Test
    void report_ofARunInWhichMuchWentWrong_isOfForeseeableLength() {
        FailureText.Ending ending = new FailureText.Ending(
                        List.of("mvn", "gradle"), Map.of(), Map.of("repro", Path.of("a")))
                .replaced(List.of(
                        new ReplacedSetting("a", "1", "2", "Why"),
                        new ReplacedSetting("b", "1", "2", "Why"),
                        new ReplacedSetting("c", "1", "2", "Why"),
                        new ReplacedSetting("d", "1", "2", "Why")));

        String report = FailureText.PLAIN.report(huge(), ending);

        assertThat(report.lines().count()).isLessThanOrEqualTo(40);
        assertThat(keys(report))
                .containsExactly(
                        "property",
                        "message",
                        "noticed",
                        "last steps",
                        "also",
                        "drawn",
                        "faults",
                        "not fired",
                        "pending",
                        "replay",
                        "replaced",
                        "repro");
        assertThat(report)
                .contains("more lines\n", "30 applied, the last 3 of them", "and 28 more\n")
                .contains("replaced    a: yours 1, ours 2 (Why)\n")
                .contains("c: yours 1, ours 2 (Why)\n                and 1 more\n")
                .doesNotContain("d: yours");
    }

    private static List<String> keys(String report) {
        return report.lines()
                .skip(1)
                .filter(line -> line.matches(" {4}[a-z].*"))
                .map(line -> line.substring(4, 16).strip())
                .collect(Collectors.toList());
    }

    @Test
    void reportOfACampaign_tellsWhatTheApplicationIsNotTestedWith() {
        Campaign campaign = TestRuns.builder(1)
                .config(TestRuns.config("pekko.persistence.journal.plugin = jdbc-journal"))
                .body(cluster -> {
                    throw new IllegalStateException("as ever");
                })
                .build();
        assertThat(campaign.text(campaign.run(Iterations.of(1))))
                .contains("\n    replaced    pekko.")
                .contains("pekko.persistence.journal.plugin: yours jdbc-journal, ours"
                        + " pekko.sim.cluster-journal (");
    }
}
