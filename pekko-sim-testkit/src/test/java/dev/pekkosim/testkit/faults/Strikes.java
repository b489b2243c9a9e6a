package dev.pekkosim.testkit.faults;

import com.typesafe.config.ConfigFactory;
import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.Body;
import dev.pekkosim.testkit.Chaos;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimClusterTestKit;
import dev.pekkosim.testkit.cluster.Fault;
import dev.pekkosim.testkit.spi.FaultFamily;
import dev.pekkosim.testkit.spi.RecurringFault.Pace;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Runs of one family at a steady pace, on four servers, two of them a group, and a client. */
final class Strikes {

    /** It strikes every ten seconds, and mends after five. */
    static final Pace PACE = Pace.ofMillis(10_000, 10_000, 5_000, 5_000);

    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

    private Strikes() {}

    /** Looks at nodes that run one second after each strike, and one second after it was mended. */
    static void watch(
            FaultFamily family, Consumer<SimCluster> struck, Consumer<SimCluster> mended) {
        run(cluster -> {
            cluster.startAll(Behaviors::empty);
            look(cluster, family, 20, struck, mended);
        });
    }

    /** As {@link #watch}, for a family that needs no node to run. */
    static void watchMachines(
            FaultFamily family, Consumer<SimCluster> struck, Consumer<SimCluster> mended) {
        run(cluster -> look(cluster, family, 40, struck, mended));
    }

    /** What a family does to nodes that run, within a time. */
    static List<String> faults(FaultFamily family, Duration within) {
        return run(cluster -> {
                    cluster.startAll(Behaviors::empty);
                    cluster.chaos(Chaos.of(1, family));
                    cluster.sleep(within);
                })
                .faults()
                .stream()
                .map(Fault::description)
                .toList();
    }

    private static void look(
            SimCluster cluster,
            FaultFamily family,
            int times,
            Consumer<SimCluster> struck,
            Consumer<SimCluster> mended) {
        cluster.chaos(Chaos.of(1, family));
        cluster.sleep(FIVE_SECONDS.plus(A_MOMENT));
        for (int i = 0; i < times; i++) {
            cluster.sleep(FIVE_SECONDS);
            struck.accept(cluster);
            cluster.sleep(FIVE_SECONDS);
            mended.accept(cluster);
        }
    }

    private static RunResult run(Body scenario) {
        RunResult result = SimClusterTestKit.campaign("strikes")
                .nodes(4)
                .clients(1)
                .group("zone-a", "node-1", "node-2")
                .group("zone-b", "node-3", "client-1")
                .config(ConfigFactory.parseString("pekko.cluster.downing-provider-class = \"\"")
                        .withFallback(ConfigFactory.load("bare-cluster")))
                .body(scenario)
                .build()
                .run(0x2aL);
        Failure failure = result.failure();
        if (failure != null) {
            throw new AssertionError(failure.message(), failure.cause());
        }
        return result;
    }
}
