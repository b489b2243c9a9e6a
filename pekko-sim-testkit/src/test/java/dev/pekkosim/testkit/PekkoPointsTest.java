package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.testkit.faults.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each buggify point in Pekko alone: it fires, and the application notices. */
class PekkoPointsTest {

    private static final List<Boolean> BOTH = List.of(true, false);

    /** What the application sees while no point fires. */
    private static Observed usual;

    /**
     * What came of a run.
     *
     * @param result the run
     * @param seen what the application noted, with the virtual second in which it did, and how its
     *     questions were answered
     */
    private record Observed(RunResult result, List<String> seen) {}

    /** Not in a static initialiser, for which the carriers of the run would wait. */
    @BeforeAll
    static void observeUsual() {
        usual = observe(OnePoint.NONE, "0");
    }

    static Stream<String> names() {
        return Faults.pointNames().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void point_fires_andTheApplicationNotices(String name) {
        Observed observed = observe(name, "1");
        assertThat(OnePoint.count(observed.result().points(), name).fired()).isPositive();
        assertThat(observed.seen()).isNotEqualTo(usual.seen());
        assertThat(observed.result().failure()).isNull();
    }

    @Test
    void points_thatAreReachedAndDoNotFire_changeNothing() {
        Observed reached = observe(OnePoint.NONE, "1");
        assertThat(reached.result().points()).hasSizeGreaterThan(30).allMatch(p -> p.fired() == 0);
        assertThat(reached.result().hash()).isEqualTo(usual.result().hash());
        assertThat(reached.seen()).isEqualTo(usual.seen());
    }

    @Test
    void names_areUnique_andBeginAlike() {
        assertThat(Faults.pointNames())
                .hasSizeGreaterThanOrEqualTo(30)
                .allMatch(name -> name.startsWith(Faults.POINTS_PREFIX));
    }

    /**
     * Two minutes of a cluster in which nodes leave and come back, with one point that fires at
     * each call.
     */
    private static Observed observe(String point, String firing) {
        String settings = """
                pekko.cluster.sharding.remember-entities-store = eventsourced
                pekko.cluster.sharding.rebalance-interval = 3 s
                pekko.actor.default-dispatcher.throughput = 1
                pekko.actor.internal-dispatcher.throughput = 1
                pekko.remote.artery.advanced.stop-idle-outbound-after = 10 s
                pekko.cluster.sharding.least-shard-allocation-strategy.rebalance-relative-limit = 1.0
                pekko.cluster.sharding.passivation.default-idle-strategy.idle-entity.timeout = 4 s
                """;
        DirectoryApp directory = new DirectoryApp();
        List<String> seen = new ArrayList<>();
        RunResult result = TestRuns.builder(3)
                .config(TestRuns.config(settings + OnePoint.settings(point, firing)))
                .body(cluster -> {
                    cluster.startAll(directory::guardian);
                    OnePoint.begin(cluster);
                    body(cluster, seen);
                })
                .build()
                .run(TestRuns.SEED);
        for (String node : List.of("node-1", "node-2", "node-3")) {
            directory.app().events(node).forEach(event -> seen.add(node + " " + event));
        }
        return new Observed(result, seen);
    }

    private static void body(SimCluster cluster, List<String> seen) {
        for (int second = 0; second < 120; second++) {
            if (second == 20 || second == 60) {
                cluster.node(second == 20 ? "node-1" : "node-3").leave();
            }
            if (second == 80) {
                cluster.node("node-2").crashHost();
            }
            for (SimNode node : cluster.nodes()) {
                if (!node.isRunning()) {
                    if (second < 80 || second > 110) {
                        node.restart();
                    }
                } else if (node.hasSystem() && !node.isLeaving()) {
                    for (boolean remembered : BOTH) {
                        String id = "e" + (second + node.lives()) % 10;
                        String asked = second + " " + node + " asks " + id + " ";
                        say(node, remembered, id)
                                .whenComplete((said, error) -> seen.add(asked
                                        + (error == null ? said.node() : "in vain") + " "
                                        + cluster.virtualTime().toSeconds()));
                    }
                }
            }
            cluster.sleep(Duration.ofSeconds(1));
        }
    }

    private static CompletionStage<TestApp.Said> say(SimNode node, boolean remembered, String id) {
        try {
            return TestApp.sayTo(node.system(), remembered, id, "hello");
        } catch (IllegalStateException e) { // its guardian has not started sharding yet
            return CompletableFuture.failedFuture(e);
        }
    }
}
