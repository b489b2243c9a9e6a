package dev.pekkosim.cli;

import com.typesafe.config.ConfigFactory;
import dev.pekkosim.buggify.Buggify;
import dev.pekkosim.buggify.Property;
import dev.pekkosim.engine.Limits;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.testkit.Body;
import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.Checker;
import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimClusterTestKit;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/**
 * A command line whose workloads do what a user's may do wrong; also a main class, for tests that
 * need another JVM.
 */
final class TestWorkloads {

    /** Tells one execution from all others of this JVM: what no run may depend on. */
    private static final AtomicInteger EXECUTIONS = new AtomicInteger();

    /** The seeds of which this JVM executed "odd-order". */
    private static final Set<Long> SEEDS = ConcurrentHashMap.newKeySet();

    private static final Limits FEW_STEPS = new Limits(
            2_000, Duration.ofHours(24).toNanos(), 256, 1_000, 60_000, 60_000, Long.MAX_VALUE);

    private static final Limits NO_LIMITS =
            new Limits(Long.MAX_VALUE, Long.MAX_VALUE, 256, 1_000, 60_000, 60_000, Long.MAX_VALUE);

    static final List<ShippedWorkload> ALL = List.of(
            workload("steady", cluster -> ticks(cluster, -1, 0)),
            workload("odd", cluster -> ticks(cluster, 40, execution())),
            workload("odd-failing", cluster -> {
                ticks(cluster, 40, execution());
                cluster.check(broken());
            }),
            workload(
                    "odd-jvm",
                    cluster -> ticks(cluster, 40, (int) ProcessHandle.current().pid())),
            workload("odd-order", cluster -> ticks(cluster, 40, otherSeedBefore(cluster))),
            workload("failing", cluster -> cluster.check(broken())),
            workload("unmet", TestWorkloads::stateTheImpossible),
            workload("hanging", cluster -> new CompletableFuture<String>().join()),
            new ShippedWorkload(
                    "endless",
                    List.of(),
                    options -> campaign(options, NO_LIMITS, cluster -> {
                        System.out.println("started");
                        sleepForEver(cluster);
                    })),
            new ShippedWorkload(
                    "limited",
                    List.of(),
                    options -> campaign(options, FEW_STEPS, TestWorkloads::sleepForEver)),
            workload(
                    "throwing",
                    cluster -> cluster.startAll(() -> Behaviors.setup(context -> {
                        throw new IllegalStateException("no database");
                    }))),
            workload("unserializable", TestWorkloads::sendUnserializable),
            new ShippedWorkload("jdbc", List.of(), TestWorkloads::withJdbc),
            new ShippedWorkload("faulty", List.of(), options -> {
                throw new IllegalStateException("the workload is out of order");
            }));

    private TestWorkloads() {}

    /** As {@link PekkoSim#main}. */
    public static void main(String[] arguments) {
        PekkoSim.end(arguments, TestWorkloads.class, ALL);
    }

    private static ShippedWorkload workload(String name, Body scenario) {
        Function<RunOptions, Campaign> campaign =
                options -> campaign(options, Limits.DEFAULT, scenario);
        return new ShippedWorkload(name, List.of("some-bug"), campaign);
    }

    private static Campaign campaign(RunOptions options, Limits limits, Body scenario) {
        return SimClusterTestKit.campaign(options.workload())
                .nodes(options.nodes())
                .config("test-workloads")
                .limits(limits)
                .body(scenario)
                .build();
    }

    /** An application whose default journal is a database, and which writes something. */
    private static Campaign withJdbc(RunOptions options) {
        return SimClusterTestKit.campaign(options.workload())
                .config(ConfigFactory.parseString("pekko.persistence.journal.plugin = jdbc-journal")
                        .withFallback(ConfigFactory.load("test-workloads")))
                .body(cluster -> ticks(cluster, -1, 0))
                .build();
    }

    private static void stateTheImpossible(SimCluster cluster) {
        Property.sometimes(cluster.nodes().isEmpty(), "a cluster has no node");
    }

    /** Never called. */
    static boolean neverAsked() {
        return Buggify.buggify("test.never-asked");
    }

    private static int execution() {
        return EXECUTIONS.incrementAndGet() + (int) ProcessHandle.current().pid();
    }

    /** Whether this JVM executed another seed before: what no run may depend on. */
    private static int otherSeedBefore(SimCluster cluster) {
        SEEDS.add(cluster.seed());
        return SEEDS.size() > 1 ? 1 : 0;
    }

    private static void ticks(SimCluster cluster, int odd, int execution) {
        for (int i = 0; i < 100; i++) {
            int label = i == odd ? execution : i;
            Objects.requireNonNull(Engine.current())
                    .event(label, i == odd ? "execution " + execution : "tick " + i);
            cluster.sleep(Duration.ofMillis(1));
        }
    }

    private static void sleepForEver(SimCluster cluster) {
        while (cluster.virtualTime().toNanos() >= 0) {
            cluster.sleep(Duration.ofMillis(1));
        }
    }

    private static Checker broken() {
        return new Checker() {
            @Override
            public String property() {
                return "two is three";
            }

            @Override
            public Optional<String> violation(SimCluster cluster) {
                return Optional.of("expected 3, actual 2");
            }
        };
    }

    /** Bound to no serializer. */
    private record Bare() {}

    private static void sendUnserializable(SimCluster cluster) {
        EntityTypeKey<Bare> key = EntityTypeKey.create(Bare.class, "Bare");
        cluster.startAll(() -> Behaviors.setup(context -> {
            ClusterSharding.get(context.getSystem())
                    .init(Entity.of(key, entity -> Behaviors.ignore()));
            return Behaviors.empty();
        }));
        cluster.sleep(Duration.ofSeconds(10)); // until every region has registered
        ClusterSharding sharding = ClusterSharding.get(cluster.nodes().get(0).system());
        var region = sharding.init(Entity.of(key, entity -> Behaviors.ignore()));
        for (int i = 0; i < 20; i++) {
            region.tell(new ShardingEnvelope<>("entity-" + i, new Bare()));
        }
        cluster.sleep(Duration.ofSeconds(30));
    }
}
