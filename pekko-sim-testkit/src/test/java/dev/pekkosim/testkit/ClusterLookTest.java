package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.TestApp.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a body sees of Pekko without asking. */
class ClusterLookTest {

    private static final EntityTypeKey<Message> ENTITY =
            EntityTypeKey.create(Message.class, "entity");
    private static final EntityTypeKey<Message> REMEMBERED =
            EntityTypeKey.create(Message.class, "remembered");
    private static final ServiceKey<Message> ECHOES = ServiceKey.create(Message.class, "echoes");

    private static final String REMEMBERS =
            "pekko.cluster.sharding.remember-entities-store = eventsourced";

    private final TestApp app = new TestApp();

    private static RunResult run(int nodes, Body body) {
        return TestRuns.builder(nodes)
                .config(TestRuns.config(REMEMBERS))
                .body(body)
                .build()
                .run(TestRuns.SEED);
    }

    private static RunResult passes(int nodes, Body body) {
        return TestRuns.passed(run(nodes, body));
    }

    /** An application that has all that can be looked at. */
    private Behavior<Void> guardian() {
        return Behaviors.setup(context -> {
            ActorRef<Message> service = context.spawn(app.echo(), "service");
            context.getSystem().receptionist().tell(Receptionist.register(ECHOES, service));
            return app.rememberingGuardian();
        });
    }

    @Test
    void members_areSeenAsEachNodeDoes() {
        passes(3, cluster -> {
            cluster.startAll(this::guardian);
            assertThat(cluster.clusterState())
                    .hasSize(3)
                    .allSatisfy(
                            view -> assertThat(view.up()).containsExactlyInAnyOrder(names("123")));
            cluster.partition(List.of("node-3"), List.of("node-1", "node-2"));
            cluster.eventually(Duration.ofSeconds(20), () -> {
                assertThat(view(cluster, "node-1").unreachable()).containsExactly("node-3");
                assertThat(view(cluster, "node-3").unreachable())
                        .containsExactlyInAnyOrder("node-1", "node-2");
            });
            assertThat(view(cluster, "node-1").toString())
                    .contains("[node-1 Up]")
                    .contains("[node-3 Up, unreachable]");
        });
    }

    private static String[] names(String numbers) {
        return numbers.chars().mapToObj(c -> "node-" + (char) c).toArray(String[]::new);
    }

    private static ClusterView view(SimCluster cluster, String node) {
        return cluster.clusterState().stream()
                .filter(view -> view.node().equals(node))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nodeThatIsDown_seesNobody_andIsTold() {
        passes(2, cluster -> {
            cluster.startAll(this::guardian);
            cluster.node("node-2").crashProcess();
            assertThat(view(cluster, "node-2")).hasToString("node-2 sees nobody");
            assertThat(cluster.receptionist(ECHOES).get(1))
                    .isEqualTo(new ServiceListing("node-2", List.of()));
        });
    }

    @Test
    void member_isToldWithItsStatus_rolesAndDataCentre() {
        passes(1, cluster -> {
            cluster.startAll(this::guardian);
            assertThat(view(cluster, "node-1").members()).singleElement().satisfies(member -> {
                assertThat(member.status()).isEqualTo(MemberStatus.up());
                assertThat(member.isUp()).isTrue();
                assertThat(member.dataCenter()).isEqualTo("default");
                assertThat(member.roles()).containsExactly("dc-default");
                assertThat(member.uid()).isNotZero();
            });
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shardsAndEntities_areWhereTheyAnswer(boolean remembered) {
        EntityTypeKey<Message> type = remembered ? REMEMBERED : ENTITY;
        passes(3, cluster -> {
            cluster.startAll(this::guardian);
            assertThat(cluster.entities(type)).isEmpty();
            List<String> homes = new ArrayList<>();
            for (String id : List.of("a", "b/c", "d", "e f", "g")) {
                homes.add(id + "@"
                        + cluster.ask(TestApp.sayTo(cluster.client(), remembered, id, "hello"))
                                .node());
            }
            assertThat(cluster.entities(type).stream()
                            .map(location -> location.entity() + "@" + location.node()))
                    .containsExactlyInAnyOrderElementsOf(homes);
            assertThat(cluster.shardLocations(type))
                    .hasSizeBetween(1, 5)
                    .containsAll(cluster.entities(type).stream()
                            .map(entity -> new ShardLocation(entity.shard(), entity.node()))
                            .toList());
        });
    }

    @Test
    void shards_moveWithTheirEntities() {
        passes(3, cluster -> {
            cluster.startAll(this::guardian);
            String home = cluster.ask(TestApp.sayTo(cluster.client(), true, "a", "hello"))
                    .node();
            cluster.node(home).crashHost();
            assertThat(cluster.entities(REMEMBERED)).isEmpty();
            cluster.eventually(
                    Duration.ofMinutes(2),
                    () -> assertThat(cluster.entities(REMEMBERED))
                            .singleElement()
                            .satisfies(entity -> {
                                assertThat(entity.entity()).isEqualTo("a");
                                assertThat(entity.node()).isNotEqualTo(home);
                            }));
        });
    }

    @Test
    void services_areListedAsTheReceptionistDoes() {
        passes(3, cluster -> {
            cluster.startAll(this::guardian);
            cluster.eventually(
                    Duration.ofSeconds(30),
                    () -> assertThat(cluster.receptionist(ECHOES))
                            .hasSize(3)
                            .allSatisfy(listing -> assertThat(listing.instances())
                                    .containsExactlyInAnyOrder(
                                            service("node-1"),
                                            service("node-2"),
                                            service("node-3"))));
            cluster.node("node-3").crashHost();
            cluster.eventually(
                    Duration.ofSeconds(30),
                    () -> assertThat(cluster.receptionist(ECHOES).get(0).nodes())
                            .containsExactlyInAnyOrder("node-1", "node-2"));
        });
    }

    private static ServiceListing.Instance service(String node) {
        return new ServiceListing.Instance(node, "/user/service");
    }

    /** One that draws, or asks for a hash code, makes all that comes later another run. */
    @Test
    void looking_changesNothingInTheRun() {
        long without = hash(cluster -> {});
        assertThat(hash(ClusterLookTest::lookAtAll)).isEqualTo(without);
    }

    private long hash(Consumer<SimCluster> look) {
        return passes(3, cluster -> {
                    cluster.startAll(this::guardian);
                    for (int i = 0; i < 20; i++) {
                        look.accept(cluster);
                        cluster.ask(TestApp.sayTo(cluster.client(), i % 2 == 0, "e" + i, "x"));
                        look.accept(cluster);
                        cluster.sleep(Duration.ofSeconds(1));
                    }
                    cluster.node("node-2").crashHost();
                    look.accept(cluster);
                    cluster.heal();
                    look.accept(cluster);
                })
                .hash();
    }

    private static void lookAtAll(SimCluster cluster) {
        assertThat(cluster.clusterState()).isNotEmpty();
        assertThat(cluster.shardLocations(ENTITY)).isNotNull();
        assertThat(cluster.entities(REMEMBERED)).isNotNull();
        assertThat(cluster.receptionist(ECHOES)).isNotEmpty();
        assertThat(cluster.clusterState().toString()).isNotEmpty();
    }

    @Test
    void entityType_thatNoNodeHas_isToldWithThoseThatThereAre() {
        Failure failure = TestRuns.failed(run(2, cluster -> {
            cluster.startAll(this::guardian);
            cluster.shardLocations(EntityTypeKey.create(Message.class, "entitty"));
        }));
        assertThat(failure.kind()).isEqualTo(Failure.Kind.SETUP);
        assertThat(failure.message())
                .isEqualTo("an entity type must be one that a node has, but no node has 'entitty';"
                        + " the types are [entity, remembered], did you mean 'entity'?");
    }

    @Test
    void entityType_whereNoNodeHasAny_isToldWithTheFix() {
        Failure failure = TestRuns.failed(run(1, cluster -> {
            cluster.startAll(() -> Behaviors.empty());
            cluster.entities(ENTITY);
        }));
        assertThat(failure.message())
                .isEqualTo("an entity type must be one that a node has, but no node has 'entity';"
                        + " none has any: start sharding in the guardian with"
                        + " ClusterSharding.get(system).init(…)");
    }

    /** A node that has just started, or none at all, proves nothing. */
    @Test
    void entityType_whileNodesAreDown_isNoMistake() {
        passes(1, cluster -> {
            cluster.startAll(this::guardian);
            cluster.node("node-1").crashProcess();
            assertThat(cluster.entities(ENTITY)).isEmpty();
            cluster.node("node-1").restart();
            assertThat(cluster.shardLocations(ENTITY)).isEmpty();
        });
    }
}
