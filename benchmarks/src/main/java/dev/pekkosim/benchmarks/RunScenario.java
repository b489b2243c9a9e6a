// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import dev.pekkosim.testkit.Body;
import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimClusterTestKit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * The run that is measured: a cluster forms, one node asks sharded entities, and then nothing
 * happens for a while.
 */
final class RunScenario {

    static final int NODES = 3;
    static final int ASKS = 100;
    static final int ENTITIES = 50;
    static final Duration IDLE = Duration.ofSeconds(60);

    private final Duration idle;
    private final Runs runs;

    private int guardians;
    private long created;
    private long converged;
    private long answered;
    private long idled;

    /**
     * Creates it.
     *
     * @param idle how long nothing happens, in virtual time
     */
    RunScenario(Duration idle) {
        this.idle = idle;
        runs = new Runs("run", campaign("run", NODES, this::body));
    }

    /** A campaign of nodes that only echo, without a client node. */
    static Campaign campaign(String name, int nodes, Body body) {
        return SimClusterTestKit.campaign(name)
                .nodes(nodes)
                .clients(0)
                .config("echo")
                .body(body)
                .build();
    }

    private void body(SimCluster cluster) {
        cluster.startAll(() -> Echo.guardian(this::guardianStarted));
        converged = Machine.nanos();
        ask(cluster.nodes().get(0).system());
        answered = Machine.nanos();
        cluster.sleep(idle);
        idled = Machine.nanos();
    }

    private void guardianStarted() {
        guardians++;
        if (guardians == NODES) {
            created = Machine.nanos();
        }
    }

    private static void ask(ActorSystem<?> system) {
        List<CompletionStage<Echo.Reply>> asked = new ArrayList<>();
        for (int i = 0; i < ASKS; i++) {
            asked.add(Echo.ask(system, "entity-" + i % ENTITIES, "text-" + i));
        }
        for (CompletionStage<Echo.Reply> reply : asked) {
            reply.toCompletableFuture().join();
        }
    }

    Runs runs() {
        return runs;
    }

    /** Executes one and tells where its machine time went. */
    Split split(long index, Cost.Meter meter) {
        guardians = 0;
        long start = Machine.nanos();
        meter.add(runs.execute(index, null));
        long end = Machine.nanos();
        return new Split(
                end - start,
                created - start,
                converged - created,
                answered - converged,
                idled - answered,
                end - idled);
    }

    /**
     * Machine time in nanoseconds by what was done.
     *
     * @param all of the run
     * @param create until the last guardian starts
     * @param converge until all nodes are Up on all nodes
     * @param ask until the last answer
     * @param idle the idle virtual time
     * @param dispose until nothing is left
     */
    record Split(long all, long create, long converge, long ask, long idle, long dispose) {}
}
