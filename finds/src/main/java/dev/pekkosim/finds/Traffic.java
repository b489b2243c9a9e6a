package dev.pekkosim.finds;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.AbstractActorWithTimers;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.Props;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.Member;
import org.jspecify.annotations.Nullable;

/** The application of all nodes: each asks every other member that it sees, some times a second, and is answered. */
final class Traffic {

    private static final String ACTOR = "traffic";
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final Map<Address, String> names = new ConcurrentHashMap<>();
    private final Map<String, Long> answers = new ConcurrentHashMap<>();

    /** Starts it on a node, and forgets what former lives of that node were answered. */
    void join(String name, Address address, ActorSystem system) {
        names.put(address, name);
        answers.keySet().removeIf(pair -> pair.startsWith(name + " ") || pair.endsWith(" " + name));
        system.actorOf(Props.create(Asker.class, () -> new Asker(this, name)), ACTOR);
    }

    private void answered(String asker, Address by) {
        @Nullable String name = names.get(by);
        if (name != null) {
            answers.put(pair(asker, name), System.nanoTime());
        }
    }

    private static String pair(String asker, String answerer) {
        return asker + " asks " + answerer;
    }

    /** Whether a node was answered by another one not longer ago than a time. */
    boolean isAnswered(TcpNode asker, TcpNode answerer, Duration within) {
        @Nullable Long last = answers.get(pair(asker.name(), answerer.name()));
        return last != null && System.nanoTime() - last <= within.toNanos();
    }

    /** Whether each of these nodes was answered by each other one within the last second. */
    boolean flows(TcpNode... nodes) {
        for (TcpNode asker : nodes) {
            for (TcpNode answerer : nodes) {
                if (asker != answerer && !isAnswered(asker, answerer, Duration.ofSeconds(1))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Asks, answers, and notes who answered. */
    private static final class Asker extends AbstractActorWithTimers {

        private static final String TICK = "tick";
        private static final String QUESTION = "question";
        private static final String ANSWER = "answer";

        private final Traffic traffic;
        private final String name;
        private final Cluster cluster = Cluster.get(getContext().getSystem());

        Asker(Traffic traffic, String name) {
            this.traffic = traffic;
            this.name = name;
        }

        @Override
        public void preStart() {
            getTimers().startTimerWithFixedDelay(TICK, TICK, INTERVAL);
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .matchEquals(TICK, tick -> askAll())
                    .matchEquals(QUESTION, question -> getSender().tell(ANSWER, getSelf()))
                    .matchEquals(ANSWER, answer -> noteAnswer(getSender()))
                    .build();
        }

        private void askAll() {
            for (Member member : cluster.state().getMembers()) {
                if (!member.uniqueAddress().equals(cluster.selfUniqueAddress())) {
                    getContext()
                            .actorSelection(member.address() + "/user/" + ACTOR)
                            .tell(QUESTION, getSelf());
                }
            }
        }

        private void noteAnswer(ActorRef answerer) {
            traffic.answered(name, answerer.path().address());
        }
    }
}
