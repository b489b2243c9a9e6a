package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.delivery.ConsumerController;
import org.apache.pekko.actor.typed.delivery.WorkPullingProducerController;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Routers;
import org.apache.pekko.actor.typed.pubsub.Topic;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.apache.pekko.cluster.ddata.GCounter;
import org.apache.pekko.cluster.ddata.GCounterKey;
import org.apache.pekko.cluster.ddata.Key;
import org.apache.pekko.cluster.ddata.SelfUniqueAddress;
import org.apache.pekko.cluster.ddata.typed.javadsl.DistributedData;
import org.apache.pekko.cluster.ddata.typed.javadsl.Replicator;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.SingletonActor;
import org.apache.pekko.stream.SourceRef;
import org.apache.pekko.stream.StreamRefResolver;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.StreamRefs;
import org.junit.jupiter.api.Test;

/** Parts of Pekko that a run has, from node to node; {@code docs/reference/what-runs.md}. */
class WhatRunsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final ServiceKey<String> SERVICE = ServiceKey.create(String.class, "service");

    private final TestApp app = new TestApp();

    private void passes(Body body) {
        TestRuns.passes(3, cluster -> {
            cluster.startAll(app::guardian);
            body.run(cluster);
        });
    }

    /** Keeps what it is told; all nodes are in this JVM. */
    private static Behavior<String> keeping(List<String> kept) {
        return Behaviors.receiveMessage(text -> {
            kept.add(text);
            return Behaviors.same();
        });
    }

    @Test
    void stream_thatIsThrottled_takesVirtualTime() {
        passes(cluster -> {
            Duration before = cluster.virtualTime();
            List<Integer> numbers = cluster.ask(Source.range(1, 61)
                    .throttle(1, Duration.ofMinutes(1))
                    .runWith(Sink.seq(), cluster.client()));
            assertThat(numbers).hasSize(61);
            assertThat(cluster.virtualTime().minus(before))
                    .isBetween(Duration.ofMinutes(60), Duration.ofMinutes(61));
        });
    }

    @Test
    void streamRef_carriesElementsToAnotherNode() {
        passes(cluster -> {
            ActorSystem<?> from = cluster.node("node-1").system();
            ActorSystem<?> to = cluster.node("node-2").system();
            SourceRef<String> ref = Source.range(1, 100)
                    .map(i -> "element-" + i)
                    .runWith(StreamRefs.sourceRef(), from);
            String text = StreamRefResolver.get(from).toSerializationFormat(ref);
            SourceRef<String> there = StreamRefResolver.get(to).resolveSourceRef(text);
            assertThat(cluster.ask(there.getSource().runWith(Sink.seq(), to)))
                    .hasSize(100)
                    .startsWith("element-1")
                    .endsWith("element-100");
        });
    }

    @Test
    void topic_reachesSubscribersOfAllNodes() {
        passes(cluster -> {
            List<String> got = new ArrayList<>();
            List<ActorRef<Topic.Command<String>>> topics = new ArrayList<>();
            for (SimNode node : cluster.nodes()) {
                ActorRef<Topic.Command<String>> topic =
                        cluster.spawn(node, Topic.create(String.class, "news"), "news");
                topic.tell(Topic.subscribe(cluster.spawn(node, keeping(got), "reader")));
                topics.add(topic);
            }
            cluster.sleep(TIMEOUT);
            topics.get(0).tell(Topic.publish("extra"));
            cluster.eventually(
                    TIMEOUT, () -> assertThat(got).hasSameSizeAs(topics).containsOnly("extra"));
        });
    }

    @Test
    void groupRouter_sendsToTheRouteesOfAllNodes() {
        passes(cluster -> {
            List<String> first = new ArrayList<>();
            List<String> second = new ArrayList<>();
            register(cluster, cluster.node("node-1"), keeping(first));
            register(cluster, cluster.node("node-2"), keeping(second));
            ActorRef<String> router = cluster.spawn(
                    cluster.node("node-1"),
                    Routers.group(SERVICE).withRoundRobinRouting(),
                    "router");
            cluster.sleep(TIMEOUT);
            IntStream.range(0, 10).forEach(i -> router.tell("job-" + i));
            cluster.eventually(TIMEOUT, () -> {
                assertThat(first).hasSize(5);
                assertThat(second).hasSize(5);
            });
        });
    }

    @Test
    void poolRouter_sharesOutAmongItsRoutees() {
        passes(cluster -> {
            List<String> done = new ArrayList<>();
            ActorRef<String> pool =
                    cluster.spawn(cluster.node("node-1"), Routers.pool(3, keeping(done)), "pool");
            IntStream.range(0, 9).forEach(i -> pool.tell("job-" + i));
            cluster.eventually(TIMEOUT, () -> assertThat(done).hasSize(9));
        });
    }

    private static void register(SimCluster cluster, SimNode node, Behavior<String> behavior) {
        ActorRef<String> service = cluster.spawn(node, behavior, "service");
        cluster.runOn(
                node,
                () -> node.system().receptionist().tell(Receptionist.register(SERVICE, service)));
    }

    @Test
    void workPulling_deliversEachJobOnce_toWorkersOfAnotherNode() {
        passes(cluster -> {
            ServiceKey<ConsumerController.Command<String>> key =
                    ServiceKey.create(ConsumerController.serviceKeyClass(), "work");
            List<String> done = new ArrayList<>();
            cluster.spawn(cluster.node("node-2"), worker(key, done), "worker");
            cluster.spawn(cluster.node("node-1"), producer(key), "producer");
            cluster.eventually(TIMEOUT, () -> assertThat(done).hasSizeGreaterThan(20));
            assertThat(done).doesNotHaveDuplicates();
        });
    }

    private static Behavior<WorkPullingProducerController.RequestNext<String>> producer(
            ServiceKey<ConsumerController.Command<String>> key) {
        return Behaviors.setup(context -> {
            context.spawn(
                            WorkPullingProducerController.create(
                                    String.class, "producer", key, Optional.empty()),
                            "controller")
                    .tell(new WorkPullingProducerController.Start<>(context.getSelf()));
            List<String> made = new ArrayList<>();
            return Behaviors.receiveMessage(next -> {
                made.add("job-" + made.size());
                next.sendNextTo().tell(made.get(made.size() - 1));
                return Behaviors.same();
            });
        });
    }

    private static Behavior<ConsumerController.Delivery<String>> worker(
            ServiceKey<ConsumerController.Command<String>> key, List<String> done) {
        return Behaviors.setup(context -> {
            context.spawn(ConsumerController.create(key), "controller")
                    .tell(new ConsumerController.Start<>(context.getSelf()));
            return Behaviors.receiveMessage(delivery -> {
                done.add(delivery.message());
                delivery.confirmTo().tell(ConsumerController.confirmed());
                return Behaviors.same();
            });
        });
    }

    @Test
    void singleton_isOneForAllNodes_andMovesWhenItsNodeCrashes() {
        passes(cluster -> {
            List<String> homes = new ArrayList<>();
            cluster.nodes().forEach(node -> cluster.runOn(node, () -> singleton(node, homes)));
            for (SimNode node : cluster.nodes()) {
                TestProbe<Done> probe = TestProbe.create(Done.class, node.system());
                singleton(node, homes).tell(probe.getRef());
                probe.expectMessage(TIMEOUT, Done.getInstance());
            }
            assertThat(homes).hasSize(1);

            cluster.node(homes.get(0)).crashHost();
            cluster.eventually(Duration.ofMinutes(2), () -> assertThat(homes).hasSize(2));
            assertThat(homes).doesNotHaveDuplicates();
        });
    }

    /** Starts it, or finds the proxy to it; each life notes its node. */
    private static ActorRef<ActorRef<Done>> singleton(SimNode node, List<String> homes) {
        Behavior<ActorRef<Done>> behavior = Behaviors.setup(context -> {
            homes.add(node.name());
            return Behaviors.receiveMessage(replyTo -> {
                replyTo.tell(Done.getInstance());
                return Behaviors.same();
            });
        });
        return ClusterSingleton.get(node.system()).init(SingletonActor.of(behavior, "only"));
    }

    @Test
    void distributedData_isReplicatedToAllNodes() {
        passes(cluster -> {
            Key<GCounter> key = GCounterKey.create("visits");
            for (SimNode node : cluster.nodes()) {
                increment(cluster, node, key);
            }
            cluster.eventually(
                    Duration.ofMinutes(1),
                    () -> assertThat(cluster.nodes())
                            .allSatisfy(node -> assertThat(value(cluster, node, key))
                                    .isEqualTo(cluster.nodes().size())));
        });
    }

    private static void increment(SimCluster cluster, SimNode node, Key<GCounter> key) {
        ActorSystem<?> system = node.system();
        SelfUniqueAddress self = DistributedData.get(system).selfUniqueAddress();
        Replicator.UpdateResponse<GCounter> done = cluster.ask(AskPattern.ask(
                DistributedData.get(system).replicator(),
                replyTo -> new Replicator.Update<>(
                        key,
                        GCounter.empty(),
                        Replicator.writeLocal(),
                        replyTo,
                        counter -> counter.increment(self, 1)),
                TIMEOUT,
                system.scheduler()));
        assertThat(done).isInstanceOf(Replicator.UpdateSuccess.class);
    }

    private static long value(SimCluster cluster, SimNode node, Key<GCounter> key) {
        ActorSystem<?> system = node.system();
        Replicator.GetResponse<GCounter> found = cluster.ask(AskPattern.ask(
                DistributedData.get(system).replicator(),
                replyTo -> new Replicator.Get<>(key, Replicator.readLocal(), replyTo),
                TIMEOUT,
                system.scheduler()));
        return found instanceof Replicator.GetSuccess<GCounter> success
                ? success.get(key).getValue().longValue()
                : 0;
    }
}
