// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import dev.pekkosim.cli.spi.Benchmarks.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.SpawnProtocol;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;

/** Our wire against Artery TCP on loopback, between two nodes of a cluster. */
final class WireCost implements Benchmark {

    private static final int ROUNDS = 10;
    private static final int WARM_UP = 3;
    private static final long PATIENCE_NANOS = Duration.ofSeconds(60).toNanos();

    private static final long NANOS_BETWEEN_LOOKS = 1_000_000;

    private static final String LOOPBACK = """
            pekko {
              actor.provider = cluster
              jvm-shutdown-hooks = off
              remote.artery {
                transport = tcp
                canonical { hostname = "127.0.0.1", port = 0 }
              }
            }
            """;

    /**
     * Main class of both JVMs.
     *
     * @param arguments which side
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals(Sides.REAL)) {
            serveReal();
        } else {
            Sides.serve(index -> {
                WireLoad wire = new WireLoad();
                return Sides.simulated(2, index, wire.load(), cluster -> {
                    cluster.spawn(cluster.nodes().get(1), wire.answering(), "answering");
                    Sides.await(cluster, wire::isReady);
                });
            });
        }
    }

    private static void serveReal() throws IOException {
        List<ActorSystem<SpawnProtocol.Command>> nodes =
                List.of(Sides.real(LOOPBACK), Sides.real(LOOPBACK));
        WireLoad wire = new WireLoad();
        join(nodes);
        Sides.spawn(nodes.get(1), wire.answering(), "answering");
        waitUntil(wire::isReady);
        Sides.serve(index -> Sides.real(nodes.get(0), wire.load()));
    }

    private static void join(List<ActorSystem<SpawnProtocol.Command>> nodes) {
        Cluster first = Cluster.get(nodes.get(0));
        for (ActorSystem<SpawnProtocol.Command> node : nodes) {
            Cluster.get(node).manager().tell(Join.create(first.selfMember().address()));
        }
        for (ActorSystem<SpawnProtocol.Command> node : nodes) {
            Cluster cluster = Cluster.get(node);
            waitUntil(() -> cluster.selfMember().status().equals(MemberStatus.up()));
        }
    }

    private static void waitUntil(BooleanSupplier condition) {
        long start = Machine.nanos();
        while (!condition.getAsBoolean()) {
            if (Machine.nanos() - start > PATIENCE_NANOS) {
                throw new IllegalStateException("a real cluster does not form");
            }
            LockSupport.parkNanos(NANOS_BETWEEN_LOOKS);
        }
    }

    @Override
    public Figures measure(Request request, Consumer<String> progress) throws IOException {
        return new Contest(WireCost.class, "Artery TCP", List.of(new WireLoad().load()))
                .measure(request.rounds().orElse(ROUNDS), WARM_UP, progress);
    }
}
