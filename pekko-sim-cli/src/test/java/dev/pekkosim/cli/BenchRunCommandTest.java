package dev.pekkosim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.testkit.results.ExitCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchRunCommandTest {

    @Test
    void benchRun_printsMedianSpreadSplitStepsAndMachine() {
        CommandLineRun run =
                CommandLineRun.shipped("bench", "run", "--warm-up", "1", "--runs", "2");

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isEqualTo(ExitCode.PASSED);
        List<String> lines = run.out().lines().toList();
        assertThat(lines).hasSize(5).allMatch(line -> line.length() <= 80);
        assertThat(lines.get(0))
                .matches("median [0-9.]+ ms: 3 nodes, 100 sharded asks, 60 idle virtual seconds");
        assertThat(lines.get(1)).startsWith("  runs     2 after 1 warm-up; ms: min ");
        assertThat(lines.get(2)).startsWith("  median   ms: create ");
        assertThat(lines.get(3)).contains(" per run, ", " steps/s, virtual:wall ");
        assertThat(lines.get(4)).matches("  machine  \\d+ cores, Java \\S+, .+");
    }
}
