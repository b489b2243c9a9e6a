package dev.pekkosim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.pekkosim.testkit.faults.Faults;
import dev.pekkosim.testkit.results.ExitCode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {

    @Test
    void bank_runsAndReportsEachSeed(@TempDir Path folder) {
        Path json = folder.resolve("results.json");

        CommandLineRun run = CommandLineRun.shipped(
                "run",
                "bank",
                "--seeds",
                "2",
                "--operations",
                "50",
                "--chaos",
                "none",
                "--json",
                json.toString());

        assertThat(run.err()).isEmpty();
        List<String> lines = run.out().lines().toList();
        assertThat(lines).hasSize(9).allMatch(line -> line.length() <= 80);
        assertThat(lines.get(0)).isEqualTo(RunText.header());
        assertThat(lines.get(1))
                .matches("0xe220a8397b1dcdaf  passed  0x[0-9a-f]{16} +[0-9,]+ +\\d.* m?s");
        assertThat(lines.get(2)).startsWith("0x6e789e6aa1b965f4  passed  0x");
        assertThat(lines.get(3)).startsWith("replaced: pekko.cluster.roles, yours [\"server\"]");
        assertThat(lines.get(8)).startsWith("2 runs, 2 passed, 0 failed, ");
        assertThat(run.code()).isEqualTo(ExitCode.PASSED);
        Config written = ConfigFactory.parseFile(json.toFile());
        assertThat(written.getConfigList("runs")).hasSize(2).allSatisfy(one -> {
            assertThat(one.getLong("operations.ok")).isPositive();
            assertThat(one.getLong("frames")).isPositive();
        });
    }

    @Test
    void seedOfAReport_givesTheSameRun() {
        CommandLineRun first = CommandLineRun.test("run", "steady", "--seeds", "3");
        List<String> lines = first.out().lines().toList();
        String seed = lines.get(3).substring(0, 18);

        CommandLineRun again = CommandLineRun.test("run", "steady", "--seed", seed);

        assertThat(hashOf(again.out().lines().toList().get(1))).isEqualTo(hashOf(lines.get(3)));
    }

    @Test
    void parallel_givesTheSameLinesInTheSameOrder() {
        CommandLineRun one = CommandLineRun.shipped(bank("1"));
        CommandLineRun two = CommandLineRun.shipped(bank("2"));

        assertThat(two.err()).isEmpty();
        assertThat(withoutWallTime(two.out())).hasSize(14).isEqualTo(withoutWallTime(one.out()));
        assertThat(two.code()).isEqualTo(one.code());
    }

    private static String[] bank(String parallel) {
        return new String[] {
            "run", "bank", "--seeds", "6", "--operations", "50", "--parallel", parallel
        };
    }

    @Test
    void parallel_failFastEndsAfterTheSameRun() {
        CommandLineRun run = CommandLineRun.test(
                "run", "failing", "--seeds", "9", "--fail-fast", "--parallel", "3");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).contains("1 run, 0 passed, 1 failed");
    }

    /** The table without its last column, and without the machine time of the closing line. */
    static List<String> withoutWallTime(String out) {
        return out.lines()
                .map(line -> line.startsWith("0x") ? line.substring(0, 69) : line)
                .map(line -> line.replaceAll(", [0-9.]+ runs/s.*", ""))
                .toList();
    }

    private static String hashOf(String line) {
        return line.substring(28, 46);
    }

    @Test
    void withoutSeeds_runsTen() {
        CommandLineRun run = CommandLineRun.test("run", "steady");

        assertThat(run.out()).contains("10 runs, 10 passed, 0 failed");
    }

    @Test
    void failedProperty_isExitCode1AndTellsTheReplay() {
        CommandLineRun run = CommandLineRun.test(
                "run", "failing", "--seeds", "2", "--nodes", "5", "--chaos", "none");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out())
                .contains("property    two is three")
                .contains("message     expected 3, actual 2")
                .contains("replay      ./pekko-sim run failing --seed 0xe220a8397b1dcdaf --nodes 5"
                        + " --chaos none")
                .contains("2 runs, 0 passed, 2 failed");
    }

    @Test
    void databaseOfTheApplication_thatNoRunWroteTo_isTold() {
        CommandLineRun run = CommandLineRun.test("run", "jdbc", "--seeds", "2");

        assertThat(run.code()).isEqualTo(ExitCode.PASSED);
        assertThat(run.out().lines())
                .containsSubsequence(
                        "replaced: pekko.persistence.journal.plugin, yours jdbc-journal, ours",
                        "    pekko.sim.cluster-journal",
                        "    The stores belong to the simulated cluster, so nothing is written to or read",
                        "        from the application's");
    }

    @Test
    void points_areAllListedOnRequest() {
        CommandLineRun run = CommandLineRun.test("run", "steady", "--seeds", "1", "--points");

        assertThat(run.out()).contains("point    ").contains(Faults.pointNames());
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void propertyThatNeverHeld_isExitCode1_andInTextAndJson(@TempDir Path folder) {
        Path json = folder.resolve("results.json");

        CommandLineRun run =
                CommandLineRun.test("run", "unmet", "--seeds", "20", "--json", json.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        String place = "dev\\.pekkosim\\.cli\\.TestWorkloads\\.%s \\(TestWorkloads\\.java:\\d+\\)";
        String never = "sometimes 'a cluster has no node' never held in 20 runs:";
        String unreached = "test\\.never-asked in " + place.formatted("neverAsked");
        assertThat(run.out().lines().skip(21))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("property    ").endsWith("not held"),
                        line -> assertThat(line)
                                .matches("sometimes 'a cluster has no node' +20 +0 +20"),
                        line -> assertThat(line)
                                .isEqualTo("never reached: test.never-asked in"
                                        + " dev.pekkosim.cli.TestWorkloads.neverAsked"),
                        line -> assertThat(line).matches("    \\(TestWorkloads\\.java:\\d+\\)"),
                        line -> assertThat(line).isEqualTo("unmet: " + never),
                        line -> assertThat(line)
                                .matches("    " + place.formatted("stateTheImpossible")),
                        line -> assertThat(line).startsWith("20 runs, 20 passed, 0 failed, "));
        Config written = ConfigFactory.parseFile(json.toFile());
        assertThat(written.getStringList("unmet"))
                .singleElement()
                .asString()
                .matches(never + " " + place.formatted("stateTheImpossible"));
        assertThat(written.getStringList("unreachedPoints"))
                .singleElement()
                .asString()
                .matches(unreached);
        assertThat(written.getConfigList("points"))
                .extracting(point -> point.getString("name"))
                .contains("test.never-asked")
                .containsAll(Faults.pointNames());
        assertThat(written.getConfigList("properties")).singleElement().satisfies(property -> {
            assertThat(property.getLong("failures")).isEqualTo(20);
            assertThat(property.getStringList("places"))
                    .singleElement()
                    .asString()
                    .matches(place.formatted("stateTheImpossible"));
        });
    }

    @Test
    void propertyThatNeverHeld_inFewRunsIsExitCode0() {
        assertThat(CommandLineRun.test("run", "unmet", "--seeds", "19").code())
                .isEqualTo(ExitCode.PASSED);
    }

    @Test
    void failFast_endsAfterTheFirstFailure() {
        CommandLineRun run = CommandLineRun.test("run", "failing", "--seeds", "5", "--fail-fast");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).contains("1 run, 0 passed, 1 failed");
    }

    @Test
    void limitOfARun_isExitCode4() {
        CommandLineRun run = CommandLineRun.test("run", "limited", "--seeds", "1");

        assertThat(run.code()).isEqualTo(ExitCode.LIMIT);
        assertThat(run.out()).contains("property    pekko.sim.limits.steps");
    }

    @Test
    void hang_isExitCode4() {
        CommandLineRun run = CommandLineRun.test("run", "hanging", "--seeds", "1");

        assertThat(run.code()).isEqualTo(ExitCode.LIMIT);
        assertThat(run.out()).contains("message     nothing can happen any more");
    }

    @Test
    void help_fitsTheScreen() {
        for (String command : List.of("run", "verify", "bench")) {
            CommandLineRun run = CommandLineRun.shipped(command, "--help");

            assertThat(run.code()).isZero();
            assertThat(run.out()).startsWith("Usage: pekko-sim " + command);
            assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
        }
    }

    @Test
    void version_namesPekkoAndJava() {
        CommandLineRun run = CommandLineRun.shipped("--version");

        assertThat(run.code()).isZero();
        assertThat(run.out()).matches("pekko-sim \\S.*, Pekko 1\\.\\S+, Java \\S+\\s+");
    }
}
