package dev.pekkosim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.pekkosim.testkit.results.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shards of a campaign, joined into one report and one exit code. */
class MergeCommandTest {

    @TempDir
    private Path folder;

    private String shard(String workload, String shard, String... more) {
        String file = folder.resolve(workload + "-" + shard.replace('/', '-') + ".json")
                .toString();
        List<String> words =
                new ArrayList<>(List.of("run", workload, "--shard", shard, "--json", file));
        words.addAll(List.of(more));
        CommandLineRun.test(words.toArray(String[]::new));
        return file;
    }

    private static CommandLineRun merge(String... files) {
        List<String> words = new ArrayList<>(List.of("merge"));
        words.addAll(List.of(files));
        return CommandLineRun.test(words.toArray(String[]::new));
    }

    // ---- what comes of it

    @Test
    void shards_areTheCampaign() {
        String json = folder.resolve("merged.json").toString();
        String whole = folder.resolve("whole.json").toString();
        CommandLineRun.test("run", "steady", "--seeds", "7", "--json", whole);
        String third = shard("steady", "3/3", "--seeds", "7");
        String first = shard("steady", "1/3", "--seeds", "7");
        String second = shard("steady", "2/3", "--seeds", "7");

        CommandLineRun merged = merge(third, first, second, "--json", json);

        assertThat(merged.err()).isEmpty();
        assertThat(merged.code()).isZero();
        assertThat(merged.out().lines())
                .startsWith(
                        "shard 3/3: 2 of 2 runs, " + third,
                        "shard 1/3: 3 of 3 runs, " + first,
                        "shard 2/3: 2 of 2 runs, " + second)
                .last()
                .asString()
                .startsWith("7 runs, 7 passed, 0 failed, ");
        assertThat(withoutWallTime(json)).isEqualTo(withoutWallTime(whole));
    }

    private static Config withoutWallTime(String file) {
        String text = ConfigFactory.parseFile(Path.of(file).toFile())
                .root()
                .render()
                .replaceAll("\"wallNanos\"\\s*:\\s*\\d+", "\"wallNanos\" : 0");
        return ConfigFactory.parseString(text);
    }

    @Test
    void failingSeeds_areGroupedBySignature_withWhatReplaysThem() {
        CommandLineRun merged = merge(
                shard("failing", "1/2", "--seeds", "4"), shard("failing", "2/2", "--seeds", "4"));

        assertThat(merged.code()).isEqualTo(ExitCode.FAILED);
        assertThat(merged.out())
                .contains("failing seeds by what was violated, the fewest steps first:\n4 x  two is"
                        + " three: 0x")
                .contains("replay      ./pekko-sim run failing --seed 0xe220a8397b1dcdaf")
                .contains("4 runs, 0 passed, 4 failed, ");
    }

    /** 10 runs are too few to miss anything, and 20 are not. */
    @Test
    void whatNeverHappenedInAnyShard_isUnmet() {
        String first = shard("unmet", "1/2", "--seeds", "20");
        String second = shard("unmet", "2/2", "--seeds", "20");

        assertThat(ConfigFactory.parseFile(Path.of(first).toFile()).getStringList("unmet"))
                .isEmpty();
        CommandLineRun merged = merge(first, second);
        assertThat(merged.code()).isEqualTo(ExitCode.FAILED);
        assertThat(merged.out())
                .contains("unmet: sometimes 'a cluster has no node' never held in 20 runs:");
    }

    @Test
    void whatHappenedInOneShard_isMet() throws IOException {
        String first = shard("unmet", "1/2", "--seeds", "20");
        String second = shard("unmet", "2/2", "--seeds", "20");
        Path file = Path.of(second);
        Files.writeString(
                file, Files.readString(file).replaceFirst("\"passes\" ?: ?0", "\"passes\": 1"));

        CommandLineRun merged = merge(first, second);

        assertThat(merged.out()).doesNotContain("unmet:");
        assertThat(merged.code()).isZero();
    }

    @Test
    void limit_isTheExitCodeOfItsShard() {
        assertThat(merge(
                                shard("limited", "1/2", "--seeds", "2"),
                                shard("limited", "2/2", "--seeds", "2"))
                        .code())
                .isEqualTo(ExitCode.LIMIT);
    }

    @Test
    void shardThatEndedEarlySinceItFailed_isPartOfIt() {
        CommandLineRun merged = merge(
                shard("failing", "1/2", "--seeds", "6", "--fail-fast"),
                shard("failing", "2/2", "--seeds", "6"));

        assertThat(merged.code()).isEqualTo(ExitCode.FAILED);
        assertThat(merged.out()).contains("shard 1/2: 1 of 3 runs, ", "4 runs, 0 passed, 4 failed");
    }

    @Test
    void severalCampaigns_areReportedOneAfterAnother_withOneExitCode() {
        List<String> files = List.of(
                shard("steady", "1/2", "--seeds", "2"),
                shard("failing", "2/2", "--seeds", "2"),
                shard("steady", "2/2", "--seeds", "2"),
                shard("failing", "1/2", "--seeds", "2"));

        CommandLineRun merged = merge(files.toArray(String[]::new));

        assertThat(merged.code()).isEqualTo(ExitCode.FAILED);
        assertThat(merged.out()
                        .lines()
                        .filter(line -> line.matches("steady|failing|shard.*|.* runs,.*")))
                .map(line -> line.replaceFirst("0 failed,.*", "0 failed")
                        .replaceFirst("2 failed,.*", "2 failed"))
                .containsExactly(
                        "steady",
                        "shard 1/2: 1 of 1 run, " + files.get(0),
                        "shard 2/2: 1 of 1 run, " + files.get(2),
                        "2 runs, 2 passed, 0 failed",
                        "failing",
                        "shard 2/2: 1 of 1 run, " + files.get(1),
                        "shard 1/2: 1 of 1 run, " + files.get(3),
                        "2 runs, 0 passed, 2 failed");
    }

    @Test
    void jsonOfSeveralCampaigns_isRefused() {
        refuses(
                merge(
                        shard("steady", "1/1", "--seeds", "1"),
                        shard("failing", "1/1", "--seeds", "1"),
                        "--json",
                        folder.resolve("all.json").toString()),
                "--json takes the results of one campaign, but the files are of 2: steady,"
                        + " failing; merge each alone");
    }

    // ---- what cannot be joined

    private void refuses(CommandLineRun run, String sentence) {
        assertThat(run)
                .isEqualTo(new CommandLineRun(
                        ExitCode.USAGE, "", "pekko-sim: " + sentence + System.lineSeparator()));
    }

    @Test
    void fileThatIsNoJson_isRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), "<html>");

        assertThat(merge(file.toString()).err())
                .startsWith("pekko-sim: " + file + " must be a file of results, as run --json or a"
                        + " test of a shard writes, but is none: ")
                .hasLineCount(1);
        assertThat(merge(file.toString()).code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void jsonOfSomethingElse_isRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), "{\"campaign\": \"bank\"}");

        refuses(
                merge(file.toString()),
                file + " must be a file of results, as run --json or a test of a shard writes,"
                        + " but is none: No configuration setting found for key 'versions'");
    }

    @Test
    void wholeCampaign_isRefused() {
        String file = folder.resolve("whole.json").toString();
        CommandLineRun.test("run", "steady", "--seeds", "1", "--json", file);

        refuses(
                merge(file),
                file + " has all seeds of its campaign, but merge joins the shards of one, as run"
                        + " --shard I/N --json FILE and tests with pekko.sim.shard write them");
    }

    @Test
    void otherCampaign_isRefused() {
        String first = shard("steady", "1/2", "--seeds", "2");
        String second = shard("steady", "2/2", "--seeds", "2", "--nodes", "2");

        refuses(
                merge(first, second),
                second + " must be of the same campaign as " + first + ", but has nodes 2 instead"
                        + " of 3");
    }

    @Test
    void sameShardTwice_isRefused() throws IOException {
        String first = shard("steady", "1/2", "--seeds", "2");
        Path copy = Files.copy(Path.of(first), folder.resolve("copy.json"));

        refuses(
                merge(first, copy.toString()),
                first + " and " + copy + " are both shard 1/2; give each shard once");
    }

    @Test
    void missingShard_isRefused() {
        refuses(
                merge(shard("steady", "2/3", "--seeds", "3")),
                "shards 1/3, 3/3 of steady are missing; give their files, too");
        refuses(
                merge(
                        shard("steady", "2/3", "--seeds", "3"),
                        shard("steady", "3/3", "--seeds", "3")),
                "shard 1/3 of steady is missing; give its file, too");
    }

    @Test
    void interruptedShard_isRefused() throws IOException {
        String first = shard("steady", "1/1", "--seeds", "2");
        Path file = Path.of(first);
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst("\"interrupted\" ?: ?false", "\"interrupted\": true"));

        refuses(merge(first), first + " was interrupted after 2 of 2 runs; run shard 1/1 again");
    }
}
