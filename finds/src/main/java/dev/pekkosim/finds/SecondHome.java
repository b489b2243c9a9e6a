// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.finds;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.pekko.actor.AbstractActorWithTimers;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.cluster.sharding.ClusterSharding;
import org.apache.pekko.cluster.sharding.ClusterShardingSettings;
import org.apache.pekko.pattern.Patterns;

/**
 * PEKKO-9: a shard that is handed off gets a second home, as the coordinator tells its former
 * region once more to host it.
 */
final class SecondHome implements FindProgram {

    private static final int ENTITIES = 9;
    private static final int SHARDS = 10;

    /** The first entity on node-2, whose shard is the first that node-2 has to give away. */
    private static final String MOVED = "e1";

    private static final Duration LATENCY = Duration.ofMillis(300);

    /**
     * How long an entity takes to stop: long enough for {@code shard-start-timeout} to end
     * meanwhile, shorter than any timeout.
     */
    private static final Duration STOPPING = Duration.ofSeconds(8);

    /** Which of two regions the coordinator gets to know first is one of two cases. */
    private static final int MOST_DRAWS = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** An interval of rebalances, and the hand-off. */
    private static final Duration MOVING = Duration.ofSeconds(25);

    private static final Duration WATCHED = Duration.ofSeconds(30);

    @Override
    public About about() {
        return new About(
                "PEKKO-9",
                "second home",
                "the acknowledgement of a shard's start is lost, and a hand-off of the shard is under way"
                        + " ten seconds later",
                "no acknowledgement is lost",
                """
                pekko.loglevel = DEBUG
                pekko.cluster.sharding.least-shard-allocation-strategy.rebalance-absolute-limit = 20
                """,
                List.of(
                        "Starting rebalance",
                        "Host Shard [0]",
                        "HandOff shard [0]",
                        "Shard [0] ",
                        "Starting shard [0]"));
    }

    @Override
    public Observation play(Stage stage, boolean triggered) throws InterruptedException {
        return play(stage, triggered, MOST_DRAWS);
    }

    private Observation play(Stage stage, boolean triggered, int draws)
            throws InterruptedException {
        TcpCluster cluster = stage.cluster();
        TcpNode first = cluster.node(1);
        TcpNode second = cluster.node(2);
        TcpNode third = cluster.node(3);
        List<TcpNode> all = List.of(first, second, third);
        stage.startTwo();
        Lives lives = new Lives();
        Link back = cluster.link(second, first);
        if (triggered) {
            lives.onStart(MOVED, () -> {
                back.reset();
                back.delay(Duration.ZERO);
                stage.tell("the connections node-2 -> node-1 are reset as " + MOVED + " starts");
            });
        }
        lives.host(first);
        lives.host(second);
        stage.await("e0 answers", () -> !ask(lives, first, "e0").isEmpty());
        if (!lives.of("e0").equals(Set.of("node-1")) && draws > 1) {
            return playAgain("the coordinator knows node-2 first", stage, triggered, draws);
        }
        back.delay(LATENCY);
        for (int i = 1; i < ENTITIES; i++) {
            String id = "e" + i;
            lives.region(first).tell(id, ActorRef.noSender());
            stage.await(id + " has started", () -> !lives.of(id).isEmpty());
        }
        back.delay(Duration.ZERO);
        if (!lives.of(MOVED).equals(Set.of("node-2"))) {
            String where = MOVED + " is on " + lives.of(MOVED);
            return draws > 1
                    ? playAgain(where, stage, triggered, draws)
                    : Observation.neither(where);
        }
        third.start(first);
        lives.host(third);
        stage.await("node-3 is Up", () -> third.seesUp(first, second, third));
        stage.pass(MOVING);
        if (!lives.of(MOVED).isEmpty()) {
            return Observation.neither(MOVED + " was not handed off, and is on " + lives.of(MOVED));
        }
        return watch(stage, lives, all);
    }

    private Observation playAgain(String why, Stage stage, boolean triggered, int draws)
            throws InterruptedException {
        stage.tell(why + ": all over again");
        stage.cluster().nodes().forEach(TcpNode::crash);
        return play(stage, triggered, draws - 1);
    }

    private static Observation watch(Stage stage, Lives lives, List<TcpNode> all)
            throws InterruptedException {
        Set<String> answers = new TreeSet<>();
        for (int second = 0; second < WATCHED.toSeconds(); second++) {
            answers.clear();
            for (TcpNode node : all) {
                answers.add(node + " is answered by " + ask(lives, node, MOVED));
            }
            stage.pass(Duration.ofSeconds(1));
        }
        Set<String> homes = lives.of(MOVED);
        String text = "for " + WATCHED.toSeconds() + " s entity " + MOVED + " lived on " + homes
                + ": " + String.join(", ", answers);
        if (homes.size() == 1) {
            return Observation.healthy(text);
        }
        return homes.size() == 2 ? Observation.effect(text) : Observation.neither(text);
    }

    /** The node that has the entity that answers, or nothing. */
    private static String ask(Lives lives, TcpNode from, String id) {
        try {
            return (String) Patterns.ask(lives.region(from), id, PATIENCE)
                    .exceptionally(late -> "")
                    .toCompletableFuture()
                    .join();
        } catch (RuntimeException e) {
            return "";
        }
    }

    /** Which entities live where. */
    private static final class Lives {

        private final Map<String, Set<String>> homes = new ConcurrentHashMap<>();
        private final Map<String, Runnable> onStart = new ConcurrentHashMap<>();
        private final Map<String, ActorRef> regions = new ConcurrentHashMap<>();

        void host(TcpNode node) {
            ActorSystem system = node.system();
            ClusterShardingSettings settings = ClusterShardingSettings.create(system);
            String name = node.name();
            ClusterSharding sharding = ClusterSharding.get(system);
            regions.put(
                    name,
                    sharding.start(
                            "slow",
                            Props.create(SlowEntity.class, () -> new SlowEntity(this, name)),
                            settings,
                            new ById(SHARDS),
                            sharding.defaultShardAllocationStrategy(settings),
                            SlowEntity.STOP));
        }

        ActorRef region(TcpNode node) {
            return Objects.requireNonNull(regions.get(node.name()));
        }

        void onStart(String id, Runnable act) {
            onStart.put(id, act);
        }

        Set<String> of(String id) {
            return homes.computeIfAbsent(id, any -> new ConcurrentSkipListSet<>());
        }

        void started(String id, String node) {
            Runnable act = onStart.remove(id);
            if (act != null) {
                act.run();
            }
            of(id).add(node);
        }

        void stopped(String id, String node) {
            of(id).remove(node);
        }
    }

    /** An entity that takes some seconds to stop, as one does that has work to finish. */
    private static final class SlowEntity extends AbstractActorWithTimers {

        static final String STOP = "stop";
        private static final String END = "end";

        private final Lives lives;
        private final String node;

        SlowEntity(Lives lives, String node) {
            this.lives = lives;
            this.node = node;
        }

        @Override
        public void preStart() {
            lives.started(getSelf().path().name(), node);
        }

        @Override
        public void postStop() {
            lives.stopped(getSelf().path().name(), node);
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .matchEquals(STOP, stop -> getTimers().startSingleTimer(END, END, STOPPING))
                    .matchEquals(END, end -> getContext().stop(getSelf()))
                    .match(String.class, id -> getSender().tell(node, getSelf()))
                    .build();
        }
    }
}
