package dev.pekkosim.testkit.finds;

import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimNode;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.Member;
import scala.Option;

/**
 * The application of a scenario: each node asks every other member that it sees five times a
 * second, and is answered.
 */
final class Traffic {

    private static final Duration INTERVAL = Duration.ofMillis(200);

    /** In which a node that is reached answers several times. */
    private static final Duration LATELY = Duration.ofSeconds(1);

    private static final String TICK = "tick";
    private static final String QUESTION = "question of ";
    private static final String ANSWER = "answer of ";

    private final SimCluster cluster;
    private final Map<String, Duration> answered = new TreeMap<>();

    Traffic(SimCluster cluster) {
        this.cluster = cluster;
    }

    /** What runs on each node. */
    Behavior<Object> guardian() {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(TICK, TICK, INTERVAL);
            Cluster self = Cluster.get(Adapter.toClassic(context.getSystem()));
            return Behaviors.receiveMessage(message -> {
                receive(self, (String) message);
                return Behaviors.same();
            });
        }));
    }

    private void receive(Cluster self, String message) {
        String own = nameOf(self.selfAddress());
        if (message.equals(TICK)) {
            for (Member member : self.state().getMembers()) {
                if (!member.uniqueAddress().equals(self.selfUniqueAddress())) {
                    tell(self.system(), member.address(), QUESTION + own);
                }
            }
        } else if (message.startsWith(QUESTION)) {
            String asker = message.substring(QUESTION.length());
            tell(self.system(), addressOf(self, asker), ANSWER + own);
        } else {
            String answerer = message.substring(ANSWER.length());
            answered.put(pair(own, answerer), cluster.virtualTime());
        }
    }

    private static void tell(ActorSystem system, Address node, String message) {
        system.actorSelection(node + "/user").tell(message, ActorRef.noSender());
    }

    private static String nameOf(Address address) {
        return address.host().get();
    }

    private static Address addressOf(Cluster self, String name) {
        Address own = self.selfAddress();
        return own.copy(own.protocol(), own.system(), Option.apply(name), own.port());
    }

    private static String pair(String asker, String answerer) {
        return asker + " asks " + answerer;
    }

    /** Whether each of these nodes was answered by each other one within the last second. */
    boolean flows(SimNode... nodes) {
        for (SimNode asker : nodes) {
            for (SimNode answerer : nodes) {
                if (asker != answerer && !flows(asker, answerer)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether one node was answered by another one within the last second. */
    boolean flows(SimNode asker, SimNode answerer) {
        Duration last = answered.get(pair(asker.name(), answerer.name()));
        return last != null && cluster.virtualTime().minus(last).compareTo(LATELY) <= 0;
    }
}
