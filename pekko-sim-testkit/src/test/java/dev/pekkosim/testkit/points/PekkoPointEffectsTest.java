package dev.pekkosim.testkit.points;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.engine.PointCount;
import dev.pekkosim.testkit.OnePoint;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.TestApp;
import dev.pekkosim.testkit.TestRuns;
import dev.pekkosim.testkit.cluster.Fault;
import dev.pekkosim.testkit.faults.Faults;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.ShardCoordinator;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.dispatch.Futures;
import org.junit.jupiter.api.Test;
import scala.collection.immutable.IndexedSeq;
import scala.concurrent.Future;

/**
 * A point that can do nothing where it is reached neither fires, nor draws, nor is told; where it
 * can, it fires.
 */
class PekkoPointEffectsTest {

    private static final String PASSIVATION = "pekko.sharding.passivation.early";
    private static final String HOME = "pekko.sharding.home-cache.dropped";
    private static final String REBALANCE = "pekko.sharding.rebalance.forced";

    private static final EntityTypeKey<TestApp.Message> ENTITY =
            EntityTypeKey.create(TestApp.Message.class, "placed");

    @Test
    void passivation_thatIsOff_isNeverEarly() {
        assertThatItFires(2, PASSIVATION, "", ShardAllocationStrategyOf.PEKKO);
        assertThatItIsOnlyReached(
                2,
                PASSIVATION,
                "pekko.cluster.sharding.passivation.strategy = none",
                ShardAllocationStrategyOf.PEKKO);
    }

    @Test
    void home_onAnotherNode_isForgotten_andNoOther() {
        assertThatItFires(2, HOME, "", ShardAllocationStrategyOf.PEKKO);
        assertThatItIsOnlyReached(1, HOME, "", ShardAllocationStrategyOf.PEKKO);
    }

    @Test
    void rebalance_withAStrategyOfTheApplication_isNeverForced() {
        assertThatItFires(2, REBALANCE, "", ShardAllocationStrategyOf.PEKKO);
        assertThatItIsOnlyReached(2, REBALANCE, "", ShardAllocationStrategyOf.THE_APPLICATION);
    }

    private enum ShardAllocationStrategyOf {
        PEKKO,
        THE_APPLICATION
    }

    private static void assertThatItFires(
            int nodes, String point, String settings, ShardAllocationStrategyOf whose) {
        RunResult run = run(nodes, point, settings, whose);

        assertThat(OnePoint.count(run.points(), point).fired()).isPositive();
        assertThat(run.faults())
                .extracting(Fault::description)
                .contains("point " + point + " fires from here on: "
                        + Faults.pointEvents().get(point));
    }

    private static void assertThatItIsOnlyReached(
            int nodes, String point, String settings, ShardAllocationStrategyOf whose) {
        RunResult run = run(nodes, point, settings, whose);

        PointCount count = OnePoint.count(run.points(), point);
        assertThat(count.reached()).isPositive();
        assertThat(count.fired()).isZero();
        assertThat(count.active()).isFalse();
        assertThat(run.faults()).extracting(Fault::kind).doesNotContain("point");
        assertThat(run.hash())
                .isEqualTo(run(nodes, OnePoint.NONE, settings, whose).hash());
    }

    /**
     * A minute in which each second an entity is told something, with one point that may fire at
     * each call.
     */
    private static RunResult run(
            int nodes, String point, String settings, ShardAllocationStrategyOf whose) {
        String all = "pekko.cluster.sharding.rebalance-interval = 3 s\n" + settings + "\n"
                + OnePoint.settings(point, "1");
        Supplier<Behavior<Void>> guardian = guardian(new TestApp(), whose);
        return TestRuns.passed(TestRuns.builder(nodes)
                .config(TestRuns.config(all))
                .body(cluster -> {
                    cluster.startAll(guardian);
                    OnePoint.begin(cluster);
                    for (int second = 0; second < 60; second++) {
                        ClusterSharding.get(cluster.node("node-1").system())
                                .entityRefFor(ENTITY, "e" + second % 10)
                                .tell(new TestApp.Note("hello"));
                        cluster.sleep(Duration.ofSeconds(1));
                    }
                    cluster.heal();
                })
                .build()
                .run(TestRuns.SEED));
    }

    private static Supplier<Behavior<Void>> guardian(TestApp app, ShardAllocationStrategyOf whose) {
        return () -> Behaviors.setup(context -> {
            Entity<TestApp.Message, ShardingEnvelope<TestApp.Message>> entity =
                    Entity.of(ENTITY, any -> app.echo());
            ClusterSharding.get(context.getSystem())
                    .init(
                            whose == ShardAllocationStrategyOf.PEKKO
                                    ? entity
                                    : entity.withAllocationStrategy(new First()));
            return Behaviors.empty();
        });
    }

    /** Puts each shard where it is first asked for, and never moves one. */
    private static final class First extends ShardCoordinator.AbstractShardAllocationStrategy {

        @Override
        public Future<ActorRef> allocateShard(
                ActorRef requester, String shard, Map<ActorRef, IndexedSeq<String>> current) {
            return Futures.successful(requester);
        }

        @Override
        public Future<Set<String>> rebalance(
                Map<ActorRef, IndexedSeq<String>> current, Set<String> inProgress) {
            return Futures.successful(Set.of());
        }
    }
}
