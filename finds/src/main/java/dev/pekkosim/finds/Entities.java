// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.finds;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.AbstractActorWithTimers;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.Props;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.sharding.ClusterSharding;
import org.apache.pekko.cluster.sharding.ClusterShardingSettings;
import org.jspecify.annotations.Nullable;

/**
 * Sharded entities, each in a shard of its own, and who asks them: an entity says on which node it
 * is.
 */
final class Entities {

    /** The ids of all entities. */
    static final List<String> ALL =
            IntStream.range(0, 10).mapToObj(i -> "e" + i).toList();

    private static final String TYPE = "echo";
    private static final String ASKER = "asker";
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    /** Starts a region on a node, and an actor that asks when it is told to. */
    void join(TcpNode node) {
        ActorSystem system = node.system();
        ActorRef region = ClusterSharding.get(system)
                .start(
                        TYPE,
                        Props.create(Echo.class, Echo::new),
                        ClusterShardingSettings.create(system),
                        new ById(ALL.size()));
        system.actorOf(Props.create(Asker.class, () -> new Asker(this, region)), ASKER);
    }

    /** Lets a node ask all entities from now on, twice a second. */
    void askAllFrom(TcpNode node) {
        tellAsker(node, Asker.ALL_FROM_NOW_ON);
    }

    /** Lets a node ask one entity once. */
    void askFrom(TcpNode node, String id) {
        tellAsker(node, id);
    }

    private static void tellAsker(TcpNode node, String what) {
        node.system().actorSelection("/user/" + ASKER).tell(what, ActorRef.noSender());
    }

    /** The entities that have last answered from a node. */
    Set<String> homes(TcpNode node) {
        Set<String> homes = new TreeSet<>();
        answers.forEach((id, answer) -> {
            if (answer.from().equals(node.address())) {
                homes.add(id);
            }
        });
        return homes;
    }

    /** The entities that have answered nobody for at least a time. */
    Set<String> silent(Duration time) {
        Set<String> silent = new TreeSet<>();
        for (String id : ALL) {
            @Nullable Answer last = answers.get(id);
            if (last == null || System.nanoTime() - last.nanoTime() > time.toNanos()) {
                silent.add(id);
            }
        }
        return silent;
    }

    private void answered(String id, Address from) {
        answers.put(id, new Answer(from, System.nanoTime()));
    }

    private record Answer(Address from, long nanoTime) {}

    /** An entity: answers with its id. */
    private static final class Echo extends AbstractActor {

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(String.class, id -> getSender().tell(id, getSelf()))
                    .build();
        }
    }

    /** Asks, and notes who answered from where. */
    private static final class Asker extends AbstractActorWithTimers {

        static final String ALL_FROM_NOW_ON = "all from now on";
        private static final String TICK = "tick";

        private final Entities entities;
        private final ActorRef region;
        private final Address self = Cluster.get(getContext().getSystem()).selfAddress();

        Asker(Entities entities, ActorRef region) {
            this.entities = entities;
            this.region = region;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .matchEquals(
                            ALL_FROM_NOW_ON,
                            begin -> getTimers().startTimerWithFixedDelay(TICK, TICK, INTERVAL))
                    .matchEquals(TICK, tick -> ALL.forEach(this::ask))
                    .match(String.class, this::askOrNote)
                    .build();
        }

        private void askOrNote(String id) {
            Address from = getSender().path().address();
            if (getSender().equals(getContext().getSystem().deadLetters())) {
                ask(id);
            } else {
                entities.answered(id, from.hasLocalScope() ? self : from);
            }
        }

        private void ask(String id) {
            region.tell(id, getSelf());
        }
    }
}
