package dev.pekkosim.testkit.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * One seed is one run, whatever the JVM. With {@code -Dtorture.seeds=1000} it takes minutes; unless
 * told it runs few seeds.
 */
class TortureTest {

    private static final int SEEDS = Integer.getInteger("torture.seeds", 30);

    /** On JDK 17 there is nothing to ask of virtual threads. */
    private static final String SAME_SOURCES = "-Dtorture.same-on-17=true";

    @Test
    void seeds_inAnyJvmOrderAndLogLevel_areTheSameRuns() throws Exception {
        List<String> expected = ChildJvm.ofThisJava(
                        SAME_SOURCES, "-Xmx768m", "-XX:+UseSerialGC", ChildJvm.SHORT_LIVED)
                .run("run", 1, SEEDS, "pekko.loglevel = OFF");

        assertThat(bySeed(expected)).hasSize(SEEDS * (1 + Torture.SOURCES_ON_17));
        assertThat(expected)
                .noneMatch(line -> line.startsWith("hash") && !line.endsWith(" passed"));
        List<ChildJvm> others = new ArrayList<>();
        others.add(ChildJvm.ofThisJava(
                SAME_SOURCES, "-Xmx1g", "-XX:+UseG1GC", "-XX:ActiveProcessorCount=1"));
        others.addAll(ChildJvm.ofOtherJavas(SAME_SOURCES, "-Xmx900m", "-XX:+UseParallelGC"));
        for (ChildJvm other : others) {
            List<String> actual = other.run("run", SEEDS, 1, "pekko.loglevel = DEBUG");
            assertThat(bySeed(actual)).as(other.toString()).isEqualTo(bySeed(expected));
        }
        System.out.println(SEEDS + " seeds of " + Torture.SOURCES_ON_17
                + " sources were the same in " + others);
    }

    @Test
    void seeds_twiceInOneJvm_areTheSameRuns() throws Exception {
        List<String> verified = ChildJvm.ofThisJava(ChildJvm.SHORT_LIVED)
                .run("verify", 1, SEEDS, "pekko.loglevel = OFF");

        assertThat(verified)
                .filteredOn(line -> line.startsWith("verified "))
                .hasSize(SEEDS)
                .allMatch(line -> line.endsWith(" the same"));
    }

    /** Lines by what they are about, since the seeds come in another order. */
    private static Map<String, String> bySeed(List<String> lines) {
        Map<String, String> map = new TreeMap<>();
        for (String line : lines) {
            if (line.startsWith("hash ") || line.startsWith("answer ")) {
                int end = line.lastIndexOf(' ');
                if (line.startsWith("hash ")) {
                    end = line.indexOf(' ', "hash ".length());
                }
                map.put(line.substring(0, end), line.substring(end));
            }
        }
        return map;
    }
}
