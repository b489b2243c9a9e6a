package dev.pekkosim.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.Repro;
import dev.pekkosim.testkit.SimClusterTestKit;
import dev.pekkosim.testkit.cluster.SimSetupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that replay a failure. */
class ReproTest {

    private static final String SEED = "0xe220a8397b1dcdaf";

    @Test
    void keptRepro_isRunFirst_andToldToBeAnotherRunByNow() {
        Executed executed = Executed.of(ReproSample.class, "stillFails");

        assertThat(executed.names()).containsExactly("repro still-fails.repro", "seed " + SEED);
        assertThat(executed.message())
                .startsWith("seed 0x000000000000002a failed in step 1, at virtual 0.000s: ")
                .contains("\n    repro       still-fails.repro")
                .contains("\n    changed     its seed is another run than when it was written: they"
                        + " part between step 0 and step 1; it was written with Pekko 0.9.0,"
                        + " Java 11, and this is Pekko ");
    }

    @Test
    void keptReproThatPasses_isNoFailure() {
        assertThat(Executed.of(ReproSample.class, "isMended").thrown()).isEmpty();
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
        assertThat(repro.change(campaign(Duration.ZERO))).isEmpty();
        assertThat(repro.change(campaign(Duration.ofSeconds(1))))
                .hasValueSatisfying(change -> assertThat(change)
                        .matches("its seed is another run than when it was written: they part"
                                + " between step [1-9]\\d+ and step \\d+"));
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

    @Test
    void fileThatIsNone_isRefused() {
        assertThatExceptionOfType(SimSetupException.class)
                .isThrownBy(() -> Repro.parse("format = 1\ntest = x", "a.repro"))
                .withMessageStartingWith("repro a.repro cannot be read: ")
                .withMessageEndingWith("; delete it");
    }

    @Test
    void chaosFromOutside_isPartOfIt() {
        Repro repro = Repro.parse("""
                format = 1
                test = "a.B#c"
                seed = "42"
                chaos = "none"
                property = "p"
                versions = "v"
                fingerprint = ["1", "0x1", "1", "0x1"]
                """, "it");

        assertThat(repro.chaos()).isEqualTo(Optional.of("none"));
        assertThat(Repro.parse(repro.text(), "again").text()).isEqualTo(repro.text());
    }
}
