package dev.pekkosim.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimNode;
import dev.pekkosim.testkit.SimRandom;
import dev.pekkosim.testkit.campaign.SuppressForbidden;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.TestInfo;
import org.opentest4j.TestAbortedException;

/** Methods of which every run passes; {@link SimTestTest} executes them. */
class PassingSample {

    /** What the methods saw, in the order of their runs. */
    static final List<String> SEEN = Collections.synchronizedList(new ArrayList<>());

    @SimTest(nodes = 2, clients = 0, seeds = 3)
    void clusterForms(SimCluster cluster) {
        cluster.startAll(Behaviors::empty);
        cluster.heal();
        SEEN.add(cluster.nodes() + " " + cluster.virtualTime().compareTo(Duration.ZERO));
    }

    @SimTest(nodes = 1, clients = 0, seeds = 2)
    void parameters(SimRandom random, TestInfo info, SimNode node, Seed seed, SimCluster cluster) {
        assertThat(seed.value()).isEqualTo(cluster.seed());
        SEEN.add(seed + " " + node + " " + random.key("key", 1_000_000) + " "
                + info.getTestMethod().orElseThrow().getName());
    }

    @SimTest(nodes = 2, seeds = 1)
    void nodeByItsName(@NodeNamed("client-1") SimNode client, @NodeNamed("node-2") SimNode node) {
        SEEN.add(client + " " + node);
    }

    @TwoNodes
    void annotationOfOnesOwn(SimCluster cluster) {
        SEEN.add(cluster.nodes().toString());
    }

    @SimTest(nodes = 1, seeds = 101)
    void manySeeds(Seed seed) {
        SEEN.add(seed.toString());
    }

    @SimTest(nodes = 1, clients = 0, seeds = 2)
    @SuppressForbidden("it is what a user's test may do")
    void notForHereAndNow() {
        throw new TestAbortedException("not on this machine");
    }

    @SimTest(nodes = 3, clients = 0, seeds = 1)
    void chaos(SimCluster cluster) {
        cluster.startAll(Behaviors::empty);
        cluster.chaos();
        cluster.sleep(Duration.ofMinutes(5));
        cluster.heal();
        SEEN.add(cluster.faults().isEmpty() ? "no fault" : "faults");
    }
}
