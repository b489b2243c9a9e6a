// SPDX-License-Identifier: Apache-2.0
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

/**
 * The application of all nodes: each asks every other member that it sees, some times a second, and
 * is answered.
 */
final class Traffic {

    private static final String ACTOR = "traffic";
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final Map<Pair, Long> answers = new ConcurrentHashMap<>();

    /** Starts it on a node, and forgets what happened in former lives of that node. */
    void join(ActorSystem system) {
        Address self = Cluster.get(system).selfAddress();
        answers.keySet().removeIf(pair -> pair.has(self));
        system.actorOf(Props.create(Asker.class, () -> new Asker(this)), ACTOR);
    }

    private void answered(Address asker, Address answerer) {
        answers.put(new Pair(asker, answerer), System.nanoTime());
    }

    /** Whether a node was answered by another one not longer ago than a time. */
    boolean isAnswered(Address asker, Address answerer, Duration within) {
        @Nullable Long last = answers.get(new Pair(asker, answerer));
        return last != null && System.nanoTime() - last <= within.toNanos();
    }

    private record Pair(Address asker, Address answerer) {

        boolean has(Address node) {
            return asker.equals(node) || answerer.equals(node);
        }
    }

    /** Whether each of these nodes was answered by each other one within the last second. */
    boolean flows(TcpNode... nodes) {
        for (TcpNode asker : nodes) {
            for (TcpNode answerer : nodes) {
                if (asker != answerer
                        && !isAnswered(
                                asker.address(), answerer.address(), Duration.ofSeconds(1))) {
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
        private final Cluster cluster = Cluster.get(getContext().getSystem());

        Asker(Traffic traffic) {
            this.traffic = traffic;
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
            traffic.answered(cluster.selfAddress(), answerer.path().address());
        }
    }
}
