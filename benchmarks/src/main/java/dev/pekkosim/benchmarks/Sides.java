// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.SpawnProtocol;
import org.apache.pekko.actor.typed.javadsl.AskPattern;

/** What the two JVMs of a {@link Contest} have in common. */
final class Sides {

    static final String SIMULATED = "simulated";
    static final String REAL = "real";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration VIRTUAL_PATIENCE = Duration.ofHours(10);

    private Sides() {}

    /** Answers each line, the index of a load, with what it has cost, until there is none left. */
    static void serve(IntFunction<Cost> measure) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            Answers.print(measure.apply(Integer.parseInt(line)).line());
        }
        System.exit(0);
    }

    // ---- in a run

    /** Measures a load in a run. */
    static Cost simulated(int nodes, int seed, Load load, Consumer<SimCluster> prepare) {
        Cost[] cost = {Cost.NONE};
        Runs runs = new Runs(load.label(), RunScenario.campaign("contest", nodes, cluster -> {
            cluster.startAll(() -> Echo.guardian(() -> {}));
            prepare.accept(cluster);
            cost[0] = measure(cluster, load);
        }));
        RunResult run = runs.execute(seed, null);
        return new Cost(1, cost[0].wallNanos(), cost[0].cpu(), run.steps(), run.virtualNanos());
    }

    private static Cost measure(SimCluster cluster, Load load) {
        CountDownLatch done = new CountDownLatch(1);
        SimNode first = cluster.nodes().get(0);
        Behavior<?> starter = load.starter().start(load.messages(), done);
        Cost.Meter meter = new Cost.Meter();
        cluster.spawn(first, starter, "load");
        await(cluster, () -> done.getCount() == 0);
        return meter.stop();
    }

    static void await(SimCluster cluster, BooleanSupplier condition) {
        if (!cluster.await(VIRTUAL_PATIENCE, condition)) {
            throw new IllegalStateException("a load does not end");
        }
    }

    // ---- real

    /** A system that runs what it is asked to spawn. */
    static ActorSystem<SpawnProtocol.Command> real(String config) {
        Config all = ConfigFactory.parseString(config)
                .withFallback(ConfigFactory.parseString(
                        "pekko { loglevel = OFF, stdout-loglevel = OFF }"))
                .withFallback(ConfigFactory.parseResources("echo.conf"))
                .withFallback(ConfigFactory.load());
        return ActorSystem.create(SpawnProtocol.create(), "real", all);
    }

    static <T> ActorRef<T> spawn(
            ActorSystem<SpawnProtocol.Command> system, Behavior<T> behavior, String name) {
        return AskPattern.<SpawnProtocol.Command, ActorRef<T>>ask(
                        system,
                        replyTo ->
                                new SpawnProtocol.Spawn<>(behavior, name, Props.empty(), replyTo),
                        PATIENCE,
                        system.scheduler())
                .toCompletableFuture()
                .join();
    }

    /** Measures a load in a real system. */
    static Cost real(ActorSystem<SpawnProtocol.Command> system, Load load) {
        CountDownLatch done = new CountDownLatch(1);
        Behavior<?> starter = load.starter().start(load.messages(), done);
        Cost.Meter meter = new Cost.Meter();
        spawn(system, starter, "load"); // SpawnProtocol makes the name another one if it is taken
        if (!awaits(done)) {
            throw new IllegalStateException("'" + load.label() + "' does not end");
        }
        return meter.stop();
    }

    private static boolean awaits(CountDownLatch done) {
        try {
            return done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
