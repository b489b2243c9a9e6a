package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.TestApp.Message;
import dev.pekkosim.testkit.TestApp.Said;
import dev.pekkosim.testkit.TestApp.Say;
import dev.pekkosim.testkit.cluster.ReplacedSetting;
import dev.pekkosim.testkit.cluster.SimSetupException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.ClusterSingletonSettings;
import org.apache.pekko.cluster.typed.SingletonActor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nodes as a team deploys them: sets with roles, data centres, configuration and start. */
class NodeSetTest {

    private static final NodeSet BACKEND = NodeSet.named("backend").count(2).roles("backend");
    private static final NodeSet FRONTEND = NodeSet.named("frontend").roles("frontend");

    private static final EntityTypeKey<Message> BOUND =
            EntityTypeKey.create(Message.class, "bound");

    private final TestApp app = new TestApp();

    /** What each node said of itself, by its host. */
    private final Map<String, String> said = new TreeMap<>();

    private static Campaign campaign(Body body, NodeSet... sets) {
        return TestRuns.builder(1).nodes(sets).body(body).build();
    }

    private static void passes(Body body, NodeSet... sets) {
        TestRuns.passed(campaign(body, sets).run(TestRuns.SEED));
    }

    // ---- what the application sees

    @Test
    void roles_areThoseOfTheSet_andOfTheApplicationWhereItSaysNone() {
        Campaign campaign = TestRuns.builder(1)
                .config(TestRuns.config("pekko.cluster.roles = [orders, eu]"))
                .nodes(BACKEND, NodeSet.named("other"))
                .clients(1)
                .body(cluster -> {
                    cluster.startAll(() -> saying(system ->
                            Cluster.get(system).selfMember().getRoles().toString()));
                    assertThat(cluster.node("other-1").roles()).containsExactly("orders", "eu");
                    assertThat(cluster.nodesWithRole("backend"))
                            .extracting(SimNode::name)
                            .containsExactly("backend-1", "backend-2");
                })
                .build();

        TestRuns.passed(campaign.run(TestRuns.SEED));

        assertThat(said.get("backend-1")).contains("backend").doesNotContain("orders");
        assertThat(said.get("backend-2")).isEqualTo(said.get("backend-1"));
        assertThat(said.get("other-1")).contains("orders", "eu").doesNotContain("backend");
        assertThat(said.get("client-1")).contains("client").doesNotContain("orders");
        assertThat(campaign.replacedSettings())
                .extracting(ReplacedSetting::key, ReplacedSetting::ours)
                .containsOnlyOnce(tuple("pekko.cluster.roles", "[\"client\"] on client nodes"));
    }

    @Test
    void configuration_ofASet_isOverTheApplications_onItsNodesOnly() {
        TestRuns.passed(TestRuns.builder(1)
                .config(TestRuns.config("orders { name = shop, workers = 1, greeting = none }"))
                .nodes(
                        BACKEND.config("test-backend.conf"),
                        FRONTEND.config(ConfigFactory.parseString("orders.workers = 2")))
                .body(cluster -> cluster.startAll(() -> saying(system -> {
                    Config config = system.settings().config();
                    return config.getInt("orders.workers") + " "
                            + config.getString("orders.greeting");
                })))
                .build()
                .run(TestRuns.SEED));

        assertThat(said)
                .containsExactly(
                        Map.entry("backend-1", "7 from shop"),
                        Map.entry("backend-2", "7 from shop"),
                        Map.entry("frontend-1", "2 none"));
    }

    /** A set that has a setting of its own is told what becomes of it, as the application is. */
    @Test
    void setting_thatOnlyASetMakes_isToldWhenItIsReplaced() {
        Campaign campaign = campaign(
                cluster -> {},
                BACKEND.config(ConfigFactory.parseString(
                        "pekko.persistence.journal.plugin = jdbc-journal")));

        assertThat(campaign.replacedSettings())
                .extracting(ReplacedSetting::key, ReplacedSetting::yours)
                .contains(tuple("pekko.persistence.journal.plugin", "jdbc-journal"));
    }

    @Test
    void dataCentres_eachHaveTheirOwnSingleton() {
        passes(
                cluster -> {
                    cluster.startAll(() -> Behaviors.setup(context -> {
                        ClusterSingleton.get(context.getSystem())
                                .init(SingletonActor.of(
                                        saying(system -> "singleton of "
                                                + Cluster.get(system)
                                                        .selfMember()
                                                        .dataCenter()),
                                        "only"));
                        return Behaviors.empty();
                    }));
                    cluster.sleep(Duration.ofSeconds(30));
                },
                NodeSet.named("east").count(2).dataCenter("east"),
                NodeSet.named("west").count(2).dataCenter("west"));

        assertThat(said.values())
                .containsExactlyInAnyOrder("singleton of east", "singleton of west");
    }

    // ---- what is bound to a role

    @Test
    void entities_boundToARole_areOnItsNodesOnly_alsoAfterACrash() {
        Set<String> hosts = new TreeSet<>();
        passes(
                cluster -> {
                    cluster.startAll(() -> Behaviors.setup(context -> {
                        ClusterSharding.get(context.getSystem())
                                .init(Entity.of(BOUND, entity -> app.echo()).withRole("backend"));
                        return Behaviors.empty();
                    }));
                    ask(cluster, hosts);
                    assertThat(hosts).containsExactly("backend-1", "backend-2");

                    cluster.node("backend-1").crashHost();
                    cluster.heal();
                    hosts.clear();
                    ask(cluster, hosts);
                },
                FRONTEND.count(2),
                BACKEND);

        assertThat(hosts).isNotEmpty().isSubsetOf("backend-1", "backend-2");
    }

    private static void ask(SimCluster cluster, Set<String> hosts) {
        ActorSystem<?> front = cluster.node("frontend-2").system();
        IntStream.range(0, 30)
                .mapToObj(i -> ClusterSharding.get(front)
                        .entityRefFor(BOUND, "e" + i)
                        .<Said>ask(reply -> new Say("hello", reply), TestApp.ASK_TIMEOUT)
                        .toCompletableFuture()
                        .join()
                        .node())
                .forEach(hosts::add);
    }

    @Test
    void singleton_boundToARole_isOnItsNode() {
        passes(
                cluster -> {
                    cluster.startAll(() -> Behaviors.setup(context -> {
                        ClusterSingleton.get(context.getSystem())
                                .init(SingletonActor.of(saying(system -> "single"), "only")
                                        .withSettings(
                                                ClusterSingletonSettings.create(context.getSystem())
                                                        .withRole("backend")));
                        return Behaviors.empty();
                    }));
                    cluster.sleep(Duration.ofSeconds(30));
                },
                FRONTEND.count(2),
                BACKEND.count(1));

        assertThat(said).containsOnlyKeys("backend-1");
    }

    // ---- what starts a set

    @Test
    void eachSet_hasAStartOfItsOwn_alsoInLaterLives() {
        passes(
                cluster -> {
                    cluster.nodes("backend").start(() -> saying(system -> "back"));
                    assertThat(cluster.phase()).isEqualTo(Phase.START);
                    assertThat(cluster.node("frontend-1").isRunning()).isFalse();
                    cluster.nodes("frontend")
                            .startEach(node ->
                                    saying(system -> node.set() + node.roles() + node.lives()));
                    assertThat(cluster.phase()).isEqualTo(Phase.CHAOS);
                    assertThat(TestRuns.missing(cluster.node("frontend-1"), 3)).isNull();
                    assertThat(said)
                            .containsExactly(
                                    Map.entry("backend-1", "back"),
                                    Map.entry("backend-2", "back"),
                                    Map.entry("frontend-1", "frontend[frontend]1"));

                    said.clear();
                    cluster.node("backend-2").crashHost();
                    cluster.node("frontend-1").crashProcess();
                    cluster.heal();
                },
                BACKEND,
                FRONTEND);

        assertThat(said)
                .containsExactly(
                        Map.entry("backend-2", "back"),
                        Map.entry("frontend-1", "frontend[frontend]2"));
    }

    @Test
    void sets_startInTheOrderInWhichTheyAreDeclared() {
        List<String> order = new ArrayList<>();
        passes(
                cluster -> cluster.startEach(node -> {
                    order.add(node.set());
                    return Behaviors.empty();
                }),
                NodeSet.named("c").count(2),
                NodeSet.named("a").count(2),
                NodeSet.named("b"));

        assertThat(order).containsExactly("c", "c", "a", "a", "b");
    }

    /** As with {@code min-nr-of-members} of a role: no node is Up before all are there. */
    @Test
    void sets_thatWaitForEachOther_canBeStartedOneAfterTheOther() {
        TestRuns.passed(TestRuns.builder(1)
                .config(TestRuns.config("""
                        pekko.cluster.role { backend.min-nr-of-members = 2, frontend.min-nr-of-members = 1 }
                        """))
                .nodes(BACKEND, FRONTEND)
                .body(cluster -> {
                    cluster.nodes("backend").start(Behaviors::empty);
                    assertThat(status(cluster.node("backend-1")))
                            .containsOnly(MemberStatus.joining());
                    cluster.nodes("frontend").start(Behaviors::empty);
                    assertThat(status(cluster.node("backend-1")))
                            .hasSize(3)
                            .containsOnly(MemberStatus.up());
                })
                .build()
                .run(TestRuns.SEED));
    }

    private static List<MemberStatus> status(SimNode node) {
        List<MemberStatus> status = new ArrayList<>();
        for (Member member : Cluster.get(node.system()).state().getMembers()) {
            status.add(member.status());
        }
        return status;
    }

    @Test
    void startAll_leavesOutWhatWasStartedBefore() {
        passes(
                cluster -> {
                    cluster.nodes("backend").start(() -> saying(system -> "back"));
                    cluster.startAll(() -> saying(system -> "rest"));
                },
                BACKEND,
                FRONTEND);

        assertThat(said)
                .containsExactly(
                        Map.entry("backend-1", "back"),
                        Map.entry("backend-2", "back"),
                        Map.entry("frontend-1", "rest"));
    }

    private static Behavior<Void> started() {
        return Behaviors.empty();
    }

    private static ActorSystem<Void> started(Config config) {
        return ActorSystem.create(started(), "test", config);
    }

    /** The compiler knows which one it is, since all that starts nodes has a name of its own. */
    @Test
    void methodWithOverloads_mayBeAGuardianAndStartCode() {
        passes(
                cluster -> {
                    cluster.nodes("backend").start(NodeSetTest::started);
                    cluster.nodes("frontend").startCode(NodeSetTest::started);
                    cluster.startAll(NodeSetTest::started);
                },
                BACKEND,
                FRONTEND,
                NodeSet.named("other"));
    }

    // ---- classic guardians

    /** Says what it is told of, after the name of its host. */
    static final class Echo extends AbstractActor {

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(String.class, text -> getSender().tell("echo of " + text, getSelf()))
                    .build();
        }
    }

    /** Cannot be made. */
    static final class Broken extends AbstractActor {

        Broken() {
            throw new IllegalStateException("no such queue");
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder().build();
        }
    }

    @Test
    void classicProps_areAnActorBelowUser_inEachLife() {
        passes(
                cluster -> {
                    cluster.startAllClassic(() -> Props.create(Echo.class));
                    assertThat(echo(cluster, "frontend-1")).isEqualTo("echo of hello");
                    cluster.node("frontend-1").crashHost();
                    cluster.heal();
                    assertThat(echo(cluster, "frontend-1")).isEqualTo("echo of hello");
                },
                BACKEND,
                FRONTEND);
    }

    private static Object echo(SimCluster cluster, String to) {
        org.apache.pekko.actor.ActorSystem from =
                cluster.node("backend-1").system().classicSystem();
        return org.apache.pekko.pattern.Patterns.ask(
                        from.actorSelection("pekko://test@" + to + ":17355/user/guardian"),
                        "hello",
                        TestApp.ASK_TIMEOUT)
                .toCompletableFuture()
                .join();
    }

    @Test
    void classicProps_thatCannotBeMade_failTheRun() {
        Failure failure = TestRuns.failed(campaign(
                        cluster -> cluster.nodes("backend")
                                .startClassic(() -> Props.create(Broken.class)),
                        BACKEND)
                .run(TestRuns.SEED));

        assertThat(failure.property()).isEqualTo("no guardian fails");
        assertThat(failure.message())
                .isEqualTo("the guardian of backend-1 failed at start:"
                        + " java.lang.IllegalStateException: no such queue; a guardian that throws"
                        + " stops its actor system");
    }

    @Test
    void guardian_thatThrows_failsTheRunWithItsLine() {
        Failure failure = TestRuns.failed(campaign(
                        cluster -> cluster.nodes("backend").start(() -> {
                            throw new IllegalStateException("no such queue");
                        }),
                        BACKEND)
                .run(TestRuns.SEED));

        assertThat(failure.property()).isEqualTo("every actor system starts");
        assertThat(failure.message())
                .matches("NodeSetTest\\.java:\\d+: the actor system of backend-1 did not start:"
                        + " java.lang.IllegalStateException: no such queue");
    }

    // ---- what is wrong

    private static Arguments wrong(String message, UnaryOperator<SimClusterTestKit.Builder> with) {
        return Arguments.of(message, with);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong(
                        "the count of node set 'backend' must be at least 1, but is 0",
                        builder -> builder.nodes(BACKEND.count(0))),
                wrong(
                        "the name of a node set must be letters, digits and hyphens, since its"
                                + " nodes are hosts, but is 'back end'",
                        builder -> builder.nodes(NodeSet.named("back end"))),
                wrong(
                        "nodes needs at least one node set, but has none",
                        builder -> builder.nodes()),
                wrong(
                        "there are two node sets 'backend'; each needs a name of its own, since its"
                                + " nodes are named after it",
                        builder -> builder.nodes(BACKEND, BACKEND.roles("other"))),
                wrong(
                        "there are two node sets 'client'; each needs a name of its own, since its"
                                + " nodes are named after it",
                        builder -> builder.nodes(NodeSet.named("client")).clients(1)),
                wrong(
                        "a role of node set 'backend' must be a name, such as backend, but is ''",
                        builder -> builder.nodes(BACKEND.roles(""))),
                wrong(
                        "configuration 'no-such.conf' of node set 'backend' cannot be read:"
                                + " no-such.conf: java.io.IOException: resource not found on"
                                + " classpath: no-such.conf",
                        builder -> builder.nodes(BACKEND.config("no-such.conf"))),
                wrong(
                        "config of node set 'backend' needs the name of a resource, but is 'a = 1';"
                                + " for settings themselves use ConfigFactory.parseString",
                        builder -> builder.nodes(BACKEND.config("a = 1"))),
                wrong(
                        "pekko.sim.canary must be one for all nodes, but node set 'backend' sets it"
                                + " to 7; set it in the configuration of the campaign",
                        builder -> builder.nodes(
                                BACKEND.config(ConfigFactory.parseString("pekko.sim.canary = 7")))),
                wrong(
                        "pekko.cluster.singleton.role is 'batch', but no node has that role; the"
                                + " roles are [backend, frontend], and a node set gets one with"
                                + " roles(\"batch\")",
                        builder -> builder.config(
                                        TestRuns.config("pekko.cluster.singleton.role = batch"))
                                .nodes(BACKEND, FRONTEND)),
                wrong(
                        "pekko.cluster.role.backend.min-nr-of-members is 3, but 2 nodes have the"
                                + " role 'backend', so none would become Up; have more of them, or"
                                + " set it lower in the test",
                        builder -> builder.config(TestRuns.config(
                                        "pekko.cluster.role.backend.min-nr-of-members = 3"))
                                .nodes(BACKEND, FRONTEND)),
                wrong(
                        "pekko.cluster.min-nr-of-members is 5, but there are 3 nodes, so none would"
                                + " become Up; have more of them, or set it lower in the test",
                        builder -> builder.config(
                                        TestRuns.config("pekko.cluster.min-nr-of-members = 5"))
                                .nodes(BACKEND, FRONTEND)),
                wrong(
                        "group 'zone' has the node 'backend-3', which there is not; the nodes are"
                                + " [backend-1, backend-2]",
                        builder -> builder.nodes(BACKEND).group("zone", "backend-3")));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void sets_thatCannotBe_areRefused(
            String message, UnaryOperator<SimClusterTestKit.Builder> with) {
        assertThatExceptionOfType(SimSetupException.class)
                .isThrownBy(() ->
                        with.apply(TestRuns.builder(1)).body(cluster -> {}).build())
                .withMessage(message);
    }

    @Test
    void configuration_thatDoesNotResolve_isRefused() {
        assertThatExceptionOfType(SimSetupException.class)
                .isThrownBy(() -> campaign(
                        cluster -> {},
                        BACKEND.config(ConfigFactory.parseString("orders.name = ${no.such}"))))
                .withMessageStartingWith("the configuration of node set 'backend' cannot be read:")
                .withMessageContaining("${no.such}");
    }

    static Stream<Arguments> forgotten() {
        return Stream.of(
                Arguments.of("the body ends", (Body) cluster -> {}),
                Arguments.of("heal()", (Body) SimCluster::heal),
                Arguments.of("chaos(…)", (Body) cluster -> cluster.chaos(Chaos.swarm())));
    }

    @ParameterizedTest
    @MethodSource("forgotten")
    void set_thatIsNeverStarted_isTold(String before, Body body) {
        Failure failure = TestRuns.failed(campaign(
                        cluster -> {
                            cluster.nodes("backend").start(Behaviors::empty);
                            body.run(cluster);
                        },
                        BACKEND,
                        FRONTEND)
                .run(TestRuns.SEED));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.SETUP);
        assertThat(failure.message())
                .isEqualTo("node set 'frontend' is never started; call"
                        + " cluster.nodes(\"frontend\").start(…) before " + before);
    }

    /** Without it a test that forgot to start its application would pass. */
    @Test
    void clusterWithoutANode_cannotHeal() {
        Failure failure = TestRuns.fails(2, cluster -> {
            cluster.chaos();
            cluster.heal();
        });

        assertThat(failure.kind()).isEqualTo(Failure.Kind.SETUP);
        assertThat(failure.message())
                .isEqualTo("no node is ever started; call cluster.startAll(…) before heal()");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(
                        "there is no node set 'batch'; the node sets are [backend, frontend]",
                        (Body) cluster -> cluster.nodes("batch")),
                Arguments.of(
                        "no node has the role 'batch'; the roles are [backend, frontend]",
                        (Body) cluster -> cluster.nodesWithRole("batch")),
                Arguments.of(
                        "node set 'backend' must be started once in a run, but is started again; for"
                                + " another life of a node call restart() of it",
                        (Body) cluster -> cluster.nodes("backend").start(Behaviors::empty)));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void call_thatCannotBe_isToldInTheBody(String message, Body body) {
        Failure failure = TestRuns.failed(campaign(
                        cluster -> {
                            cluster.startAll(Behaviors::empty);
                            body.run(cluster);
                        },
                        BACKEND,
                        FRONTEND)
                .run(TestRuns.SEED));

        assertThat(failure.message()).endsWith(message);
    }

    // ---- an application that says something of itself

    /** What a node says of itself. */
    private interface Saying {
        String of(ActorSystem<?> system);
    }

    private Behavior<Void> saying(Saying saying) {
        return Behaviors.setup(context -> {
            said.put(TestApp.hostOf(context.getSystem()), saying.of(context.getSystem()));
            return Behaviors.empty();
        });
    }
}
