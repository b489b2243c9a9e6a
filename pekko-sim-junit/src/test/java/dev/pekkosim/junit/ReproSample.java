package dev.pekkosim.junit;

import dev.pekkosim.testkit.SimCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Methods with repros in {@code src/test/resources/repros}; {@link ReproTest} executes them. */
class ReproSample {

    @SimTest(nodes = 1, clients = 0, seeds = 1)
    void stillFails(Seed seed) {
        if (seed.value() == 42) {
            throw new IllegalStateException("as ever");
        }
    }

    @SimCampaign(nodes = 1, clients = 0, seeds = 2)
    void isMended() {}

    @SimTest(nodes = 2, clients = 0, seeds = 1)
    void leavesOne(SimCluster cluster) {
        cluster.startAll(Behaviors::empty);
        throw new IllegalStateException("once Up");
    }

    static final List<String> CHAOS = Collections.synchronizedList(new ArrayList<>());

    @SimTest(nodes = 3, clients = 0, seeds = 1)
    void chaos(SimCluster cluster) {
        cluster.startAll(Behaviors::empty);
        cluster.chaos();
        cluster.sleep(Duration.ofMinutes(5));
        cluster.heal();
        CHAOS.add(cluster.faults().isEmpty() ? "no fault" : "faults");
    }
}
