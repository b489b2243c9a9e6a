package dev.pekkosim.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a test's message says of each kind of failure. */
class KindTest {

    /** What was violated, without where in the run that was. */
    private static String why(Executed executed) {
        return executed.message()
                .lines()
                .skip(1)
                .takeWhile(line -> !line.startsWith("    noticed "))
                .collect(Collectors.joining("\n"));
    }

    private static String why(String method) {
        return why(Executed.of(KindSample.class, method));
    }

    @Test
    void hang_tellsWhatTheBodyWaitsFor() {
        assertThat(why("nothingCanHappen")).isEqualTo("""
                    property    the run ends
                    message     nothing can happen any more: no step is ready, no timer is set, 1 blocked: the body waits for a
                                java.util.concurrent.CompletableFuture$Signaller in
                                dev.pekkosim.junit.KindSample.nothingCanHappen(KindSample.java:63)""".indent(4).stripTrailing());
    }

    @Test
    void serializationFailure_namesTheMessageAndTheFix_andTheStepThatSentIt() {
        Executed executed = Executed.of(KindSample.class, "messageWithoutSerializer");
        assertThat(why(executed)).isEqualTo("""
                    property    every remote message is serializable
                    message     node-1 could not send dev.pekkosim.junit.KindSample$Unbound: No configured serialization-bindings for
                                class [dev.pekkosim.junit.KindSample$Unbound]; bind the class, or a marker interface of it, in
                                pekko.actor.serialization-bindings""".indent(4).stripTrailing());
        assertThat(executed.message())
                .containsPattern("last steps            node-1 +node-2\n")
                .containsPattern("  code of the body\n    faults      none\n");
    }

    @Test
    void nonDeterminism_isFoundByTheCanary_andLeavesNoRepro() {
        Executed executed = Executed.of(KindSample.class, "otherRunEachTime");
        assertThat(why(executed).replaceAll("0x[0-9a-f]{16}", "HASH"))
                .isEqualTo("""
                    property    a seed is one run
                    message     executed twice: hash HASH after 2 steps, then hash HASH after 2 steps; the
                                usual cause is what outlives a run, such as a static field; Determinism.verify(campaign,
                                HASHL) finds where they part""".indent(4).stripTrailing());
        assertThat(executed.message())
                .endsWith("repro       none, since a second execution was another run;"
                        + " Determinism.verify tells where they part");
    }

    @Test
    void limit_isToldByItsKey_withWhatIsHottest() {
        assertThat(why("neverEnds"))
                .startsWith("    property    pekko.sim.limits.virtual-time\n"
                        + "    message     more than 20 virtual seconds; hottest: node-1 ");
    }

    @Test
    void exceptionOfAGuardian_isToldWithItsMessageAndLine() {
        Executed executed = Executed.of(KindSample.class, "exceptionOfAnActor");
        assertThat(why(executed)).isEqualTo("""
                    property    no guardian fails
                    message     the guardian of node-1 failed while it handled java.lang.String: java.lang.IllegalStateException: as
                                ever; a guardian that throws stops its actor system
                    thrown at   dev.pekkosim.junit.KindSample.lambda$exceptionOfAnActor$1(KindSample.java:44)""".indent(4).stripTrailing());
        assertThat(executed.message()).containsPattern("\n +0\\.020s +\\d+  user 'a message'\n");
    }

    @Test
    void bodyThatForgotToStartANode_fails() {
        assertThat(why("healsNothing")).isEqualTo("""
                    property    the run is set up well
                    message     no node is ever started; call cluster.startAll(…) before heal()
                    thrown at   dev.pekkosim.junit.KindSample.healsNothing(KindSample.java:52)""".indent(4).stripTrailing());
    }

    @Test
    void folderThatIsAFile_hidesNoFailure(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("taken"), "");
        assertThat(Executed.of(
                                KindSample.class,
                                "fails",
                                Map.of("pekko.sim.report-dir", file.toString()))
                        .message())
                .contains("java.lang.IllegalStateException: as ever\n")
                .contains("    files       none, since they cannot be written: ");
    }
}
