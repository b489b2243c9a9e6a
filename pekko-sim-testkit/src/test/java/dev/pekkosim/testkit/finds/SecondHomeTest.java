package dev.pekkosim.testkit.finds;

import static dev.pekkosim.testkit.finds.FindScenario.awaitSetUp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.RunFailedException;
import dev.pekkosim.testkit.Body;
import dev.pekkosim.testkit.Checker;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimNode;
import dev.pekkosim.testkit.TestRuns;
import dev.pekkosim.testkit.cluster.RunProperties;
import dev.pekkosim.testkit.insight.ShardHomes;
import dev.pekkosim.transport.net.LinkLatency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.ShardCoordinator$Internal$HostShard;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.junit.jupiter.api.Test;

/**
 * PEKKO-9: while a shard is handed off, its former region is told once more to host it, since the
 * acknowledgement of the first time was lost: the region keeps the shard, and the coordinator gives
 * it to another one, too.
 */
class SecondHomeTest {

    private static final EntityTypeKey<Object> SLOW = EntityTypeKey.create(Object.class, "slow");
    private static final String STOP = "stop";
    private static final String AGREEMENT = "an entity has one answer";

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

    /** After that a shard is moved, or a coordinator has its successor. */
    private static final Duration SETTLED = Duration.ofSeconds(30);

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

    @Test
    void whatLivesTwiceDoesNotAgree_isASecondHome() {
        RunResult result = afterAHandOff(true, STRATEGY, cluster -> {
            checkAgreement(cluster, MOVED, answers(cluster));
        });

        FindScenario.assertFind(result, "PEKKO-9", AGREEMENT)
                .isEqualTo("entity-1 of /system/sharding/slow lives twice: shard "
                        + shardOf(MOVED)
                        + " was handed off by node-2, which was to be told meanwhile"
                        + " once more to host it, and has taken itself for its home since; the"
                        + " coordinator gave it to node-3");
    }

    @Test
    void somethingElseFailsToo_isFailed() {
        RunResult result = afterAHandOff(true, STRATEGY, cluster -> {
            checkAgreement(cluster, MOVED, answers(cluster));
            FindScenario.failOtherwise(cluster);
        });

        FindScenario.assertPartly(result, "PEKKO-9", AGREEMENT);
    }

    /** Of another one it is said in the same words, so that something else is wrong, too. */
    @Test
    void anotherEntityIsNamedToo_isNoSecondHome() {
        RunResult result = afterAHandOff(true, STRATEGY, cluster -> {
            checkAgreement(cluster, MOVED + " and entity-2", answers(cluster));
        });

        FindScenario.assertNoFind(result, AGREEMENT);
    }

    /** Its shard has two homes, but at the latter nobody has asked for it. */
    @Test
    void anotherEntityOfTheShardIsNamed_thatLivesOnce_isNoSecondHome() {
        String other = inTheShardOf(MOVED);
        RunResult result = afterAHandOff(true, STRATEGY, cluster -> {
            CompletableFuture<String> answer = ask(cluster.node("node-2"), other);
            cluster.await(PATIENCE, answer::isDone);
            checkAgreement(cluster, other, List.of(answer.getNow(""), "node-3"));
        });

        FindScenario.assertNoFind(result, AGREEMENT);
    }

    /** The region is told once more, but still has the shard alone. */
    @Test
    void shardIsBeingHandedOff_isNoSecondHome() {
        RunResult result = afterAHandOff(true, STRATEGY, Duration.ofSeconds(11), cluster -> {
            checkAgreement(cluster, MOVED, List.of("node-2", "node-3"));
        });

        FindScenario.assertNoFind(result, AGREEMENT);
    }

    /**
     * The resend is served before the shard is moved. Somebody else tells the former region after
     * that, which Pekko's coordinator is not to blame for.
     */
    @Test
    void regionIsToldByOthers_afterAResendWithoutHandOff_isNoSecondHome() {
        RunResult result = afterStarts(true, STRATEGY, cluster -> {
            cluster.sleep(Duration.ofSeconds(12));
            FindScenario.restart(cluster, cluster.node("node-3"));
            cluster.sleep(SETTLED);
            SimNode former = cluster.node("node-2");
            Adapter.toClassic(former.system())
                    .actorSelection(ShardHomes.regionPath(SLOW.name()))
                    .tell(
                            new ShardCoordinator$Internal$HostShard(shardOf(MOVED)),
                            org.apache.pekko.actor.ActorRef.noSender());
            checkAgreement(cluster, MOVED, answers(cluster));
        });

        FindScenario.assertNoFind(result, AGREEMENT);
    }

    /** Each half of a split cluster may have its own home of the shard. */
    @Test
    void clusterIsSplit_withACoordinatorOnEachSide_isNoSecondHome() {
        String byHand = STRATEGY + "\npekko.cluster.downing-provider-class = \"\"";
        RunResult result = afterAHandOff(true, byHand, cluster -> {
            List<String> answers = answers(cluster);
            split(cluster);
            checkAgreement(cluster, MOVED, answers);
        });

        FindScenario.assertNoFind(result, AGREEMENT);
    }

    /** Node-2 takes the others for down, and they take it for down. */
    private static void split(SimCluster cluster) {
        SimNode former = cluster.node("node-2");
        List<String> others = List.of("node-1", "node-3");
        cluster.network().partition(List.of("node-2"), others);
        for (String other : others) {
            SimNode node = cluster.node(other);
            FindScenario.clusterOf(former).down(FindScenario.selfOf(node).address());
            FindScenario.clusterOf(node).down(FindScenario.selfOf(former).address());
        }
        cluster.sleep(SETTLED);
    }

    /** The application's own fault: nothing lives twice. */
    @Test
    void entityLivesOnce_isNoSecondHome() {
        RunResult result = afterAHandOff(false, STRATEGY, cluster -> {
            checkAgreement(cluster, MOVED, List.of("node-2", "node-3"));
        });

        FindScenario.assertNoFind(result, AGREEMENT);
    }

    /** What does not answer has not lived twice. */
    @Test
    void entityDoesNotAnswer_isNoSecondHome() {
        RunResult result = afterAHandOff(true, STRATEGY, cluster -> {
            assertThat(answers(cluster)).contains("node-2", "node-3");
            throw new RunFailedException(
                    Failure.Kind.PROPERTY,
                    RunProperties.APPLICATION_ANSWERS,
                    "no answer from " + MOVED);
        });

        FindScenario.assertNoFind(result, RunProperties.APPLICATION_ANSWERS);
    }

    private static void checkAgreement(SimCluster cluster, String what, List<String> answers) {
        cluster.check(new Checker() {
            @Override
            public String property() {
                return AGREEMENT;
            }

            @Override
            public Optional<String> violation(SimCluster checked) {
                return Set.copyOf(answers).size() == 1
                        ? Optional.empty()
                        : Optional.of("of " + what + " it answered " + answers);
            }
        });
    }

    private static String inTheShardOf(String entity) {
        return IntStream.range(0, 100_000)
                .mapToObj(i -> "other-" + i)
                .filter(other -> shardOf(other).equals(shardOf(entity)))
                .findFirst()
                .orElseThrow();
    }

    private static String shardOf(String entity) {
        return Integer.toString(Math.abs(entity.hashCode() % 1000));
    }

    /**
     * Which nodes answer for an entity when each of the three nodes asks it, in their order, after
     * its shard was moved.
     */
    private static List<String> answersAfterAHandOff(boolean lost, String settings) {
        List<String> all = new ArrayList<>();
        RunResult result = afterAHandOff(lost, settings, cluster -> all.addAll(answers(cluster)));
        assertThat(result.failure()).isNull();
        return all;
    }

    private static RunResult afterAHandOff(boolean lost, String settings, Body ending) {
        return afterAHandOff(lost, settings, SETTLED, ending);
    }

    /** @param wait how long after the start of node-3 the ending follows */
    private static RunResult afterAHandOff(
            boolean lost, String settings, Duration wait, Body ending) {
        return afterStarts(lost, settings, cluster -> {
            FindScenario.restart(cluster, cluster.node("node-3"));
            cluster.sleep(wait);
            ending.run(cluster);
        });
    }

    /** Node-1 and node-2 have all shards, node-3 is gone. */
    private static RunResult afterStarts(boolean lost, String settings, Body ending) {
        return FindScenario.run(3, settings, cluster -> {
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
            ending.run(cluster);
        });
    }

    /** Who answers for the moved entity when each of the three nodes asks it, in their order. */
    private static List<String> answers(SimCluster cluster) {
        List<String> answers = new ArrayList<>();
        for (SimNode node : cluster.nodes()) {
            answers.add(answer(cluster, node));
        }
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
