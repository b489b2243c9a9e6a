package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.TestApp.Said;
import dev.pekkosim.testkit.cluster.OngoingFault;
import dev.pekkosim.testkit.cluster.SimSetupException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorPath;
import org.apache.pekko.actor.ActorPaths;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.client.ClusterClient;
import org.apache.pekko.cluster.client.ClusterClientReceptionist;
import org.apache.pekko.cluster.client.ClusterClientSettings;
import org.apache.pekko.pattern.Patterns;
import org.junit.jupiter.api.Test;

/** Nodes that are no members: they have a host, an actor system and the wire. */
class OutsideNodeTest {

    private final TestApp app = new TestApp();

    private static void passes(Body body) {
        TestRuns.passed(
                TestRuns.builder(2).outside("gateway").body(body).build().run(TestRuns.SEED));
    }

    // ---- by remoting

    @Test
    void outsideNode_isNoMember_andCanAskOne() {
        passes(cluster -> {
            cluster.startAll(app::guardian);
            SimNode gateway = cluster.node("gateway");
            assertThat(gateway.isRunning()).isFalse();
            cluster.nodes("gateway").start(Behaviors::empty);

            assertThat(say(gateway, "node-2").toCompletableFuture().join().node())
                    .isEqualTo("node-2");
            assertThat(TestRuns.missing(cluster.node("node-1"), 2)).isNull();
            assertThat(gateway.isOutside()).isTrue();
            assertThat(cluster.servers()).extracting(SimNode::name).doesNotContain("gateway");
            assertThat(cluster.client()).isSameAs(cluster.node("node-1").system());
            assertThat(gateway.system().settings().config().getString("pekko.actor.provider"))
                    .isEqualTo("remote");
        });
    }

    private static CompletionStage<Said> say(SimNode from, String to) {
        return TestApp.say(from.system(), TestApp.actor(from.system(), to, "echo"), "hello");
    }

    @Test
    void partition_concernsAnOutsideNode() {
        passes(cluster -> {
            cluster.startAll(app::guardian);
            cluster.nodes("gateway").start(Behaviors::empty);
            SimNode gateway = cluster.node("gateway");

            OngoingFault cut = cluster.partition(Set.of("gateway"), Set.of("node-1", "node-2"));
            assertThat(say(gateway, "node-1")
                            .handle((said, error) -> error != null)
                            .toCompletableFuture()
                            .join())
                    .isTrue();
            cut.end();
            assertThat(say(gateway, "node-1").toCompletableFuture().join().text())
                    .isEqualTo("hello");
            cluster.heal();
        });
    }

    @Test
    void crash_ofAnOutsideNode_isHealedWithItsOwnStart() {
        List<String> started = new ArrayList<>();
        passes(cluster -> {
            cluster.startAll(app::guardian);
            cluster.nodes("gateway").startEach(node -> {
                started.add(node.name());
                return Behaviors.empty();
            });
            cluster.node("gateway").crashHost();
            assertThat(cluster.node("gateway").isRunning()).isFalse();
            cluster.heal();
            say(cluster.node("gateway"), "node-2").toCompletableFuture().join();
        });

        assertThat(started).containsExactly("gateway", "gateway");
    }

    @Test
    void outsideNode_mayStartBeforeTheCluster_andByCodeOfItsOwn() {
        passes(cluster -> {
            cluster.nodes("gateway")
                    .startCode(config -> ActorSystem.create(
                            Behaviors.empty(), "edge", ConfigFactory.load("test-app")));
            assertThat(cluster.node("gateway").system().address().toString())
                    .isEqualTo("pekko://edge@gateway:17355");
            cluster.startAll(app::guardian);
            assertThat(cluster.phase()).isEqualTo(Phase.CHAOS);
        });
    }

    @Test
    void outsideNode_mayBeLocal() {
        Config local = ConfigFactory.parseString("pekko.actor.provider = local");
        TestRuns.passed(TestRuns.builder(1)
                .outside(NodeSet.named("edge").count(2).config(local))
                .body(cluster -> {
                    cluster.startAll(app::guardian);
                    cluster.nodes("edge").start(Behaviors::empty);
                    assertThat(cluster.node("edge-2").system().address().hasLocalScope())
                            .isTrue();
                    cluster.node("edge-1").crashProcess();
                    cluster.heal();
                })
                .build()
                .run(TestRuns.SEED));
    }

    @Test
    void chaos_passesWithAnOutsideNode() {
        TestRuns.passed(TestRuns.builder(3)
                .outside("gateway")
                .body(cluster -> {
                    cluster.startAll(app::guardian);
                    cluster.nodes("gateway").start(Behaviors::empty);
                    cluster.chaos(Chaos.swarm());
                    cluster.sleep(Duration.ofMinutes(2));
                    cluster.heal();
                    say(cluster.node("gateway"), "node-2").toCompletableFuture().join();
                })
                .build()
                .run(TestRuns.SEED));
    }

    // ---- by ClusterClient

    /** Answers with the name of its node. */
    @SuppressWarnings("deprecation") // teams still use ClusterClient
    static final class Service extends AbstractActor {

        @Override
        public void preStart() {
            ClusterClientReceptionist.get(getContext().getSystem()).registerService(getSelf());
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(String.class, text -> getSender().tell("answer to " + text, getSelf()))
                    .build();
        }
    }

    @SuppressWarnings("deprecation") // teams still use ClusterClient
    @Test
    void clusterClient_findsTheService_alsoWhenAContactCrashes() {
        passes(cluster -> {
            cluster.startAllClassic(() -> Props.create(Service.class));
            cluster.nodes("gateway").startClassic(Props::empty);
            org.apache.pekko.actor.ActorSystem gateway =
                    cluster.node("gateway").system().classicSystem();
            Set<ActorPath> contacts = Set.of(receptionist("node-1"), receptionist("node-2"));
            ActorRef client = gateway.actorOf(ClusterClient.props(
                    ClusterClientSettings.create(gateway).withInitialContacts(contacts)));

            assertThat(answers(client)).isTrue();
            cluster.node("node-1").crashHost();
            assertThat(cluster.await(Duration.ofMinutes(1), () -> answers(client)))
                    .isTrue();
            cluster.heal();
        });
    }

    private static ActorPath receptionist(String node) {
        return ActorPaths.fromString("pekko://test@" + node + ":17355/system/receptionist");
    }

    @SuppressWarnings("deprecation") // teams still use ClusterClient
    private static boolean answers(ActorRef client) {
        return Patterns.ask(
                        client,
                        new ClusterClient.Send("/user/guardian", "hello", false),
                        TestApp.ASK_TIMEOUT)
                .handle((answer, error) -> "answer to hello".equals(answer))
                .toCompletableFuture()
                .join();
    }

    // ---- actor systems of the body

    @Test
    void systemOfTheBody_hasAHostAndTheWire() {
        TestRuns.passes(2, cluster -> {
            cluster.startAll(app::guardian);
            ActorSystem<Void> own =
                    ActorSystem.create(Behaviors.empty(), "probe", ConfigFactory.load("test-app"));
            assertThat(own.address().toString()).isEqualTo("pekko://probe@body-1:17355");
            assertThat(TestApp.ask(own, at("node-2", own), "hello").node()).isEqualTo("node-2");

            cluster.partition(List.of("body-1"), List.of("node-2"));
            assertThat(TestApp.say(own, at("node-2", own), "hello")
                            .handle((said, error) -> error != null)
                            .toCompletableFuture()
                            .join())
                    .isTrue();
            assertThat(TestApp.ask(own, at("node-1", own), "hello").node()).isEqualTo("node-1");
            cluster.heal();
            own.terminate();
            own.getWhenTerminated().toCompletableFuture().join();
        });
    }

    private static org.apache.pekko.actor.typed.ActorRef<TestApp.Message> at(
            String node, ActorSystem<?> own) {
        return org.apache.pekko.actor.typed.ActorRefResolver.get(own)
                .resolveActorRef("pekko://test@" + node + ":17355/user/echo");
    }

    // ---- what is wrong

    @Test
    void outsideNode_thatIsNeverStarted_isTold() {
        Failure failure = TestRuns.failed(TestRuns.builder(1)
                .outside("gateway")
                .body(cluster -> cluster.startAll(app::guardian))
                .build()
                .run(TestRuns.SEED));

        assertThat(failure.message())
                .isEqualTo("node set 'gateway' is never started; call"
                        + " cluster.nodes(\"gateway\").start(…) before the body ends");
    }

    @Test
    void outsideNode_withARole_isRefused() {
        assertThatExceptionOfType(SimSetupException.class)
                .isThrownBy(() -> TestRuns.builder(1)
                        .outside(NodeSet.named("gateway").roles("edge"))
                        .body(cluster -> {})
                        .build())
                .withMessage("node set 'gateway' must have no role and no data centre, since it is"
                        + " outside the cluster, but has [edge]; a set of members is given to"
                        + " nodes(…)");
    }

    @Test
    void outsideNode_withTheNameOfAnother_isRefused() {
        assertThatExceptionOfType(SimSetupException.class)
                .isThrownBy(() -> TestRuns.builder(1)
                        .outside("node-1")
                        .body(cluster -> {})
                        .build())
                .withMessage("there are two nodes 'node-1'; each needs a name of its own");
    }
}
