package dev.pekkosim.testkit.faults;

import static dev.pekkosim.testkit.faults.Strikes.PACE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimNode;
import dev.pekkosim.testkit.cluster.Fault;
import dev.pekkosim.testkit.spi.FaultFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What families do to links, clocks and processors, and that they undo it. */
class MachineFamiliesTest {

    private static final Pattern NODE = Pattern.compile("(node|client)-\\d");

    private final Set<String> struck = new TreeSet<>();
    private int seen;

    @Test
    void holds() {
        assertThat(strikes(new Holds("holds", PACE)))
                .containsExactly("hold n -> n; release n -> n", "hold n; release n");
    }

    @Test
    void resets() {
        assertThat(strikes(new Resets("resets", PACE)))
                .containsExactly("reset connections n - n; ");
    }

    @Test
    void deadConnections() {
        assertThat(strikes(new DeadConnections("dead", PACE)))
                .containsExactly(
                        "black hole n - n; end of black hole n - n",
                        "half-open connections n -> n; ");
    }

    @Test
    void badConnects() {
        assertThat(strikes(new BadConnects("bad", PACE)))
                .containsExactly(
                        "hang connects to n, reset connections n - n; end of hang connects to n",
                        "refuse connects to n, reset connections n - n; end of refuse connects to n",
                        "slow connects to n, reset connections n - n; end of slow connects to n");
    }

    @Test
    void slowLinks() {
        assertThat(strikes(new SlowLinks("slow", PACE)))
                .containsExactly("slow link n - n; end of slow link n - n");
    }

    @Test
    void narrowLinks() {
        assertThat(strikes(new NarrowLinks("narrow", PACE)))
                .containsExactly("narrow link n - n to # bytes/s; end of narrow link n - n");
    }

    @Test
    void slowNodes() {
        assertThat(strikes(new SlowNodes("slow", PACE)))
                .containsExactly("slow n # times; end of slow n # times");
    }

    @Test
    void clockJumps() {
        assertThat(strikes(new ClockJumps("jumps", PACE)))
                .containsExactly(
                        "clock of n jumps by # ms; end of a jump of the clock of n by # ms");
    }

    @Test
    void clockDrifts() {
        assertThat(strikes(new ClockDrifts("drifts", PACE)))
                .containsExactly(
                        "clock of n drifts by # ppm; end of a drift of the clock of n by # ppm");
    }

    /** What each strike did and how it was mended, without names and numbers. */
    private Set<String> strikes(FaultFamily family) {
        Set<String> strikes = new TreeSet<>();
        StringBuilder strike = new StringBuilder();
        Strikes.watchMachines(
                family,
                cluster -> {
                    strike.setLength(0);
                    strike.append(news(cluster)).append("; ");
                },
                cluster -> {
                    strikes.add(strike + news(cluster));
                    assertThat(cluster.nodes()).noneMatch(SimNode::isSlow);
                    assertThat(cluster.nodes().stream().map(SimNode::epochNanos).distinct())
                            .hasSize(1);
                });
        assertThat(struck).containsExactly("client-1", "node-1", "node-2", "node-3", "node-4");
        return strikes;
    }

    private String news(SimCluster cluster) {
        List<String> news = new ArrayList<>();
        List<Fault> faults = cluster.faults();
        for (Fault fault : faults.subList(seen, faults.size())) {
            Matcher names = NODE.matcher(fault.description());
            news.add(names.replaceAll("n").replaceAll("-?\\d+", "#"));
            names.reset().results().forEach(name -> struck.add(name.group()));
        }
        seen = faults.size();
        return String.join(", ", news);
    }
}
