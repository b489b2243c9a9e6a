package dev.pekkosim.junit;

import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimNode;

/** Methods whose annotations say what cannot be. */
class WrongSample {

    @SimTest(seeds = 0)
    void noSeeds(SimCluster cluster) {}

    @SimTest(nodes = -1)
    void negativeNodes(SimCluster cluster) {}

    @SimTest(clients = -2)
    void negativeClients(SimCluster cluster) {}

    @SimTest(chaos = "swarmm")
    void unknownChaos(SimCluster cluster) {}

    @SimTest(allowKnownFinds = "PEKKO-99")
    void unknownFind(SimCluster cluster) {}

    @SimTest(config = "no-such")
    void unknownConfig(SimCluster cluster) {}

    @SimTest(system = "a b")
    void wrongSystem(SimCluster cluster) {}

    @SimTest(nodes = 2, seeds = 1)
    void whichNode(SimNode node) {}

    @SimTest(nodes = 2, clients = 0, seeds = 1)
    void unknownNode(@NodeNamed("node-3") SimNode node) {}

    @SimCampaign(parallel = 0)
    void noneAtOnce(SimCluster cluster) {}

    @SimCampaign(timeBudget = "soon")
    void wrongBudget(SimCluster cluster) {}

    @SimCampaign(stopAfterFailures = -1)
    void negativeFailures(SimCluster cluster) {}
}
