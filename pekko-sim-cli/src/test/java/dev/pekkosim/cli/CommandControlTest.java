package dev.pekkosim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.testkit.results.ExitCode;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Options that are set outside count, unless the command line says otherwise. */
class CommandControlTest {

    private static CommandLineRun with(Map<String, String> set, Supplier<CommandLineRun> run) {
        set.forEach(System::setProperty);
        try {
            return run.get();
        } finally {
            set.keySet().forEach(System::clearProperty);
        }
    }

    @Test
    void optionThatIsSetOutside_counts_andIsTold() {
        CommandLineRun run = with(
                Map.of("pekko.sim.seeds", "3", "pekko.sim.chaos", "none"),
                () -> CommandLineRun.test("run", "failing"));

        assertThat(run.out())
                .startsWith("set outside: seeds 3 (system property pekko.sim.seeds), chaos none"
                        + " (system property pekko.sim.chaos)\n")
                .contains("3 runs, 0 passed, 3 failed")
                .contains("./pekko-sim run failing --seed 0xe220a8397b1dcdaf --chaos none");
    }

    @Test
    void commandLine_winsOverWhatIsSetOutside() {
        CommandLineRun run = with(
                Map.of("pekko.sim.seeds", "3", "pekko.sim.seed", "42", "pekko.sim.parallel", "2"),
                () -> CommandLineRun.test("run", "steady", "--seeds", "2", "--parallel", "1"));

        assertThat(run.out()).doesNotContain("set outside").contains("2 runs, 2 passed");
    }

    @Test
    void chaosOfTheCommandLine_isPartOfTheReplay_ifAnotherIsSetOutside() {
        CommandLineRun run = with(
                Map.of("pekko.sim.chaos", "none"),
                () -> CommandLineRun.test(
                        "run", "failing", "--seeds", "1", "--chaos", "crash-partition"));

        assertThat(run.out())
                .contains("run failing --seed 0xe220a8397b1dcdaf --chaos crash-partition");
    }

    @Test
    void wrongOptionOutside_isToldWithItsPlace() {
        assertThat(with(
                        Map.of("pekko.sim.seeds", "many"),
                        () -> CommandLineRun.test("run", "steady")))
                .isEqualTo(new CommandLineRun(
                        ExitCode.USAGE,
                        "",
                        "pekko-sim: seeds must be a whole number, but is many (system property"
                                + " pekko.sim.seeds)" + System.lineSeparator()));
    }

    @Test
    void repro_isForTests() {
        assertThat(with(
                                Map.of("pekko.sim.repro", "a.repro"),
                                () -> CommandLineRun.test("run", "steady"))
                        .err())
                .isEqualTo("pekko-sim: repro is for tests, but is set to a.repro (system property"
                        + " pekko.sim.repro); the command replays its seed with --seed"
                        + System.lineSeparator());
    }

    @Test
    void runsWithoutNews_endTheCampaign() {
        CommandLineRun run =
                CommandLineRun.test("run", "steady", "--seeds", "50", "--until-stable", "3");

        assertThat(run.out()).contains("3 runs, 3 passed");
    }

    @Test
    void timeThatIsOver_endsTheCampaign() {
        assertThat(CommandLineRun.test("run", "steady", "--time-budget", "1ms").out())
                .contains("1 run, 1 passed");
    }
}
