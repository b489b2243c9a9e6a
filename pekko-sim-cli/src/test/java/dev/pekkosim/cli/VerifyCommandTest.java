package dev.pekkosim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.cli.check.JavaHome;
import dev.pekkosim.testkit.results.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {

    @Test
    void equalHashes_areNoDifference() {
        CommandLineRun run = CommandLineRun.test("verify", "steady", "--seeds", "3");

        assertThat(run.err()).isEmpty();
        String java = System.getProperty("java.version");
        assertThat(run.out().lines().skip(4))
                .containsExactly(
                        "    this JVM    Java " + java + ", two executions of each seed",
                        "    other JVM   Java " + java + ", one execution of each seed",
                        "3 seeds, 3 executions each, 0 differences");
        assertThat(run.code()).isEqualTo(ExitCode.PASSED);
    }

    @Test
    void failedRuns_areNoDifference_butToldAndNoSuccess() {
        CommandLineRun run = CommandLineRun.test("verify", "failing", "--seeds", "2");

        assertThat(run.out())
                .contains("    property    two is three")
                .contains("    replay      ./pekko-sim run failing --seed 0x6e789e6aa1b965f4")
                .endsWith("2 seeds, 3 executions each, 0 differences, 2 failed"
                        + System.lineSeparator());
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void codeOfFailedRuns_isThatOfRun() {
        assertThat(CommandLineRun.test("verify", "hanging", "--seeds", "1").code())
                .isEqualTo(ExitCode.LIMIT);
    }

    @Test
    void differenceOfFailedRuns_isExitCode3() {
        CommandLineRun run = CommandLineRun.test("verify", "odd-failing", "--seeds", "1");

        assertThat(run.out())
                .contains("    property    two is three")
                .contains(", 1 difference, 1 failed");
        assertThat(run.code()).isEqualTo(ExitCode.NON_DETERMINISM);
    }

    @Test
    void differentHashes_areExitCode3AndTellTheFirstEvent() {
        CommandLineRun run = CommandLineRun.test("verify", "odd", "--seeds", "2");

        assertThat(run.code()).isEqualTo(ExitCode.NON_DETERMINISM);
        assertThat(run.out())
                .contains("0xe220a8397b1dcdaf  differs")
                .contains("0x6e789e6aa1b965f4  differs")
                .containsPattern("    differs in  step \\d+, at virtual 0\\.0\\d+ s")
                .containsPattern("    first       execution \\d+")
                .containsPattern("    second      execution \\d+")
                .containsPattern("        at dev\\.pekkosim\\.cli\\.TestWorkloads\\.ticks")
                .containsPattern("                  - tick 39")
                .contains("    decisions   the last 20 of each stream, and who drew them")
                .contains("    verify      ./pekko-sim verify odd --seed 0xe220a8397b1dcdaf")
                .endsWith("2 seeds, 3 executions each, 2 differences" + System.lineSeparator());
    }

    @Test
    void differenceFromJvmToJvm_namesBoth() {
        CommandLineRun run = CommandLineRun.test("verify", "odd-jvm", "--seeds", "1");

        assertThat(run.code()).isEqualTo(ExitCode.NON_DETERMINISM);
        assertThat(run.out())
                .contains("    this JVM    execution " + ProcessHandle.current().pid())
                .containsPattern("    other JVM   execution \\d+")
                .contains("        schedule");
    }

    /** The other JVM executes the last seed first. */
    @Test
    void differenceByTheSeedsBefore_isFound() {
        CommandLineRun run = CommandLineRun.test("verify", "odd-order", "--seeds", "2");

        assertThat(run.code()).isEqualTo(ExitCode.NON_DETERMINISM);
        assertThat(run.out())
                .contains("0xe220a8397b1dcdaf  differs")
                .contains("0x6e789e6aa1b965f4  differs");
    }

    /** A home whose launcher leaves a file behind, and then is this Java. */
    @Test
    void otherJava_isTheOneThatIsNamed(@TempDir Path home) throws IOException {
        Path launcher = Files.createDirectory(home.resolve("bin")).resolve("java");
        Files.writeString(
                launcher,
                "#!/bin/sh\ntouch '" + home + "/started'\nexec '"
                        + JavaHome.own().launcher() + "' \"$@\"\n");
        assertThat(launcher.toFile().setExecutable(true)).isTrue();

        CommandLineRun run =
                CommandLineRun.test("verify", "steady", "--seeds", "2", "--java", home.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("2 seeds, 3 executions each, 0 differences");
        assertThat(run.code()).isEqualTo(ExitCode.PASSED);
        assertThat(home.resolve("started")).exists();
    }

    @Test
    void parallel_givesTheSameLines() {
        CommandLineRun one = CommandLineRun.test("verify", "steady", "--seeds", "5");
        CommandLineRun two =
                CommandLineRun.test("verify", "steady", "--seeds", "5", "--parallel", "2");

        assertThat(RunCommandTest.withoutWallTime(two.out()))
                .isEqualTo(RunCommandTest.withoutWallTime(one.out()));
        assertThat(two.code()).isEqualTo(ExitCode.PASSED);
    }

    @Test
    void workloadThatCannotBeMade_isOneSentence() {
        CommandLineRun run = CommandLineRun.test("verify", "steady", "--bug", "other");

        assertThat(run)
                .isEqualTo(new CommandLineRun(
                        2,
                        "",
                        "pekko-sim: workload steady has no bug 'other'; use none or some-bug"
                                + System.lineSeparator()));
    }

    @Test
    void jvmArguments_changeHeapAndCollectorOnly() {
        assertThat(OtherJvm.jvmArguments(List.of(
                        "-javaagent:agent.jar",
                        "-Xmx9g",
                        "-XX:+UseSerialGC",
                        "-agentlib:jdwp=transport=dt_socket",
                        "-Dkey=value")))
                .startsWith("-javaagent:agent.jar", "-Dkey=value", "-XX:+UseParallelGC")
                .hasSize(4)
                .last()
                .asString()
                .matches("-Xmx\\d+m");
    }
}
