package dev.pekkosim.testkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.pekkosim.engine.Limits;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.TestApp;
import dev.pekkosim.testkit.TestRuns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KnobSwarmTest {

    @Test
    void keys_areThoseOfPekko_eachOnce() {
        Config reference = ConfigFactory.load();
        assertThat(KnobSwarm.ALL).extracting(Knob::key).doesNotHaveDuplicates();
        assertThat(KnobSwarm.ALL).allMatch(knob -> reference.hasPath(knob.key()));
    }

    @Test
    void runs_drawDifferently_eachSeedAlwaysTheSame_andNodesSeeIt() {
        Set<Duration> seen = new HashSet<>();
        List<Duration> own = new ArrayList<>();
        Campaign campaign = TestRuns.builder(2)
                .drawKnobs()
                .body(cluster -> {
                    cluster.startAll(new TestApp()::guardian);
                    Set<Duration> nodes = new HashSet<>();
                    cluster.nodes()
                            .forEach(node -> nodes.add(node.system()
                                    .settings()
                                    .config()
                                    .getDuration("pekko.cluster.gossip-interval")));
                    assertThat(nodes).hasSize(1);
                    own.addAll(nodes);
                    seen.addAll(nodes);
                })
                .build();
        for (long seed = 1; seed <= 8; seed++) {
            RunResult run = TestRuns.passed(campaign.run(seed));
            Duration gossip = own.get(own.size() - 1);
            String line = "pekko.cluster.gossip-interval = " + gossip.toMillis() + " ms";
            assertThat(run.disturbance().drawn().contains(line))
                    .isEqualTo(!gossip.equals(Duration.ofSeconds(1)));
            assertThat(run.disturbance().drawn()).hasSizeBetween(8, 28);
            assertThat(TestRuns.passed(campaign.run(seed)).hash()).isEqualTo(run.hash());
        }
        assertThat(seen).hasSizeGreaterThan(2);
    }

    @Test
    void eachKnob_isDrawnInHalfOfTheRuns_overItsWholeRange() {
        Map<String, List<String>> drawn = new HashMap<>();
        for (int seed = 0; seed < 200; seed++) {
            draw(seed, ConfigFactory.load())
                    .forEach((key, value) ->
                            drawn.computeIfAbsent(key, any -> new ArrayList<>()).add(value));
        }
        for (Knob knob : KnobSwarm.ALL) {
            List<String> values = drawn.getOrDefault(knob.key(), List.of());
            assertThat(values).as(knob.key()).hasSizeBetween(60, 140);
            String[] bounds = knob.range().split(" to ", -1);
            if (bounds.length == 1) {
                assertThat(Set.copyOf(values))
                        .as(knob.key())
                        .containsExactlyInAnyOrder(knob.range().split(", ", -1));
            } else {
                long low = number(bounds[0]);
                long high = number(bounds[1]);
                long quarter = (high - low) / 4;
                assertThat(values)
                        .as(knob.key())
                        .allMatch(value -> number(value) >= low && number(value) <= high)
                        .anyMatch(value -> number(value) <= low + quarter)
                        .anyMatch(value -> number(value) >= high - quarter)
                        .allMatch(value -> value.endsWith(" ms") == bounds[0].endsWith(" ms"));
            }
        }
    }

    private static long number(String value) {
        return Long.parseLong(value.replace(" ms", ""));
    }

    @Test
    void knob_isDrawn_whateverOthersThereAre() {
        Config all = ConfigFactory.load();
        String first = KnobSwarm.ALL.get(0).key();
        for (int seed = 0; seed < 20; seed++) {
            Map<String, String> fewer = draw(seed, all);
            fewer.remove(first);
            assertThat(draw(seed, all.withoutPath(first))).isEqualTo(fewer);
        }
    }

    private static Map<String, String> draw(long seed, Config application) {
        Map<String, String> drawn = new HashMap<>();
        for (String line : KnobSwarm.draw(
                        new Engine(seed, Limits.DEFAULT).decisions(), application, 3)
                .describe()) {
            String[] sides = line.split(" = ", -1);
            drawn.put(sides[0], sides[1]);
        }
        return drawn;
    }

    /** Pekko refuses this strategy without the size. */
    @Test
    void staticQuorum_hasAMajorityAsItsSize_unlessTheApplicationSaysOne() {
        assertThat(quorumOf(""))
                .isEqualTo("pekko.cluster.split-brain-resolver.static-quorum.quorum-size = 3");
        assertThat(quorumOf("pekko.cluster.split-brain-resolver.static-quorum.quorum-size = 4"))
                .isNull();
    }

    private static @Nullable String quorumOf(String application) {
        Campaign campaign = TestRuns.builder(4)
                .clients(0)
                .config(TestRuns.config(application))
                .drawKnobs()
                .body(cluster -> cluster.startAll(new TestApp()::guardian))
                .build();
        for (long seed = 1; seed <= 100; seed++) {
            RunResult run = TestRuns.passed(campaign.run(seed));
            if (run.disturbance()
                    .drawn()
                    .contains(
                            "pekko.cluster.split-brain-resolver.active-strategy = static-quorum")) {
                return run.disturbance().drawn().stream()
                        .filter(line -> line.contains("quorum-size"))
                        .findFirst()
                        .orElse(null);
            }
        }
        throw new AssertionError("no run draws static-quorum");
    }

    @Test
    void without_nothingIsDrawn() {
        RunResult run = TestRuns.passes(1, cluster -> cluster.startAll(new TestApp()::guardian));
        assertThat(run.disturbance().drawn()).isEmpty();
    }
}
