package com.acme.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.testkit.Body;
import dev.pekkosim.testkit.OperationCounts;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.SimClusterTestKit;
import dev.pekkosim.testkit.SimNode;
import java.time.Duration;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.junit.jupiter.api.Test;

/** What one can do inside a test; {@code docs/how-to/write-a-test.md} explains it. */
class InsideATestTest {

    private static void passes(Body body) {
        RunResult run =
                SimClusterTestKit.campaign("inside").nodes(3).body(body).build().run(1);
        assertThat(run.passed()).as(run::report).isTrue();
    }

    @Test
    void asksAndAttempts() {
        passes(cluster -> {
            cluster.startAll(CounterApp::guardian);
            long value = cluster.ask(CounterApp.increment(cluster.client(), "visits"));
            assertThat(value).isEqualTo(1);

            cluster.node("node-1").crashHost();
            OperationCounts increments =
                    cluster.attempt(20, () -> CounterApp.increment(cluster.client(), "visits"));
            cluster.heal();
            assertThat(cluster.ask(CounterApp.get(cluster.client(), "visits")))
                    .isBetween(1 + increments.ok(), 1 + increments.ok() + increments.unknown());
        });
    }

    @Test
    void looksAndWaits() {
        passes(cluster -> {
            cluster.startAll(CounterApp::guardian);
            cluster.ask(CounterApp.increment(cluster.client(), "visits"));
            String home = cluster.entities(Counter.TYPE_KEY).get(0).node();

            cluster.node(home).crashHost();
            cluster.eventually(
                    Duration.ofMinutes(1),
                    () -> assertThat(cluster.clusterState())
                            .filteredOn(view -> !view.node().equals(home))
                            .allSatisfy(view -> assertThat(view.up()).hasSize(3)));
            cluster.eventually(
                    Duration.ofMinutes(1),
                    () -> assertThat(cluster.ask(CounterApp.get(cluster.client(), "visits")))
                            .isEqualTo(1));
            assertThat(cluster.entities(Counter.TYPE_KEY)).singleElement().satisfies(counter -> {
                assertThat(counter.entity()).isEqualTo("visits");
                assertThat(counter.node()).isNotEqualTo(home);
            });
        });
    }

    @Test
    void probes() {
        passes(cluster -> {
            cluster.startAll(CounterApp::guardian);
            SimNode node = cluster.node("node-2");
            TestProbe<Counter.Value> probe = TestProbe.create(Counter.Value.class, node.system());
            cluster.runOn(
                    node,
                    () -> ClusterSharding.get(node.system())
                            .entityRefFor(Counter.TYPE_KEY, "visits")
                            .tell(new Counter.Increment(probe.getRef())));
            probe.expectMessage(new Counter.Value(1));
            probe.expectNoMessage(Duration.ofHours(1));
        });
    }

    @Test
    void actorsOnANode() {
        passes(cluster -> {
            cluster.startAll(CounterApp::guardian);
            ActorRef<Counter.Command> counter =
                    cluster.spawn(cluster.node("node-3"), new Counter("own"), "own-counter");
            Counter.Value value = cluster.ask(AskPattern.ask(
                    counter,
                    Counter.Get::new,
                    Duration.ofSeconds(3),
                    cluster.client().scheduler()));
            assertThat(value.value()).isZero();
        });
    }

    @Test
    void rollingUpdate() {
        passes(cluster -> {
            cluster.startAll(CounterApp::guardian);
            cluster.ask(CounterApp.increment(cluster.client(), "visits"));
            for (SimNode node : cluster.servers()) {
                node.leave();
                cluster.await(Duration.ofMinutes(2), () -> !node.isRunning());
                node.restart();
                cluster.eventually(
                        Duration.ofMinutes(2),
                        () -> assertThat(cluster.clusterState())
                                .allSatisfy(view -> assertThat(view.up()).hasSize(4)));
            }
            assertThat(cluster.ask(CounterApp.get(cluster.client(), "visits"))).isEqualTo(1);
        });
    }
}
