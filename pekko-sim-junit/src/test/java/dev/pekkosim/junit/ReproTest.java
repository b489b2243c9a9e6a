package dev.pekkosim.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.CampaignOptions;
import dev.pekkosim.testkit.KeptRepro;
import dev.pekkosim.testkit.Repro;
import dev.pekkosim.testkit.SimClusterTestKit;
import dev.pekkosim.testkit.campaign.Versions;
import dev.pekkosim.testkit.cluster.SimSetupException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that replay a failure. */
class ReproTest {

    private static final String SEED = "0xe220a8397b1dcdaf";

    @Test
    void keptRepro_isRunFirst_andToldWhereItDiverged(@TempDir Path folder) {
        Executed executed = Executed.of(
                ReproSample.class, "stillFails", Map.of("pekko.sim.report-dir", folder.toString()));

        assertThat(executed.names()).containsExactly("repro still-fails.repro", "seed " + SEED);
        Path left = folder.resolve("ReproSample.stillFails");
        assertThat(executed.message()
                        .replace(Versions.ofThisJvm().toString(), "THIS")
                        .replaceAll("\n {16,}", " "))
                .isEqualTo("""
                        seed 0x000000000000002a failed in step 1, at virtual 0.000s: no exception leaves the body of the run
                            property    no exception leaves the body of the run
                            message     ReproSample.java:16: java.lang.IllegalStateException: as ever
                            noticed     in step 1, at virtual 0.000s
                            faults      none
                            replay      mvn test -Dtest=ReproSample#stillFails -Dpekko.sim.seed=0x000000000000002a \
                        -Dsurefire.failIfNoSpecifiedTests=false
                            replaced    pekko.loglevel: yours OFF, ours ERROR (With the level OFF Pekko would start no logger, \
                        which would be another run; this one logs nothing)
                            kept as     still-fails.repro
                            diverged    at step 1 of 2: the seed is another run than when the repro was written, with pekko-sim 0.0.9, \
                        Pekko 0.9.0, Java 11; this is THIS; then was set -Dpekko.sim.canary=3, now nothing
                            repro       %s
                            log         %s""".formatted(
                                left.resolve("0x000000000000002a.repro"),
                                left.resolve("0x000000000000002a.log")));
    }

    @Test
    void keptReproThatPasses_isNoFailure() {
        assertThat(Executed.of(ReproSample.class, "isMended").thrown()).isEmpty();
    }

    @Test
    void reproFromOutside_isTheOnlyRun(@TempDir Path folder) throws IOException {
        Path file = write(folder.resolve("mine.repro"), "ReproSample#leavesOne", "7");

        Executed executed = Executed.of(
                ReproSample.class, "leavesOne", Map.of("pekko.sim.repro", file.toString()));

        assertThat(executed.names()).containsExactly("repro " + file);
        assertThat(executed.message()).startsWith("seed 0x0000000000000007 failed ");
    }

    @Test
    void reproFromOutside_ofAnotherTest_changesNothing(@TempDir Path folder) throws IOException {
        Path file = write(folder.resolve("mine.repro"), "ReproSample#leavesOne", "7");

        assertThat(Executed.of(
                                ReproSample.class,
                                "isMended",
                                Map.of("pekko.sim.repro", file.toString()))
                        .thrown())
                .isEmpty();
    }

    @Test
    void reproFromOutside_thatIsNotThere_isRefused() {
        assertThat(Executed.of(
                                ReproSample.class,
                                "stillFails",
                                Map.of("pekko.sim.repro", "/no/such.repro"))
                        .message())
                .isEqualTo("repro must be a file that is there, but /no/such.repro is none");
    }

    @Test
    void reproAndSeedFromOutside_areRefused() {
        assertThat(Executed.of(
                                ReproSample.class,
                                "stillFails",
                                Map.of("pekko.sim.repro", "a.repro", "pekko.sim.seed", "1"))
                        .message())
                .startsWith("one of seed and repro must be set, but both are: seed 1 (JUnit's");
    }

    /** A writable place of repros on the class path of tests. */
    private static ClassLoader loader(Path folder) throws IOException {
        return new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, ReproTest.class.getClassLoader());
    }

    private static Path write(Path file, String test, String seed) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, """
                format = 1
                test = "dev.pekkosim.junit.%s"
                seed = "%s"
                property = "p"
                versions = "v"
                fingerprint = ["1", "0x1", "1", "0x1"]
                """.formatted(test, seed));
    }

    private static Repros find(Path folder, String test) throws IOException {
        return Repros.of(
                loader(folder),
                "dev.pekkosim.junit." + test,
                CampaignOptions.of(List.of()),
                campaign(Duration.ZERO));
    }

    @Test
    void reprosInFoldersBelow_areFound(@TempDir Path folder) throws IOException {
        write(folder.resolve("repros/b/0x1.repro"), "ReproSample#leavesOne", "1");
        write(folder.resolve("repros/a/0x1.repro"), "ReproSample#leavesOne", "2");

        assertThat(find(folder, "ReproSample#leavesOne").kept())
                .extracting(KeptRepro::file)
                .containsExactly("a/0x1.repro", "b/0x1.repro");
    }

    @Test
    void reproThatIsTwiceOnTheClassPath_isRunOnce(@TempDir Path folder) throws IOException {
        Path copy = folder.resolve("repros/still-fails.repro");
        write(copy, "ReproSample#stillFails", "7");

        assertThat(find(folder, "ReproSample#stillFails").kept())
                .singleElement()
                .satisfies(kept -> assertThat(kept.repro().seed()).isEqualTo(42));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ReproSample#gone", "GoneSample#stillFails"})
    void reproOfATestThatIsGone_isRefused(String test, @TempDir Path folder) throws IOException {
        write(folder.resolve("repros/old.repro"), test, "1");

        assertThatExceptionOfType(SimSetupException.class)
                .isThrownBy(() -> find(folder, "ReproSample#leavesOne"))
                .withMessage("repro old.repro must be of a test that there is, but is of"
                        + " dev.pekkosim.junit." + test + "; write the test's new name into it, or"
                        + " delete it");
    }

    @Test
    void reproOfAnotherFormat_isRefusedInItsOwnTestOnly(@TempDir Path folder) throws IOException {
        Path file = write(folder.resolve("repros/new.repro"), "ReproSample#isMended", "1");
        Files.writeString(file, Files.readString(file).replace("format = 1", "format = 2"));

        assertThat(find(folder, "ReproSample#leavesOne").kept()).isEmpty();
        assertThatExceptionOfType(SimSetupException.class)
                .isThrownBy(() -> find(folder, "ReproSample#isMended"))
                .withMessageStartingWith("repro new.repro must be of format 1, but is of format 2");
    }

    @Test
    void chaosOfARepro_winsOverOneFromOutside(@TempDir Path folder) throws IOException {
        Path file = write(folder.resolve("mine.repro"), "ReproSample#chaos", "7");
        Map<String, String> outside =
                Map.of("pekko.sim.repro", file.toString(), "pekko.sim.chaos", "none");
        assertThat(Executed.of(ReproSample.class, "chaos", outside).thrown()).isEmpty();
        Files.writeString(file, Files.readString(file) + "chaos = none");
        assertThat(Executed.of(ReproSample.class, "chaos", outside).thrown()).isEmpty();

        assertThat(ReproSample.CHAOS).containsExactly("faults", "no fault");
    }

    @Test
    void oneSeedFromOutside_isRunWithoutRepros() {
        assertThat(Executed.of(ReproSample.class, "stillFails", Map.of("pekko.sim.seed", "1"))
                        .names())
                .containsExactly("seed 0x0000000000000001");
    }

    @Test
    void failingRun_leavesARepro_thatIsTheSameRunUntilTheCodeChanges(@TempDir Path folder)
            throws IOException {
        String message = Executed.of(
                        ReproSample.class,
                        "leavesOne",
                        Map.of("pekko.sim.report-dir", folder.toString()))
                .message();

        Path file = folder.resolve("ReproSample.leavesOne").resolve(SEED + ".repro");
        assertThat(message).contains("\n    repro       " + file);
        Repro repro = Repro.parse(Files.readString(file), "it");
        assertThat(repro.test()).isEqualTo("dev.pekkosim.junit.ReproSample#leavesOne");
        assertThat(repro.property()).isEqualTo("no exception leaves the body of the run");
        assertThat(repro.text()).isEqualTo(Files.readString(file));
        assertThat(repro.replay(campaign(Duration.ZERO)).diverged()).isEmpty();
        assertThat(repro.replay(campaign(Duration.ofSeconds(1))).diverged())
                .hasValueSatisfying(where -> assertThat(where)
                        .matches(
                                "between steps [1-9][\\d,]+ and [\\d,]+ of [\\d,]+: the seed is another run"
                                        + " than when the repro was written"));
    }

    /** The body of the sample, but that it waits in the end. */
    private static Campaign campaign(Duration more) {
        return SimClusterTestKit.campaign("test")
                .nodes(2)
                .clients(0)
                .body(cluster -> {
                    cluster.startAll(Behaviors::empty);
                    if (!more.isZero()) {
                        cluster.sleep(more);
                    }
                    throw new IllegalStateException("once Up");
                })
                .build();
    }

    @Test
    void fileOfAnotherFormat_isRefused() {
        assertThatExceptionOfType(SimSetupException.class)
                .isThrownBy(() -> Repro.parse("format = 2", "a.repro"))
                .withMessage("repro a.repro must be of format 1, but is of format 2; delete it, or"
                        + " use the version of pekko-sim that wrote it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "format = 1\ntest = x",
                "format = 1\ntest = x\nseed = y\nproperty = p\nversions = v\nfingerprint = [1, 0x1, 1]",
                "format = 1\ntest = x\nseed = 1\nproperty = p\nversions = v\nfingerprint = [1, 0x1, 3]",
                "format = 1\ntest = x\nseed = 1\nproperty = p\nversions = v\nfingerprint = [1, 1, 1]",
                "format = 1\ntest = x\nseed = 1\nproperty = p\nversions = v\nfingerprint = [1]"
            })
    void fileThatIsNone_isRefused(String text) {
        assertThatExceptionOfType(SimSetupException.class)
                .isThrownBy(() -> Repro.parse(text, "a.repro"))
                .withMessageMatching("repro a.repro cannot be read: .*; delete it");
    }

    @Test
    void chaosFromOutside_isPartOfIt() {
        Repro repro = Repro.parse("""
                format = 1
                test = "a.B#c"
                seed = "42"
                chaos = "none"
                settings { "pekko.sim.canary" = "0" }
                property = "p"
                versions = "v"
                fingerprint = ["1", "0x1", "1", "0x1"]
                """, "it");

        assertThat(repro.chaos()).isEqualTo(Optional.of("none"));
        assertThat(Repro.parse(repro.text(), "again").text()).isEqualTo(repro.text());
    }
}
