package dev.pekkosim.testkit.finds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.KnownFindMatch;
import dev.pekkosim.testkit.RunProperties;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.SimNode;
import java.time.Duration;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.Identify;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;

/** PEKKO-5: a node that was looked for before it was up cannot join, as answers to it go into lanes that have ended. */
class DeadLanesTest {

    private static final Duration LONGER_THAN_A_HANDSHAKE = Duration.ofSeconds(30);

    @Test
    void nodeThatWasLookedForBeforeItWasUp_cannotJoin() {
        RunResult result = startLate(3, true);

        assertThat(result.failure())
                .as(FindScenario.gone("PEKKO-5"))
                .isNotNull()
                .extracting(Failure::property)
                .isEqualTo(RunProperties.CLUSTER_CONVERGES);
        assertThat(FindScenario.idOf(result)).isEqualTo("PEKKO-5");
        assertThat(result.knownFind())
                .isNotNull()
                .extracting(KnownFindMatch::evidence)
                .isEqualTo(
                        "the stream of ordinary messages from node-1 to node-2 has ended; its first lane"
                                + " begins anew when it is used, but answers in the lanes [2, 3] are lost");
    }

    @Test
    void withOneLane_itJoins() {
        assertThat(startLate(1, true).failure()).isNull();
    }

    @Test
    void nobodyLookedForIt_itJoins() {
        assertThat(startLate(3, false).failure()).isNull();
    }

    private static RunResult startLate(int lanes, boolean lookedFor) {
        String settings = "pekko.remote.artery.advanced.outbound-lanes = " + lanes;
        return FindScenario.run(2, settings, cluster -> {
            cluster.startAll(Behaviors::empty);
            SimNode first = cluster.node("node-1");
            SimNode second = cluster.node("node-2");
            Address address = FindScenario.selfOf(second).address();
            first.crash(true);
            second.crash(true);
            FindScenario.restart(cluster, first);
            if (lookedFor) {
                lookFor(first, address);
            }
            cluster.sleep(LONGER_THAN_A_HANDSHAKE);
            FindScenario.restart(cluster, second);
            cluster.heal();
        });
    }

    /** As a node does that starts with a list of seed nodes, or an application with its contact points. */
    private static void lookFor(SimNode node, Address address) {
        ActorSystem system = Adapter.toClassic(node.system());
        system.actorSelection(address + "/user").tell(new Identify(1), ActorRef.noSender());
    }
}
