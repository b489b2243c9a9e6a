package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.cluster.RunProperties;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.AbstractActorWithStash;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.StashBuffer;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.junit.jupiter.api.Test;

class PendingWorkTest {

    private static final Duration A_WHILE = Duration.ofSeconds(2);

    private static final EntityTypeKey<TestApp.Message> NOWHERE =
            EntityTypeKey.create(TestApp.Message.class, "nowhere");

    private final TestApp app = new TestApp();

    @Test
    void anIdleCluster_hasNone() {
        TestRuns.passes(3, cluster -> {
            cluster.startAll(app::guardian);
            TestApp.askEntity(cluster.node("node-2").system(), "any", "hello");
            cluster.sleep(Duration.ofSeconds(30));
            assertThat(cluster.pendingWork()).isEmpty();
        });
    }

    @Test
    void whatActorsStash_isNamed_howeverTheyKeepIt() {
        TestRuns.passes(1, cluster -> {
            cluster.startAll(() -> Behaviors.setup(context -> {
                ActorRef<String> lambda =
                        context.spawn(Behaviors.withStash(9, PendingWorkTest::stashAll), "lambda");
                ActorRef<String> object = context.spawn(
                        Behaviors.withStash(
                                9, stash -> Behaviors.setup(inner -> new Stashing(inner, stash))),
                        "object");
                org.apache.pekko.actor.ActorRef classic =
                        Adapter.actorOf(context, Props.create(Classic.class), "classic");
                lambda.tell("one");
                object.tell("one");
                object.tell("two");
                classic.tell("one", org.apache.pekko.actor.ActorRef.noSender());
                return Behaviors.empty();
            }));
            cluster.sleep(A_WHILE);
            assertThat(cluster.pendingWork())
                    .containsExactly(
                            "node-1: /user/classic stashes 1 message",
                            "node-1: /user/lambda stashes 1 message",
                            "node-1: /user/object stashes 2 messages");
        });
    }

    @Test
    void regionAndAsk_withoutTheirCoordinator_areNamed() {
        TestRuns.passes(3, cluster -> {
            cluster.startAll(app::guardian);
            SimNode asking = cluster.node("node-3");
            ActorRef<TestApp.Message> echo = TestApp.actor(asking.system(), "node-1", "echo");
            cluster.sleep(Duration.ofSeconds(10));
            cluster.partition(List.of("node-3"), List.of("node-1", "node-2"));
            var entity = TestApp.sayTo(asking.system(), false, "new", "hello");
            var far = TestApp.say(asking.system(), echo, "hello");
            cluster.sleep(Duration.ofMillis(500));
            assertThat(entity.toCompletableFuture()).isNotDone();
            assertThat(far.toCompletableFuture()).isNotDone();
            assertThat(cluster.pendingWork()).hasSize(2);
            assertThat(cluster.pendingWork().get(0))
                    .startsWith("node-3: /system/sharding/entity buffers 1 message for ")
                    .contains(" and knows the coordinator ")
                    .endsWith(" on node-1");
            assertThat(cluster.pendingWork().get(1))
                    .startsWith("node-3: 1 ask without an answer: /temp/echo$");
        });
    }

    @Test
    void aStepThatBlocks_isNamedWithWhatItWaitsFor() {
        TestRuns.passes(1, cluster -> {
            CompletableFuture<String> never = new CompletableFuture<>();
            cluster.startAll(() -> Behaviors.setup(context -> {
                context.spawn(Behaviors.<String>setup(inner -> waitFor(never)), "blocked");
                return Behaviors.empty();
            }));
            cluster.sleep(A_WHILE);
            assertThat(cluster.pendingWork()).hasSize(1);
            assertThat(cluster.pendingWork().get(0))
                    .startsWith(
                            "a step of node-1 waits for a java.util.concurrent.CompletableFuture")
                    .contains(" in " + PendingWorkTest.class.getName()
                            + ".waitFor(PendingWorkTest.java:");
            never.complete("now");
        });
    }

    @Test
    void heal_whereShardingNeverDrains_fails_andNamesWhoBuffers() {
        RunResult failed = proxyToNoNode("");
        Failure failure = TestRuns.failed(failed);
        assertThat(failure.property()).isEqualTo(RunProperties.BUFFERS_EMPTY);
        assertThat(failure.message())
                .isEqualTo("not within 300 virtual seconds: all nodes are Up, but sharding still"
                        + " buffers messages, at node-2: /system/sharding/nowhereProxy");
        assertThat(failed.pending())
                .containsExactly("node-2: /system/sharding/nowhereProxy buffers 1 message for 101"
                        + " and knows no coordinator");
    }

    @Test
    void heal_whereDrainingIsNotRequired_passes() {
        TestRuns.passed(proxyToNoNode("pekko.sim.cluster.buffers-drain = off"));
    }

    /** A message to an entity whose role no node has. */
    private RunResult proxyToNoNode(String settings) {
        return TestRuns.builder(2)
                .config(TestRuns.config(settings))
                .body(cluster -> {
                    cluster.startAll(() -> Behaviors.<Void>setup(context -> {
                        ClusterSharding.get(context.getSystem())
                                .init(Entity.of(NOWHERE, entity -> app.echo()).withRole("none"));
                        return app.guardian();
                    }));
                    ClusterSharding.get(cluster.node("node-2").system())
                            .entityRefFor(NOWHERE, "e")
                            .tell(new TestApp.Note("never"));
                    cluster.sleep(A_WHILE);
                    cluster.heal();
                })
                .build()
                .run(TestRuns.SEED);
    }

    private static Behavior<String> waitFor(CompletableFuture<String> never) {
        never.join();
        return Behaviors.empty();
    }

    private static Behavior<String> stashAll(StashBuffer<String> stash) {
        return Behaviors.receiveMessage(message -> {
            stash.stash(message);
            return Behaviors.same();
        });
    }

    private static final class Stashing extends AbstractBehavior<String> {

        private final StashBuffer<String> stash;

        Stashing(ActorContext<String> context, StashBuffer<String> stash) {
            super(context);
            this.stash = stash;
        }

        @Override
        public Receive<String> createReceive() {
            return newReceiveBuilder()
                    .onAnyMessage(message -> {
                        stash.stash(message);
                        return this;
                    })
                    .build();
        }
    }

    /** Stashes all. */
    public static final class Classic extends AbstractActorWithStash {

        @Override
        public AbstractActor.Receive createReceive() {
            return receiveBuilder().matchAny(message -> stash()).build();
        }
    }
}
