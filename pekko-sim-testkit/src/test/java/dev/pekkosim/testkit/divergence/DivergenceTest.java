package dev.pekkosim.testkit.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pekkosim.engine.Limits;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.step.StepKind;
import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.Determinism;
import dev.pekkosim.testkit.SeedSequence;
import dev.pekkosim.testkit.TestApp;
import dev.pekkosim.testkit.TestRuns;
import dev.pekkosim.testkit.cluster.SimSetupException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DivergenceTest {

    /** What no run may read: it goes on from run to run. */
    private static final AtomicLong COUNTER = new AtomicLong();

    /** Wants the actor that reads the counter to do so. */
    private record Tick() {}

    @BeforeEach
    void reset() {
        COUNTER.set(0);
    }

    @Test
    void message_thatDependsOnAStatic_isTheFirstEventWithItsStack() {
        Campaign campaign = reading(system -> {
            if (COUNTER.incrementAndGet() % 4 == 3) { // in one of the two nodes, every second run
                TestApp.actor(system, "node-1", "echo").tell(new TestApp.Note("odd"));
            }
        });

        List<String> lines = report(campaign);

        assertThat(lines.subList(0, 8).stream().map(DivergenceTest::withoutNumbers))
                .containsExactly(
                        "seed 0x# of campaign test is not one run",
                        "    first       hash 0x#  steps #",
                        "    second      hash 0x#  steps #",
                        "    differs in  step # at virtual # s",
                        "    node        node-1",
                        "    actor       /user/odd",
                        "    message     dev.pekkosim.testkit.divergence.DivergenceTest$Tick",
                        "    first       nothing more in this step; the engine draws schedule #");
        assertThat(lines.get(8))
                .isEqualTo(
                        "    second      node-1 /user/echo <- dev.pekkosim.testkit.TestApp$Note");
        assertThat(lines.get(9))
                .isEqualTo(
                        "        at org.apache.pekko.dispatch.Dispatcher.dispatch(Dispatcher.scala)");
        assertThat(lines)
                .anyMatch(line -> line.matches(
                        "        at dev\\.pekkosim\\.testkit\\.divergence\\.DivergenceTest\\.lambda\\$message_"
                                + "\\w+\\$\\d+\\(DivergenceTest\\.java:\\d+\\)"));
        assertThat(lines).anyMatch(line -> line.matches("        … \\d+ more of libraries"));
        assertThat(lines).anyMatch(line -> line.matches("    before      .*"));
        assertThat(lines)
                .contains(
                        "    decisions   the last 20 of each stream, and who drew them",
                        "        app-random node-1",
                        "        schedule",
                        "        timer")
                .last()
                .isEqualTo("    replay      Determinism.verify(campaign, 0x000000000000002aL)");
        assertThat(lines).noneMatch(line -> line.contains("dev.pekkosim.engine."));
    }

    @Test
    void draw_thatDependsOnAStatic_namesTheClassThatDrew() {
        Campaign campaign = reading(system -> {
            if (COUNTER.incrementAndGet() % 4 == 1) {
                Drawing.draw();
            }
        });

        List<String> lines = report(campaign);

        int first = indexOf(lines, "    first       draws app-random node-\\d #\\d+");
        assertThat(lines.get(first + 1))
                .isEqualTo(
                        "        drawn by dev.pekkosim.testkit.divergence.DivergenceTest$Drawing");
        assertThat(lines.get(first + 2))
                .matches(
                        "        at dev\\.pekkosim\\.testkit\\.divergence\\.DivergenceTest\\$Drawing\\.draw"
                                + "\\(DivergenceTest\\.java:\\d+\\)");
        assertThat(lines).contains("    actor       /user/odd");
    }

    @Test
    void messages_inAnotherOrder_areBothNamed() {
        Campaign campaign = reading(system -> {
            List<String> names = COUNTER.getAndIncrement() % 4 < 2
                    ? List.of("echo", "other")
                    : List.of("other", "echo");
            names.forEach(name -> TestApp.actor(system, TestApp.hostOf(system), name)
                    .tell(new TestApp.Note("hello")));
        });

        assertThat(report(campaign))
                .anyMatch(line -> line.matches("    first       node-\\d /user/echo <- .*Note"))
                .anyMatch(line -> line.matches("    second      node-\\d /user/other <- .*Note"));
    }

    /** The hash does not show it before one of the two steps runs. */
    @Test
    void orderOfReadySteps_isFoundWhereTheyBecomeReady() throws IOException {
        AtomicInteger executions = new AtomicInteger();
        Consumer<Engine> body = engine -> {
            boolean swapped = executions.incrementAndGet() % 2 == 0;
            engine.submit(
                    engine.driver(),
                    StepKind.TASK,
                    1,
                    swapped ? new Right(engine) : new Left(engine));
            engine.submit(
                    engine.driver(),
                    StepKind.TASK,
                    1,
                    swapped ? new Left(engine) : new Right(engine));
            engine.sleep(1_000_000);
        };

        assertThat(search(body).toString().lines())
                .anyMatch(line -> line.endsWith("DivergenceTest$Left of driver becomes ready"))
                .anyMatch(line -> line.endsWith("DivergenceTest$Right of driver becomes ready"))
                .anyMatch(
                        line -> line.startsWith("        at " + getClass().getName() + ".lambda$"));
    }

    @Test
    void decisions_ofAStream_areTheLastTwenty() {
        List<String> lines = report(ticking(execution -> 200 + execution % 2));

        int schedule = lines.indexOf("        schedule");
        Matcher range = Pattern.compile("            #(\\d+)–(\\d+)  the engine")
                .matcher(lines.get(schedule + 1));
        assertThat(range.matches()).isTrue();
        assertThat(Long.parseLong(range.group(2)) - Long.parseLong(range.group(1)))
                .isEqualTo(19);
    }

    @Test
    void placeThatMoves_isCaughtByRecordingMore() {
        IntUnaryOperator alternating =
                execution -> ((execution + 1) / 2 % 2 == 0 ? 500 : 900) + execution % 2;

        assertThat(report(ticking(alternating)))
                .anyMatch(line -> line.contains("  planted"))
                .anyMatch(line -> line.contains("  tick "));
    }

    @Test
    void placeThatMovesFar_isNotCaughtAndSaysWhatIsKnown() throws IOException {
        AtomicInteger executions = new AtomicInteger();
        Divergence divergence = search(engine -> {
            int odd = 40_000 - 5_500 * (executions.incrementAndGet() / 2);
            for (int i = 0; i < 40_000; i++) {
                engine.event(i == odd ? -1 : i, "tick");
                engine.sleep(1_000_000);
            }
        });

        assertThat(divergence.isFound()).isFalse();
        assertThat(divergence.toString().lines().map(DivergenceTest::withoutNumbers))
                .startsWith(
                        "    not caught  executed # times more on each side, and parted elsewhere"
                                + " each time",
                        "    left        hash 0x# and # others",
                        "    right       hash 0x# and # others",
                        "    parted      after step # not later than step #",
                        "                after step # not later than step #")
                .hasSize(9);
    }

    @Test
    void firstExecutionAlone_isNotCaughtAndSaysSo() {
        List<String> lines = report(ticking(execution -> execution == 1 ? 10 : -1));

        assertThat(lines.subList(3, lines.size()).stream().map(DivergenceTest::withoutNumbers))
                .containsExactly(
                        "    not caught  executed # times more on each side, and no two of a pair"
                                + " differed",
                        "    first       hash 0x# each time",
                        "    second      hash 0x# each time",
                        "    so          what differs does so rarely, or only in the first",
                        "                execution in a JVM: look at what is kept in static",
                        "                fields or made only once",
                        "    replay      Determinism.verify(campaign, 0x#L)");
    }

    @Test
    void runsThatAreTheSame_passAlsoWhenTheyFail() {
        Determinism.verifySequence(
                TestRuns.campaign(
                        1, cluster -> assertThat(cluster.seed()).isEqualTo(SeedSequence.seed(1))),
                0,
                3);
    }

    @Test
    void setUpThatIsWrong_isNoRun() {
        assertThatThrownBy(() -> Determinism.verify(
                        TestRuns.campaign(1, cluster -> {
                            throw new SimSetupException("no such node");
                        }),
                        1))
                .isInstanceOf(SimSetupException.class)
                .hasMessage("no such node");
    }

    @Test
    void sequence_withoutSeeds_isRefused() {
        assertThatThrownBy(
                        () -> Determinism.verifySequence(TestRuns.campaign(1, cluster -> {}), 0, 0))
                .isInstanceOf(SimSetupException.class)
                .hasMessage("the first seed must be at least 0 and the count at least 1, but are 0"
                        + " and 0");
    }

    /** A trace that went through a file is as good as one that did not. */
    @Test
    void trace_ofAnotherJvm_isReadAsItWasWritten(@TempDir Path folder) throws IOException {
        Campaign campaign = ticking(execution -> 50 + execution % 2);
        Side here = campaign.side("here");
        Side there = new Side() {
            @Override
            public String name() {
                return "there";
            }

            @Override
            public Recording record(long seed, long firstStep, long lastStep) throws IOException {
                Path file = folder.resolve("recording");
                here.record(seed, firstStep, lastStep).write(file);
                return Recording.read(file);
            }
        };

        Divergence divergence = Divergence.search(1, here, there);

        assertThat(divergence.isFound()).isTrue();
        assertThat(divergence.toString().lines())
                .anyMatch(line -> line.matches("    here        (planted|tick 5\\d)"))
                .anyMatch(line -> line.matches("    there       (planted|tick 5\\d)"))
                .anyMatch(line -> line.startsWith("        at " + getClass().getName()))
                .contains("        schedule");
    }

    /** Draws for others. */
    private static final class Drawing {

        static int draw() {
            return new Random().nextInt();
        }
    }

    /** An actor on each of two nodes that does something when it gets a {@link Tick}. */
    private static Campaign reading(Consumer<ActorSystem<?>> onTick) {
        return TestRuns.campaign(2, cluster -> {
            TestApp app = new TestApp();
            cluster.startAll(() -> Behaviors.setup(context -> {
                ActorSystem<?> system = context.getSystem();
                context.spawn(app.echo(), "echo");
                context.spawn(app.echo(), "other");
                context.spawn(odd(system, onTick), "odd").tell(new Tick());
                return Behaviors.empty();
            }));
            cluster.sleep(Duration.ofSeconds(3));
        });
    }

    private static Behavior<Tick> odd(ActorSystem<?> system, Consumer<ActorSystem<?>> onTick) {
        return Behaviors.receiveMessage(tick -> {
            onTick.accept(system);
            return Behaviors.same();
        });
    }

    private record Left(Engine engine) implements Runnable {
        @Override
        public void run() {
            engine.event(7, "left");
        }
    }

    private record Right(Engine engine) implements Runnable {
        @Override
        public void run() {
            engine.event(8, "right");
        }
    }

    private static Divergence search(Consumer<Engine> body) throws IOException {
        return Divergence.search(1, engineSide("left", body), engineSide("right", body));
    }

    /** Runs without a cluster. */
    private static Side engineSide(String name, Consumer<Engine> body) {
        return new Side() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Recording record(long seed, long firstStep, long lastStep) {
                Recording recording = new Recording(firstStep, lastStep);
                Engine engine = new Engine(seed, Limits.DEFAULT);
                engine.observe(recording);
                recording.end(engine.run(() -> body.accept(engine)).hash());
                return recording;
            }
        };
    }

    /** Ticks, one of which differs: which one depends on how many executions there were, from 1. */
    private static Campaign ticking(IntUnaryOperator oddTick) {
        AtomicInteger executions = new AtomicInteger();
        return TestRuns.campaign(1, cluster -> {
            int odd = oddTick.applyAsInt(executions.incrementAndGet());
            for (int i = 0; i < 2_010; i++) {
                TestRuns.engine().event(i == odd ? -1 : i, i == odd ? "planted" : "tick " + i);
                cluster.sleep(Duration.ofMillis(1));
            }
        });
    }

    private static List<String> report(Campaign campaign) {
        AssertionError e = catchThrowableOfType(
                AssertionError.class, () -> Determinism.verify(campaign, TestRuns.SEED));
        assertThat(e).isNotNull();
        return String.valueOf(e.getMessage()).lines().toList();
    }

    private static int indexOf(List<String> lines, String regex) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).matches(regex)) {
                return i;
            }
        }
        throw new AssertionError("no line matches " + regex + " in\n" + String.join("\n", lines));
    }

    private static String withoutNumbers(String line) {
        return line.replaceAll("0x[0-9a-f]{16}", "0x#")
                .replaceAll("\\d[\\d,.]*(?![\\w-])", "#")
                .replace("node-#", "node-1")
                .replaceAll("##", "#");
    }
}
