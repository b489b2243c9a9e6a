package dev.pekkosim.junit;

import dev.pekkosim.testkit.SimCluster;

/** Has the nodes of the class that it is derived from. */
class DerivedNodesSample extends NodesSample {

    @SimTest(seeds = 1)
    void nodesOfTheBaseClass(SimCluster cluster) {
        SEEN.add(cluster.nodes().toString());
    }
}
