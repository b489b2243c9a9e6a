package dev.pekkosim.versions;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.counter.CounterApp;
import dev.pekkosim.testkit.Body;
import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimClusterTestKit;
import dev.pekkosim.testkit.SimNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.junit.jupiter.api.Test;

/** An application as a user writes it: sharded counters, which answer when a change is stored. */
class CounterTest {

    private static final int COUNTERS = 10;

    private static final EntityTypeKey<Object> COUNTER =
            EntityTypeKey.create(Object.class, "Counter");
    private static final ServiceKey<String> KEY = ServiceKey.create(String.class, "service");

    private static Campaign campaign(String name, Body scenario) {
        return SimClusterTestKit.campaign(name).nodes(3).body(scenario).build();
    }

    @Test
    void ask_ofEachCounter_isAnswered() {
        Tested.passesTwice(campaign("ask", cluster -> {
            cluster.startAll(CounterApp::guardian);
            assertThat(increments(cluster)).isEqualTo(COUNTERS);
            assertThat(increments(cluster)).isEqualTo(COUNTERS);
            assertThat(values(cluster)).containsOnly(2L).hasSize(COUNTERS);
        }));
    }

    @Test
    void counters_ofACrashedNode_liveOnAndItRejoins() {
        RunResult run = Tested.passesTwice(campaign("crash", cluster -> {
            cluster.startAll(CounterApp::guardian);
            assertThat(increments(cluster)).isEqualTo(COUNTERS);
            cluster.node("node-1").crashHost();
            assertThat(increments(cluster)).as("while a third is away").isBetween(1L, 9L);
            cluster.node("node-1").restart();
            cluster.heal();
            assertThat(cluster.node("node-1").lives()).isEqualTo(2);
            assertThat(values(cluster)).allMatch(value -> value == 1 || value == 2);
            assertThat(increments(cluster)).isEqualTo(COUNTERS);
        }));

        assertThat(run.faults()).isNotEmpty();
    }

    @Test
    void counters_behindACut_answerAfterTheRepair() {
        Tested.passesTwice(campaign("partition", cluster -> {
            cluster.startAll(CounterApp::guardian);
            assertThat(increments(cluster)).isEqualTo(COUNTERS);
            cluster.partition(List.of("node-2"), List.of("node-1", "node-3", "client-1"));
            assertThat(increments(cluster)).as("while a third is away").isBetween(1L, 9L);
            cluster.heal();
            assertThat(values(cluster)).allMatch(value -> value == 1 || value == 2);
            assertThat(increments(cluster)).isEqualTo(COUNTERS);
        }));
    }

    /** What looks into Pekko names its insides, which differ between versions. */
    @Test
    void looking_seesEntitiesMembersAndServices() {
        Tested.passesTwice(campaign("look", cluster -> {
            cluster.startAll(CounterApp::guardian);
            assertThat(increments(cluster)).isEqualTo(COUNTERS);
            assertThat(cluster.entities(COUNTER)).hasSize(COUNTERS);
            assertThat(cluster.shardLocations(COUNTER)).isNotEmpty();
            assertThat(cluster.clusterState())
                    .allSatisfy(view -> assertThat(view.up()).hasSize(4));
            SimNode node = cluster.node("node-2");
            ActorRef<String> service = cluster.spawn(node, Behaviors.ignore(), "service");
            cluster.runOn(
                    node,
                    () -> node.system().receptionist().tell(Receptionist.register(KEY, service)));
            cluster.eventually(
                    Duration.ofSeconds(30),
                    () -> assertThat(cluster.receptionist(KEY))
                            .hasSize(4)
                            .allSatisfy(listing ->
                                    assertThat(listing.nodes()).containsExactly("node-2")));
        }));
    }

    /** Increments each counter, and tells how many answered in time. */
    private static long increments(SimCluster cluster) {
        return IntStream.range(0, COUNTERS)
                .filter(i -> CounterApp.increment(cluster.client(), "counter-" + i)
                        .handle((value, error) -> error == null)
                        .join())
                .count();
    }

    private static List<Long> values(SimCluster cluster) {
        return IntStream.range(0, COUNTERS)
                .mapToObj(i -> CounterApp.get(cluster.client(), "counter-" + i).join())
                .toList();
    }
}
