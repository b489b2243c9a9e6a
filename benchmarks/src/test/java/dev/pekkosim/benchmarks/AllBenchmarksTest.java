package dev.pekkosim.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pekkosim.buggify.Property;
import dev.pekkosim.cli.check.Vocabulary;
import dev.pekkosim.cli.spi.Benchmarks;
import dev.pekkosim.cli.spi.Benchmarks.Request;
import dev.pekkosim.testkit.Body;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.SeedSequence;
import dev.pekkosim.testkit.cluster.SimSetupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllBenchmarksTest {

    private static Request request(
            String name, OptionalInt rounds, List<String> only, Optional<Path> json) {
        return new Request(name, rounds, OptionalInt.of(0), OptionalInt.of(1), only, json);
    }

    /** What is told. */
    private static final class Told implements Benchmarks.Output {

        private final List<String> printed = new ArrayList<>();
        private final List<String> complaints = new ArrayList<>();

        @Override
        public void print(String lines) {
            lines.lines().forEach(printed::add);
        }

        @Override
        public void complain(String lines) {
            complaints.add(lines);
        }

        @Override
        public void progress(String line) {
            assertThat(line).hasSizeLessThan(80);
        }
    }

    @Test
    void command_findsThemAsAService() {
        assertThat(ServiceLoader.load(Benchmarks.class).findFirst())
                .get()
                .isInstanceOf(AllBenchmarks.class);
    }

    @Test
    void names_areThoseThatTheCommandLineKnows() {
        assertThat(new AllBenchmarks().lines().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Vocabulary.SHIPPED.benchmarks().keySet());
        assertThat(new AllBenchmarks().lines().values())
                .allMatch(line -> line.length() <= 64 && !line.endsWith("."));
    }

    @Test
    void run_isMeasured(@TempDir Path folder) throws Exception {
        Path json = folder.resolve("run.json");
        Told told = new Told();

        int code = new AllBenchmarks()
                .measure(request("run", OptionalInt.empty(), List.of(), Optional.of(json)), told);

        assertThat(code).isZero();
        assertThat(told.complaints).isEmpty();
        assertThat(told.printed).allMatch(line -> line.length() <= 80);
        assertThat(told.printed.get(0)).matches("1 runs after 0 +wall ms .* us/step");
        assertThat(told.printed.get(1)).matches("a run( +[0-9.,]+){7}");
        assertThat(told.printed).anyMatch(line -> line.matches("  converge( +[0-9.,]+){4}"));
        assertThat(told.printed).anyMatch(line -> line.matches("mailbox +[0-9,]+ +[0-9.]+ %"));
        assertThat(Files.readString(json))
                .contains("\"benchmark\" : \"run\"", "\"allocatedMegabytes\" : ");
    }

    /** Otherwise it would be another run that is explained than the one that is measured. */
    @Test
    void runThatIsLookedAt_isTheSame() {
        Runs runs = new RunScenario(Duration.ZERO).runs();
        StepShape shape = new StepShape();

        RunResult plain = runs.campaign().execute(SeedSequence.seed(0));

        assertThat(runs.execute(0, shape).hash()).isEqualTo(plain.hash());
        Table table = shape.table("run 1 consists of");
        assertThat(table.rows()).anySatisfy(row -> {
            assertThat(row.label()).isEqualTo("all steps");
            assertThat(row.cells().get(0)).isEqualTo(Cell.count("steps", plain.steps()));
        });
        assertThat(table.rows()).anySatisfy(row -> {
            assertThat(row.label()).isEqualTo("hand-overs between carriers");
            assertThat(row.cells().get(0).text()).isNotEqualTo("0");
        });
        assertThat(table.rows().get(table.rows().size() - 1).cells().get(0).values())
                .hasEntrySatisfying(
                        "allocatedMegabytes",
                        all -> assertThat(all.doubleValue()).isBetween(5.0, 500.0));
    }

    @Test
    void runThatFails_isNotMeasured() {
        Runs runs = new Runs("failing", RunScenario.campaign("failing", 1, cluster -> {
            throw new IllegalStateException("this one fails");
        }));

        assertThatThrownBy(() -> runs.execute(0, null))
                .isInstanceOfSatisfying(FailedRunException.class, e -> {
                    assertThat(e.exitCode()).isEqualTo(1);
                    assertThat(e.sentence())
                            .startsWith("seed " + SeedSequence.format(SeedSequence.seed(0))
                                    + " failed, so it cannot be measured: ")
                            .contains("this one fails");
                });
    }

    @Test
    void propertyThatFailsUnderChaos_isCounted() {
        Body failing = cluster -> Property.always(false, "never holds");
        Runs runs = Runs.underChaos("failing", RunScenario.campaign("failing", 1, failing));
        Runs calm = new Runs("failing", RunScenario.campaign("failing", 1, failing));

        assertThat(runs.execute(0, null).passed()).isFalse();
        assertThat(runs.failed()).isEqualTo(1);
        assertThat(Runs.note(runs.failed())).startsWith("in 1 runs");
        assertThatThrownBy(() -> calm.execute(0, null)).isInstanceOf(FailedRunException.class);
    }

    @Test
    void partThatDoesNotExist_isToldInOneSentence() {
        Request request =
                request("agent", OptionalInt.of(1), List.of("calls", "speed"), Optional.empty());

        assertThatThrownBy(() -> new AllBenchmarks().measure(request, new Told()))
                .isInstanceOf(SimSetupException.class)
                .hasMessage("--only must name parts of actors, calls, run, start, but is 'speed'");
    }

    @Test
    void fileThatCannotBeWritten_isToldInOneSentence(@TempDir Path folder) {
        Path file = folder.resolve("missing").resolve("figures.json");

        assertThatThrownBy(() -> AllBenchmarks.write(file, "{}"))
                .isInstanceOf(SimSetupException.class)
                .hasMessageStartingWith("--json names " + file + ", which cannot be written: ");
    }

    @Test
    void otherJvm_answersAndIsHeard() throws IOException {
        List<String> heard = new ArrayList<>();
        try (Fork fork = Fork.start(EchoJvm.class, List.of("-Xmx64m"), List.of("word"))) {
            assertThat(fork.answer(heard::add)).isEqualTo("word");
            assertThat(fork.ask("line", heard::add)).isEqualTo("line");
            assertThatThrownBy(() -> fork.ask("end", heard::add))
                    .isInstanceOf(IOException.class)
                    .hasMessage("a JVM that was measured ended and printed: hello / goodbye");
        }
        assertThat(heard).containsExactly("half way");
    }
}
