package dev.pekkosim.junit;

import com.typesafe.config.Config;
import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.junit.jupiter.api.Nested;

/** Methods with nodes that are not all alike; {@link NodesTest} executes them. */
@Nodes(name = "of-class", count = 2)
@OutsideNode("outside-class")
class NodesSample {

    /** What the methods saw, in the order of their runs. */
    static final List<String> SEEN = Collections.synchronizedList(new ArrayList<>());

    @SimTest(seeds = 1)
    @Nodes(
            name = "backend",
            count = 2,
            roles = {"backend", "eu"},
            config = "backend.conf")
    @Nodes(name = "frontend", roles = "frontend", dataCenter = "west")
    @OutsideNode(value = "gateway", config = "backend.conf")
    @OutsideNode("edge")
    void setsAndOutsideNodes(SimCluster cluster, @NodeNamed("backend-2") SimNode second) {
        cluster.startAll(Behaviors::empty);
        cluster.nodes("gateway").start(Behaviors::empty);
        cluster.nodes("edge").start(Behaviors::empty);
        cluster.heal();
        for (SimNode node : cluster.nodes()) {
            Config config = node.system().settings().config();
            SEEN.add(node + " " + node.roles() + " "
                    + (node.isOutside()
                            ? "outside"
                            : Cluster.get(node.system()).selfMember().dataCenter())
                    + " " + config.getString("orders.from"));
        }
        SEEN.add(second.name());
    }

    @SimTest(seeds = 1, clients = 2)
    void nodesOfTheClass(SimCluster cluster) {
        SEEN.add(cluster.nodes().toString());
    }

    @SimCampaign(seeds = 1)
    @Nodes(name = "own")
    void campaign(SimCluster cluster) {
        SEEN.add(cluster.nodes().toString());
    }

    @Orders
    void annotationOfOnesOwn(SimCluster cluster) {
        SEEN.add(cluster.nodes().toString());
    }

    /** Has the nodes of the class around it. */
    @Nested
    class Within {

        @SimTest(seeds = 1)
        void nodesOfTheClassAround(SimCluster cluster) {
            SEEN.add(cluster.nodes().toString());
        }
    }
}
