// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.finds;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.AbstractActorWithTimers;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSelection;
import org.apache.pekko.actor.Props;

/**
 * PEKKO-5: members that looked for a node before it was up cannot answer it, as all lanes but the
 * first have ended for good.
 */
final class DeadLanes implements FindProgram {

    private static final int LANES = 4;

    private static final String LANES_KEY = "pekko.remote.artery.advanced.outbound-lanes";

    /**
     * After that time without an answer the members' streams to node-3 end: Artery's
     * handshake-timeout.
     */
    private static final Duration LONGER_THAN_A_HANDSHAKE = Duration.ofSeconds(25);

    /** Over which a healthy node joins several times. */
    private static final Duration WATCHED = Duration.ofSeconds(30);

    /**
     * Three of four uids are the case; that many draws in a row without one are one in a thousand.
     */
    private static final int MOST_DRAWS = 5;

    private static final String STREAM_ENDED = "Outbound message stream to";
    private static final String SEARCHES = "Couldn't join seed nodes after";
    private static final String ANSWERED = "Sending InitJoinAck message";
    private static final Pattern ASKER = Pattern.compile("joinSeedNodeProcess-\\d+#(-?\\d+)");

    @Override
    public About about() {
        return new About(
                "PEKKO-5",
                "dead lanes",
                "with " + LANES + " lanes the last of three seed nodes starts "
                        + LONGER_THAN_A_HANDSHAKE.toSeconds() + " s after the others",
                "it does so with one lane",
                LANES_KEY + " = " + LANES,
                List.of(STREAM_ENDED, "Received InitJoin message", ANSWERED, SEARCHES, "Welcome"));
    }

    @Override
    public Observation play(Stage stage, boolean triggered) throws InterruptedException {
        TcpCluster cluster = stage.cluster();
        TcpNode late = cluster.node(3);
        int lanes = triggered ? LANES : 1;
        for (int draw = 1; draw <= MOST_DRAWS; draw++) {
            String setting = LANES_KEY + " = " + lanes;
            startOthers(stage, setting);
            Instant begin = Instant.now();
            late.start(setting, cluster.node(1), cluster.node(2), late);
            int asker = awaitAsker(stage, begin);
            int lane = lane(asker, lanes);
            stage.tell("the actor that asks for node-3 has the uid " + asker
                    + ", so that answers to it take lane " + (lane + 1) + " of " + lanes);
            if (!triggered || lane > 0) {
                return watch(stage, lanes);
            }
            if (!stage.within(WATCHED, () -> late.members() == 3)) {
                return Observation.neither("answers take the first lane, but node-3 does not join");
            }
            stage.tell("the first lane heals the others, and node-3 has joined: all over again");
            cluster.nodes().forEach(TcpNode::crash);
        }
        return Observation.neither("the first lane was drawn " + MOST_DRAWS + " times in a row");
    }

    /** Two of three seed nodes begin a cluster and look for the third, until they have given up. */
    private static void startOthers(Stage stage, String lanes) throws InterruptedException {
        TcpCluster cluster = stage.cluster();
        TcpNode first = cluster.node(1);
        TcpNode second = cluster.node(2);
        TcpNode late = cluster.node(3);
        first.start(lanes, first, second, late);
        second.start(lanes, first, second, late);
        stage.await(
                "node-1 and node-2 are Up and answer each other",
                () -> first.seesUp(first, second)
                        && second.seesUp(first, second)
                        && cluster.traffic().flows(first, second));
        first.system().actorOf(Props.create(Echo.class, Echo::new), Echo.NAME);
        stage.pass(LONGER_THAN_A_HANDSHAKE);
    }

    /** The uid of the actor that looks for a seed node on node-3, as others log it. */
    private static int awaitAsker(Stage stage, Instant since) throws InterruptedException {
        String process = stage.cluster().node(3).address() + "/system/cluster";
        stage.await(
                "node-3 asks the members to let it in",
                () -> asker(stage, process, since).isPresent());
        return asker(stage, process, since).getAsInt();
    }

    private static OptionalInt asker(Stage stage, String process, Instant since) {
        OptionalInt uid = OptionalInt.empty();
        for (Timeline.Entry entry : stage.timeline().entries()) {
            Matcher matcher = ASKER.matcher(entry.text());
            if (!entry.time().isBefore(since)
                    && entry.text().contains(ANSWERED)
                    && entry.text().contains(process)
                    && matcher.find()) {
                uid = OptionalInt.of(Integer.parseInt(matcher.group(1)));
            }
        }
        return uid;
    }

    /** As {@code Association.selectQueue} of Pekko 1 does. */
    private static int lane(int uid, int lanes) {
        return Math.abs(uid % lanes);
    }

    private static Observation watch(Stage stage, int lanes) throws InterruptedException {
        TcpCluster cluster = stage.cluster();
        TcpNode first = cluster.node(1);
        TcpNode second = cluster.node(2);
        TcpNode late = cluster.node(3);
        AtomicInteger answers = new AtomicInteger();
        AtomicInteger questions = new AtomicInteger();
        startClient(late, first, lanes, questions, answers);
        Traffic traffic = cluster.traffic();
        if (stage.within(
                WATCHED,
                () -> first.seesUp(first, second, late)
                        && late.seesUp(first, second, late)
                        && traffic.flows(first, second, late)
                        && answers.get() > 0)) {
            return Observation.healthy("node-3 is Up, and all nodes answer each other");
        }
        int asked = questions.get();
        int answered = answers.get();
        boolean othersAreWell = first.seesUp(first, second) && traffic.flows(first, second);
        if (othersAreWell
                && late.members() == 0
                && answered == 0
                && asked > 0
                && stage.timeline().count(late.name(), SEARCHES) > 1
                && stage.timeline().count(first.name(), ANSWERED) > 1) {
            return Observation.effect("for " + WATCHED.toSeconds()
                    + " s the members answered node-3, which did not get that and is no member; an"
                    + " application on it asked node-1 " + asked + " times and got no answer; "
                    + heal(stage));
        }
        return Observation.neither(
                late.view() + "; " + first.view() + "; " + answered + " answers");
    }

    /**
     * An application on one node that asks another one, and whose uid falls on a lane that is not
     * the first.
     */
    private static void startClient(
            TcpNode on, TcpNode other, int lanes, AtomicInteger questions, AtomicInteger answers) {
        ActorSelection echo = on.system().actorSelection(other.address() + "/user/" + Echo.NAME);
        boolean begun = false;
        while (!begun) {
            ActorRef client = on.system()
                    .actorOf(
                            Props.create(Client.class, () -> new Client(echo, questions, answers)));
            begun = lanes == 1 || lane(client.path().uid(), lanes) > 0;
            if (begun) {
                client.tell(Client.BEGIN, ActorRef.noSender());
            } else {
                on.system().stop(client);
            }
        }
    }

    /**
     * What may be done without a restart: anything that a member sends in the first lane starts
     * all.
     */
    private static String heal(Stage stage) throws InterruptedException {
        TcpCluster cluster = stage.cluster();
        TcpNode first = cluster.node(1);
        TcpNode second = cluster.node(2);
        TcpNode late = cluster.node(3);
        first.system()
                .actorSelection(late.address() + "/user/nobody")
                .tell("hello", ActorRef.noSender());
        stage.tell("node-1 sends a message by a selection, which takes the first lane");
        boolean joins = stage.within(WATCHED, () -> first.seesUp(first, second, late));
        return joins
                ? "when node-1 had sent one message in the first lane, node-3 joined"
                : "a message in the first lane did not help, either";
    }

    /** Answers with what it is asked. */
    private static final class Echo extends AbstractActor {

        static final String NAME = "echo";

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .matchAny(question -> getSender().tell(question, getSelf()))
                    .build();
        }
    }

    /** Asks five times a second, and counts answers. */
    private static final class Client extends AbstractActorWithTimers {

        static final String BEGIN = "begin";

        private static final String TICK = "tick";
        private static final String QUESTION = "question";
        private static final Duration INTERVAL = Duration.ofMillis(200);

        private final ActorSelection echo;
        private final AtomicInteger questions;
        private final AtomicInteger answers;

        Client(ActorSelection echo, AtomicInteger questions, AtomicInteger answers) {
            this.echo = echo;
            this.questions = questions;
            this.answers = answers;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .matchEquals(
                            BEGIN,
                            begin -> getTimers().startTimerWithFixedDelay(TICK, TICK, INTERVAL))
                    .matchEquals(TICK, tick -> ask())
                    .matchEquals(QUESTION, answer -> answers.incrementAndGet())
                    .build();
        }

        private void ask() {
            questions.incrementAndGet();
            echo.tell(QUESTION, getSelf());
        }
    }
}
