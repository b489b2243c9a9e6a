package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.RunFailedException;
import dev.pekkosim.testkit.cluster.RunProperties;
import dev.pekkosim.testkit.faults.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Five nodes with sharding under everything that a swarm draws, for ten virtual minutes; after it
 * all nodes are Up and every entity answers from every node. How many seeds there are says
 * {@code -Dswarm.seeds}, from which one {@code -Dswarm.first}; with {@code -Dswarm.lines=true} each
 * prints a line.
 */
class SwarmTest {

    private static final int SEEDS = Integer.getInteger("swarm.seeds", 6);
    private static final int FIRST = Integer.getInteger("swarm.first", 0);
    private static final boolean LINES = Boolean.getBoolean("swarm.lines");
    private static final Chaos CHAOS =
            System.getProperty("swarm.chaos", "swarm").equals("points")
                    ? Chaos.points()
                    : Chaos.swarm();
    private static final int ENTITIES = 20;
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final Duration A_MOMENT = Duration.ofMillis(100);

    private final Campaign campaign = SimClusterTestKit.campaign("swarm")
            .nodes(5)
            .clients(0)
            .group("zone-a", "node-1", "node-2")
            .group("zone-b", "node-3", "node-4")
            .group("zone-c", "node-5")
            .config(TestRuns.config("""
                    pekko.cluster.sharding.remember-entities-store = eventsourced
                    pekko.sim.canary = 20
                    """))
            .drawKnobs()
            .body(SwarmTest::body)
            .build();

    @Test
    void everySeed_heals_andEveryEntityAnswersFromEveryNode() {
        CampaignReport report = campaign.run(Iterations.of(SEEDS)
                .seeds(index -> SeedSequence.seed(FIRST + index))
                .parallel(2)
                .afterEach(SwarmTest::print));
        System.out.println(report.summary());
        System.out.println("faults " + report.faultCounts());
        System.out.println("on and never fired " + report.silentFamilies());
        System.out.println("points in Pekko that never fired " + neverFired(report));
        assertThat(report.failures().stream().map(SwarmTest::line)).isEmpty();
    }

    private static List<String> neverFired(CampaignReport report) {
        List<String> names = new ArrayList<>(Faults.pointNames());
        report.points().stream()
                .filter(point -> point.fired() > 0)
                .forEach(point -> names.remove(point.name()));
        return names;
    }

    private static void print(RunResult run) {
        if (LINES || !run.passed()) {
            System.out.println(line(run));
        }
    }

    private static String line(RunResult run) {
        Failure failure = run.failure();
        return SeedSequence.format(run.seed()) + " " + SeedSequence.format(run.hash()) + " "
                + run.steps() + " steps, " + run.faults().size() + " faults, "
                + run.wallNanos() / 1_000_000 + " ms "
                + run.knownFinds().stream()
                        .map(find -> find.id() + " ")
                        .collect(Collectors.joining())
                + (failure == null
                        ? "passed"
                        : failure.kind() + " " + failure.property() + ": " + failure.message()
                                + "\n" + run.report());
    }

    private static void body(SimCluster cluster) {
        cluster.startAll(new TestApp()::rememberingGuardian);
        cluster.chaos(CHAOS);
        Duration end = cluster.virtualTime().plus(LONG);
        for (int i = 0; cluster.virtualTime().compareTo(end) < 0; i++) {
            for (SimNode node : cluster.nodes()) {
                if (node.hasSystem() && !node.isPaused()) {
                    var unused = say(node, i % 2 == 0, "e" + (i + node.lives()) % ENTITIES);
                }
            }
            cluster.sleep(Duration.ofMillis(500));
        }
        cluster.heal();
        for (SimNode node : cluster.nodes()) {
            allAnswer(cluster, node);
        }
    }

    private static CompletableFuture<Boolean> say(SimNode node, boolean remembered, String id) {
        try {
            return TestApp.sayTo(node.system(), remembered, id, "hello")
                    .handle((said, error) -> error == null)
                    .toCompletableFuture();
        } catch (IllegalStateException e) { // its guardian has not started sharding yet
            return CompletableFuture.completedFuture(false);
        }
    }

    private static void allAnswer(SimCluster cluster, SimNode node) {
        List<String> silent = new ArrayList<>();
        Duration end = cluster.virtualTime().plus(BOUND);
        for (int i = 0; i < 2 * ENTITIES; i++) {
            silent.add((i % 2 == 0 ? "remembered " : "entity ") + "e" + i / 2);
        }
        while (!silent.isEmpty()) {
            if (cluster.virtualTime().compareTo(end) > 0) {
                throw new RunFailedException(
                        Failure.Kind.PROPERTY,
                        RunProperties.APPLICATION_ANSWERS,
                        node + " hears nothing within " + BOUND.toSeconds()
                                + " virtual seconds from " + silent);
            }
            Map<String, CompletableFuture<Boolean>> asked = new LinkedHashMap<>();
            for (String name : silent) {
                String id = name.substring(name.indexOf(' ') + 1);
                asked.put(name, say(node, name.startsWith("remembered"), id));
            }
            cluster.await(
                    TestApp.ASK_TIMEOUT.multipliedBy(2),
                    () -> asked.values().stream().allMatch(CompletableFuture::isDone));
            cluster.sleep(A_MOMENT);
            asked.forEach((name, answer) -> {
                if (answer.getNow(false)) {
                    silent.remove(name);
                }
            });
        }
    }
}
