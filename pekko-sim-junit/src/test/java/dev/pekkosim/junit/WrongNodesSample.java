package dev.pekkosim.junit;

import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimNode;

/** Methods whose nodes cannot be. */
class WrongNodesSample {

    @SimTest
    @Nodes(name = "backend", count = -1)
    void negativeCount(SimCluster cluster) {}

    @SimTest
    @Nodes(name = "back end")
    void wrongName(SimCluster cluster) {}

    @SimTest
    @Nodes(name = "backend", roles = " ")
    void emptyRole(SimCluster cluster) {}

    @SimTest
    @Nodes(name = "backend")
    @Nodes(name = "backend", roles = "backend")
    void twoOfOneName(SimCluster cluster) {}

    @SimTest
    @Nodes(name = "backend")
    @Nodes(name = "frontend")
    @Nodes(name = "backend")
    void twoThatAreAlike(SimCluster cluster) {}

    @SimTest
    @Nodes(name = "backend")
    @OutsideNode("backend-1")
    void twoNodesOfOneName(SimCluster cluster) {}

    @SimTest(nodes = 3)
    @Nodes(name = "backend")
    void bothKinds(SimCluster cluster) {}

    @SimTest
    @Nodes(name = "backend", roles = "backend", config = "batch-only.conf")
    void unknownRole(SimCluster cluster) {}

    @SimTest
    @Nodes(name = "backend", config = "no-such.conf")
    void unknownConfig(SimCluster cluster) {}

    @SimCampaign
    @OutsideNode(value = "gateway", config = "no-such.conf")
    void unknownConfigOutside(SimCluster cluster) {}

    @SimTest(seeds = 1)
    @Nodes(name = "backend", count = 2)
    void unknownNode(@NodeNamed("backend-3") SimNode node) {}

    @SimTest(seeds = 1)
    @Nodes(name = "backend")
    @Nodes(name = "frontend")
    void whichNode(SimNode node) {}
}
