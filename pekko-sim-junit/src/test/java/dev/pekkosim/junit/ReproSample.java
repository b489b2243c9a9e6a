package dev.pekkosim.junit;

import dev.pekkosim.testkit.SimCluster;
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
}
