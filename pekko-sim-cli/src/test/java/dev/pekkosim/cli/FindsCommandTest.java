package dev.pekkosim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.testkit.results.ExitCode;
import org.junit.jupiter.api.Test;

/**
 * It starts the JVM of the programs, which takes their arguments; the programs themselves take
 * minutes.
 */
class FindsCommandTest {

    @Test
    void unknownFind_isToldWithTheRightOnes() {
        CommandLineRun run = CommandLineRun.shipped("finds", "PEKKO-99");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("pekko-sim: there is no program for 'PEKKO-99'; use PEKKO-")
                .hasLineCount(1);
    }

    @Test
    void timesIsNoNumber_isTold() {
        CommandLineRun run = CommandLineRun.shipped("finds", "--times", "often");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .isEqualToIgnoringNewLines(
                        "pekko-sim: --times must be a whole number of at least 1, but is 'often'");
    }
}
