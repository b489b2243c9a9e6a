// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli;

import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimClusterTestKit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jspecify.annotations.Nullable;

/**
 * The run that is measured: a cluster forms, one node asks sharded entities, and then nothing
 * happens for a while.
 */
final class BenchScenario {

    static final int NODES = 3;
    static final int ASKS = 100;
    static final Duration IDLE = Duration.ofSeconds(60);

    private static final int ENTITIES = 50;

    private final Campaign campaign;

    private int guardians;
    private long created;
    private long converged;
    private long answered;
    private long idled;

    BenchScenario() {
        campaign = SimClusterTestKit.campaign("bench")
                .nodes(NODES)
                .clients(0)
                .config("echo")
                .body(this::body)
                .build();
    }

    private void body(SimCluster cluster) {
        cluster.startAll(() -> Echo.guardian(this::guardianStarted));
        converged = MachineClock.nanos();
        ask(cluster.nodes().get(0).system());
        answered = MachineClock.nanos();
        cluster.sleep(IDLE);
        idled = MachineClock.nanos();
    }

    private void guardianStarted() {
        guardians++;
        if (guardians == NODES) {
            created = MachineClock.nanos();
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

    /** Runs one seed and measures it. */
    Measured run(long seed) {
        guardians = 0;
        long start = MachineClock.nanos();
        RunResult result = campaign.execute(seed, null);
        long end = MachineClock.nanos();
        Split split = result.passed()
                ? new Split(
                        created - start,
                        converged - created,
                        answered - converged,
                        idled - answered,
                        end - idled)
                : null;
        return new Measured(result, end - start, split);
    }

    /**
     * A measured run.
     *
     * @param result what it came to
     * @param nanos machine time of all of it
     * @param split where the time went, or null if the run failed
     */
    record Measured(RunResult result, long nanos, @Nullable Split split) {}

    /**
     * Machine time in nanoseconds by what was done.
     *
     * @param create until the last guardian starts
     * @param converge until all nodes are Up on all nodes
     * @param ask until the last answer
     * @param idle the idle virtual time
     * @param dispose until nothing is left
     */
    record Split(long create, long converge, long ask, long idle, long dispose) {}
}
