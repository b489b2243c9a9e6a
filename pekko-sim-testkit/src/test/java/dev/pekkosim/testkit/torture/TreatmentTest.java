package dev.pekkosim.testkit.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each treatment is needed: with it switched off, the verification fails and names what was not
 * treated.
 */
class TreatmentTest {

    private static final String SHORT_STALL =
            "pekko.sim.limits { step-cpu-time = 2 s, step-idle-time = 2 s }";

    /** What one JVM answers differently each time. */
    @ParameterizedTest
    @CsvSource({
        "clocks, /user/clocks",
        "secure-random, /user/secure-random",
        "fork-join, ForkJoinPool-"
    })
    void source_untreated_differsInOneJvm(String source, String named) throws Exception {
        assertThat(verify(source, source))
                .anyMatch(line -> line.contains("is not one run") && line.contains(named));
    }

    /** They come from {@code SecureRandom}; their own treatment is only quicker. */
    @Test
    void uuids_untreated_differInOneJvm() throws Exception {
        assertThat(verify("uuids", "uuids,secure-random"))
                .anyMatch(line -> line.contains("is not one run") && line.contains("/user/uuids"));
    }

    /** What Pekko itself asks, long before the application does. */
    @ParameterizedTest
    @ValueSource(strings = {"random", "counters"})
    void source_untreatedAndUsedByPekko_differsInOneJvm(String source) throws Exception {
        assertThat(verify(source, source))
                .hasSize(2)
                .allMatch(line -> line.contains("is not one run"));

        assertThat(untreated(source, source).run("twice", 1, 1, ""))
                .filteredOn(line -> line.startsWith("answer 1 " + source))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    /** What two JVMs answer differently, each of them always the same. */
    @ParameterizedTest
    @ValueSource(strings = {"collection-order", "machine", "identity-hashes"})
    void source_untreated_differsFromJvmToJvm(String source) throws Exception {
        List<String> one = untreated(source, source, "-Xmx512m").run("run", 1, 3, "");
        List<String> other = untreated(
                        source,
                        source,
                        "-Xmx640m",
                        "-XX:ActiveProcessorCount=1",
                        "-XX:+UseSerialGC")
                .run("run", 1, 3, "");

        assertThat(one)
                .filteredOn(line -> line.startsWith("hash"))
                .allMatch(line -> line.endsWith("passed"));
        assertThat(one)
                .filteredOn(line -> line.startsWith("answer 1 " + source))
                .hasSize(1)
                .doesNotContainAnyElementsOf(other);
        assertThat(hash(one)).isNotEqualTo(hash(other));
    }

    /**
     * What waits for the machine instead of the run, so that it never ends, or is lost with its
     * run. Delayed futures fail it in whichever way comes first on the machine: the timer's thread
     * wakes the step, or the pool's, or none in time.
     */
    @ParameterizedTest
    @CsvSource({
        "threads, pool-1-thread-",
        "monitors, Work",
        "waiting, Unsafe.park",
        "delayed-futures, is not part of the run|Work.delayedFutures|did not answer: .delayed-futures.",
    })
    void source_untreated_failsTheRun(String source, String named) throws Exception {
        List<String> lines = untreated(source, source).run("run", 1, 3, SHORT_STALL);

        assertThat(lines)
                .filteredOn(line -> line.startsWith("hash") && !line.endsWith("passed"))
                .isNotEmpty()
                .anyMatch(Pattern.compile(named).asPredicate());
    }

    private static List<String> verify(String source, String off) throws Exception {
        List<String> verified =
                new ArrayList<>(untreated(source, off).run("verify", 1, 2, SHORT_STALL));
        verified.removeIf(line -> !line.startsWith("verified "));
        return verified;
    }

    private static ChildJvm untreated(String source, String off, String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.add("-Dpekko.sim.agent.off=" + off);
        all.add("-Dtorture.only=" + source);
        all.add(ChildJvm.SHORT_LIVED);
        return ChildJvm.ofThisJava(all.toArray(new String[0]));
    }

    private static List<String> hash(List<String> lines) {
        return lines.stream().filter(line -> line.startsWith("hash")).toList();
    }
}
