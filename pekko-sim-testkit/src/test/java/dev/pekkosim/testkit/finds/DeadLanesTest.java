package dev.pekkosim.testkit.finds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimNode;
import dev.pekkosim.testkit.cluster.RunProperties;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSelection;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.Identify;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;
import scala.Option;

/**
 * PEKKO-5: a node that was looked for before it was up cannot join, as answers to it go into lanes
 * that have ended.
 */
class DeadLanesTest {

    /** After it a node that starts forms a cluster at once, without looking for others first. */
    private static final Duration LONGER_THAN_TO_FORM_NEW = Duration.ofSeconds(11);

    private static final Duration LONGER_THAN_A_HANDSHAKE = Duration.ofSeconds(30);
    private static final String BEGIN = "begin";
    private static final String ASK = "ask";

    @Test
    void nodeThatWasLookedForBeforeItWasUp_cannotJoin() {
        RunResult result = startLate(3, true);

        FindScenario.assertFind(result, "PEKKO-5", RunProperties.CLUSTER_CONVERGES)
                .isEqualTo(
                        "the stream of ordinary messages from node-1 to node-2 has ended; its first lane"
                                + " begins anew when it is used, but answers in the lanes [2, 3] are lost");
    }

    @Test
    void somethingElseFailsToo_isFailed() {
        RunResult result = FindScenario.run(2, lanes(3), cluster -> {
            startLate(cluster, crashAll(cluster), true);
            FindScenario.healAndFailOtherwise(cluster);
        });

        FindScenario.assertPartly(result, "PEKKO-5", RunProperties.CLUSTER_CONVERGES);
    }

    /** The lanes have ended, but nothing is lost in them, since the node cannot ask at all. */
    @Test
    void streamIsIdle_isNoDeadLanes() {
        RunResult result = FindScenario.run(2, lanes(3), cluster -> {
            SimNode late = crashAll(cluster);
            lookFor(cluster.node("node-1"), late);
            cluster.sleep(LONGER_THAN_A_HANDSHAKE);
            List<String> first = List.of("node-1");
            List<String> second = List.of("node-2");
            cluster.partition(first, second);
            FindScenario.restart(cluster, late);
            FindScenario.cutOffAfterHeal(cluster, first, second);
            cluster.heal();
        });

        FindScenario.assertNoFind(result, RunProperties.CLUSTER_CONVERGES);
    }

    @Test
    void withOneLane_itJoins() {
        assertThat(startLate(1, true).failure()).isNull();
    }

    @Test
    void nobodyLookedForIt_itJoins() {
        assertThat(startLate(3, false).failure()).isNull();
    }

    /** The other member would answer, but cannot be reached: that is why the node searches. */
    @Test
    void memberWhoseLanesLive_isNoDeadLanes() {
        RunResult result = FindScenario.run(3, lanes(3), cluster -> {
            List<String> second = List.of("node-2");
            List<String> late = List.of("node-3");
            startLate(cluster, crashAll(cluster), true);
            FindScenario.restart(cluster, cluster.node("node-2"));
            SimNode first = cluster.node("node-1");
            FindScenario.awaitSetUp(
                    cluster, "two members", () -> FindScenario.seenBy(first).size() == 2);
            cluster.partition(second, late);
            FindScenario.cutOffAfterHeal(cluster, second, late);
            cluster.heal();
        });

        FindScenario.assertNoFind(result, RunProperties.CLUSTER_CONVERGES);
    }

    /**
     * What an application on the other node asks, as a client does that is no member, is not
     * answered, either.
     */
    @Test
    void applicationThatIsNoMember_isNotAnswered() {
        assertThat(answersToClient(3)).isZero();
    }

    @Test
    void withOneLane_applicationIsAnswered() {
        assertThat(answersToClient(1)).isPositive();
    }

    /**
     * How often an actor on node-2 is answered by node-1, whose uid falls on the second or third of
     * three lanes.
     */
    private static int answersToClient(int lanes) {
        AtomicInteger answers = new AtomicInteger();
        FindScenario.run(2, lanes(lanes), cluster -> {
            SimNode late = crashAll(cluster);
            startLate(cluster, late, true);
            ActorSystem system = Adapter.toClassic(late.system());
            ActorSelection first =
                    system.actorSelection(addressOf(late, cluster.node("node-1")) + "/user");
            boolean begun = false;
            for (int i = 0; !begun; i++) {
                ActorRef client = Adapter.toClassic(late.system()
                        .systemActorOf(client(first, answers), "client-" + i, Props.empty()));
                begun = client.path().uid() % 3 != 0;
                if (begun) {
                    client.tell(BEGIN, ActorRef.noSender());
                }
            }
            cluster.sleep(LONGER_THAN_A_HANDSHAKE);
        });
        return answers.get();
    }

    private static Behavior<Object> client(ActorSelection server, AtomicInteger answers) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> Behaviors.receiveMessage(message -> {
                    if (message.equals(BEGIN)) {
                        timers.startTimerWithFixedDelay(ASK, ASK, Duration.ofMillis(200));
                    } else if (message.equals(ASK)) {
                        server.tell(context.getSelf(), ActorRef.noSender());
                    } else {
                        answers.incrementAndGet();
                    }
                    return Behaviors.same();
                })));
    }

    /** Answers whoever asks it. */
    private static Behavior<Object> server() {
        return Behaviors.receiveMessage(asker -> {
            if (asker instanceof org.apache.pekko.actor.typed.ActorRef<?> ref) {
                ref.unsafeUpcast().tell("here");
            }
            return Behaviors.same();
        });
    }

    private static RunResult startLate(int lanes, boolean lookedFor) {
        return FindScenario.run(2, lanes(lanes), cluster -> {
            startLate(cluster, crashAll(cluster), lookedFor);
            cluster.heal();
        });
    }

    private static String lanes(int count) {
        return "pekko.remote.artery.advanced.outbound-lanes = " + count;
    }

    /** Crashes all nodes and starts the first one again; returns the last. */
    private static SimNode crashAll(SimCluster cluster) {
        cluster.startAll(DeadLanesTest::server);
        SimNode last = cluster.servers().get(cluster.servers().size() - 1);
        cluster.servers().forEach(node -> node.crashHost());
        cluster.sleep(LONGER_THAN_TO_FORM_NEW);
        FindScenario.restart(cluster, cluster.node("node-1"));
        return last;
    }

    private static void startLate(SimCluster cluster, SimNode late, boolean lookedFor) {
        if (lookedFor) {
            lookFor(cluster.node("node-1"), late);
        }
        cluster.sleep(LONGER_THAN_A_HANDSHAKE);
        FindScenario.restart(cluster, late);
    }

    /**
     * As a node does that starts with a list of seed nodes, or an application with its contact
     * points.
     */
    private static void lookFor(SimNode node, SimNode other) {
        ActorSystem system = Adapter.toClassic(node.system());
        system.actorSelection(addressOf(node, other) + "/user")
                .tell(new Identify(1), ActorRef.noSender());
    }

    /** The address of a node that has no system yet, as one that has sees it. */
    private static Address addressOf(SimNode viewer, SimNode other) {
        Address own = FindScenario.selfOf(viewer).address();
        return own.copy(own.protocol(), own.system(), Option.apply(other.name()), own.port());
    }
}
