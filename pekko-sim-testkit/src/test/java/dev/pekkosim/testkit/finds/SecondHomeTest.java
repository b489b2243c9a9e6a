package dev.pekkosim.testkit.finds;

import static dev.pekkosim.testkit.finds.FindScenario.awaitSetUp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimNode;
import dev.pekkosim.testkit.TestRuns;
import dev.pekkosim.transport.net.LinkLatency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.junit.jupiter.api.Test;

/**
 * While a shard is handed off, its former region is told once more to host it, since the
 * acknowledgement of the first time was lost: the region keeps the shard, and the coordinator gives
 * it to another one, too.
 */
class SecondHomeTest {

    private static final EntityTypeKey<Object> SLOW = EntityTypeKey.create(Object.class, "slow");
    private static final String STOP = "stop";

    /** The entity whose shard node-2 has to give away: the first that it got. */
    private static final String MOVED = "entity-1";

    private static final int ENTITIES = 9;

    /**
     * With as many shards the first of node-2 is moved, and not one of node-1, which has one shard
     * more.
     */
    private static final String STRATEGY =
            "pekko.cluster.sharding.least-shard-allocation-strategy.rebalance-absolute-limit = 20";

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    @Test
    void acknowledgementOfAStartIsLost_shardIsHandedOffTenSecondsLater_entityLivesTwice() {
        assertThat(answersAfterAHandOff(true, STRATEGY))
                .containsExactly("node-3", "node-2", "node-3");
    }

    @Test
    void noAcknowledgementIsLost_entityLivesOnce() {
        assertThat(answersAfterAHandOff(false, STRATEGY))
                .containsExactly("node-3", "node-3", "node-3");
    }

    /**
     * A work-around: nothing is said twice. A lost word is made good by the first message to the
     * shard.
     */
    @Test
    void acknowledgementIsLost_butNotAwaited_entityLivesOnce() {
        assertThat(answersAfterAHandOff(
                        true, STRATEGY + "\npekko.cluster.sharding.shard-start-timeout = 1 h"))
                .containsExactly("node-3", "node-3", "node-3");
    }

    /**
     * Which nodes answer for an entity when each of the three nodes asks it, in their order, after
     * its shard was moved.
     */
    private static List<String> answersAfterAHandOff(boolean lost, String settings) {
        List<String> answers = new ArrayList<>();
        RunResult result = FindScenario.run(3, settings, cluster -> {
            Starts starts = new Starts(cluster, lost);
            cluster.startAll(starts::guardian);
            SimNode first = cluster.node("node-1");
            SimNode third = cluster.node("node-3");
            third.leave();
            awaitSetUp(cluster, "node-3 gone", () -> FindScenario.seenBy(first).size() == 2);
            cluster.network().latency("node-1", "node-2", LinkLatency.fixed(20_000_000));
            sleepUntilRebalance(cluster);
            for (int i = 0; i < ENTITIES; i++) {
                String entity = "entity-" + i;
                var unused = ask(first, entity);
                awaitSetUp(cluster, entity + " started", () -> starts.has(entity));
            }
            FindScenario.restart(cluster, third);
            cluster.sleep(Duration.ofSeconds(30));
            for (SimNode node : cluster.nodes()) {
                answers.add(answer(cluster, node));
            }
        });
        assertThat(result.failure()).isNull();
        return answers;
    }

    /**
     * Rebalances are due every ten seconds from the start of the coordinator on, which is that of
     * the run.
     */
    private static void sleepUntilRebalance(SimCluster cluster) {
        long interval = Duration.ofSeconds(10).toNanos();
        long now = cluster.virtualTime().toNanos();
        cluster.sleep(Duration.ofNanos(interval - now % interval).plusMillis(500));
    }

    private static CompletableFuture<String> ask(SimNode node, String entity) {
        return ClusterSharding.get(node.system())
                .entityRefFor(SLOW, entity)
                .<String>ask(replyTo -> replyTo, PATIENCE)
                .exceptionally(late -> "")
                .toCompletableFuture();
    }

    private static String answer(SimCluster cluster, SimNode node) {
        CompletableFuture<String> answer = ask(node, MOVED);
        cluster.await(PATIENCE.multipliedBy(2), answer::isDone);
        return answer.getNow("");
    }

    /** Which entities have started, and what the first start of {@link #MOVED} brings about. */
    private static final class Starts {

        private final Map<String, String> nodes = new HashMap<>();
        private final SimCluster cluster;
        private final boolean lost;

        Starts(SimCluster cluster, boolean lost) {
            this.cluster = cluster;
            this.lost = lost;
        }

        boolean has(String entity) {
            return nodes.containsKey(entity);
        }

        Behavior<Void> guardian() {
            return Behaviors.setup(context -> {
                String node = context.getSystem().address().host().get();
                ClusterSharding.get(context.getSystem())
                        .init(Entity.of(SLOW, entity -> entity(node, entity.getEntityId()))
                                .withStopMessage(STOP));
                return Behaviors.empty();
            });
        }

        /** Answers with the name of its node, and takes four seconds to stop. */
        private Behavior<Object> entity(String node, String id) {
            return Behaviors.withTimers(timers -> {
                started(node, id);
                return Behaviors.receiveMessage(message -> {
                    if (message.equals(STOP)) {
                        timers.startSingleTimer("end", Duration.ofSeconds(4));
                    } else if (message.equals("end")) {
                        return Behaviors.stopped();
                    } else {
                        ((ActorRef<?>) message).unsafeUpcast().tell(node);
                    }
                    return Behaviors.same();
                });
            });
        }

        /** The region has acknowledged the shard's start just now; that is under way, and lost. */
        private void started(String node, String id) {
            if (nodes.put(id, node) == null && lost && id.equals(MOVED)) {
                TestRuns.later(Duration.ofMillis(10), this::reset);
            }
        }

        private void reset() {
            cluster.network().reset(cluster.network().link("node-2", "node-1"));
        }
    }
}
