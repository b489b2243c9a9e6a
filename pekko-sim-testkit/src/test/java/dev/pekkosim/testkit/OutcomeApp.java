package dev.pekkosim.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.DeadLetter;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.eventstream.EventStream;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.BehaviorBuilder;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.apache.pekko.cluster.ddata.DistributedData;
import org.apache.pekko.cluster.ddata.Flag;
import org.apache.pekko.cluster.ddata.FlagKey;
import org.apache.pekko.cluster.ddata.GSet;
import org.apache.pekko.cluster.ddata.GSetKey;
import org.apache.pekko.cluster.ddata.Key;
import org.apache.pekko.cluster.ddata.Replicator;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityContext;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.SingletonActor;
import org.apache.pekko.pattern.Patterns;
import org.jspecify.annotations.Nullable;

/**
 * An application whose notes show what a point in Pekko led to. It has entities and a singleton
 * that note their lives; and on each node a target that notes what it is told, a watcher of
 * targets, and a listener for dead letters. Made anew for each run.
 */
final class OutcomeApp {

    /** The entities a and d are in one shard, b and c are each in another. */
    static final String SETTINGS = """
            pekko.cluster.sharding.number-of-shards = 3
            pekko.cluster.sharding.rebalance-interval = 2 s
            pekko.remote.artery.advanced.stop-idle-outbound-after = 10 s
            """;

    private static final EntityTypeKey<TestApp.Message> ENTITY =
            EntityTypeKey.create(TestApp.Message.class, "noting");

    private static final List<String> STARTED = List.of("a", "b", "d");
    private static final ServiceKey<TestApp.Message> SOUGHT =
            ServiceKey.create(TestApp.Message.class, "sought");
    private static final Duration ANSWERED = Duration.ofMinutes(1);
    private static final Duration SETTLED = Duration.ofSeconds(5);

    /** What ends an entity, the singleton and a target. */
    private static final String STOP = "stop";

    /** What an entity answers by asking for its passivation. */
    static final String REST = "rest";

    /**
     * A note.
     *
     * @param who the actor
     * @param what what it notes
     */
    private record Noted(String who, String what) {}

    private final List<Noted> noted = new ArrayList<>();
    private final Map<String, String> homes = new TreeMap<>();
    private final Map<String, ActorRef<TestApp.Message>> targets = new TreeMap<>();
    private final Map<String, ActorRef<ActorRef<TestApp.Message>>> watchers = new TreeMap<>();
    private @Nullable SimCluster cluster;

    // ---- what its users see

    /**
     * What an entity, the singleton, the target, the watcher or the listener for dead letters has
     * noted, oldest first.
     */
    List<String> noted(String who) {
        return noted.stream()
                .filter(note -> note.who().equals(who))
                .map(Noted::what)
                .toList();
    }

    /** The node on which an entity started last. */
    String home(String entity) {
        return String.valueOf(homes.get(entity));
    }

    // ---- what its users do

    /**
     * Starts all nodes and the entities a, b and d, and forgets what was noted till then. Each node
     * knows the homes of these when it is done, and none is about to change.
     */
    void start(SimCluster simulated) {
        cluster = simulated;
        simulated.startAll(this::guardian);
        for (int round = 0; round < 2; round++) {
            for (SimNode node : simulated.nodes()) {
                STARTED.forEach(entity -> tellEntity(node, entity, "hello"));
            }
            simulated.sleep(SETTLED);
        }
        noted.clear();
    }

    /** Tells an entity something, on node-1. */
    void tellEntity(String entity, String text) {
        tellEntity(node("node-1"), entity, text);
    }

    private static void tellEntity(SimNode from, String entity, String text) {
        ClusterSharding.get(from.system())
                .entityRefFor(ENTITY, entity)
                .tell(new TestApp.Note(text));
    }

    /** Tells the target of another node something. */
    void tellTarget(String from, String to, String text) {
        target(from, to).tell(new TestApp.Note(text));
    }

    /** Lets the watcher of one node watch the target of another. */
    void watchTarget(String from, String to) {
        of(from, watchers).tell(target(from, to));
    }

    /** Stops the target of a node, by a message that needs no network. */
    void stopTarget(String node) {
        of(node, targets).tell(new TestApp.Note(STOP));
    }

    /**
     * Switches a flag of the distributed data on, and says how the replicator answers. A flag has
     * no deltas.
     */
    Object switchOn(String node, String flag, Replicator.WriteConsistency to) {
        return answer(
                node,
                new Replicator.Update<>(FlagKey.create(flag), Flag.create(), to, Flag::switchOn));
    }

    /**
     * Adds something to a set of the distributed data of a node, which tells the others by a delta.
     */
    void addElement(String node, String set) {
        Key<GSet<String>> key = GSetKey.create(set);
        answer(
                node,
                new Replicator.Update<>(
                        key, GSet.create(), Replicator.writeLocal(), all -> all.add("element")));
    }

    /** Whether the distributed data of a node have a key. */
    boolean isThere(String node, Key<?> key) {
        return answer(node, new Replicator.Get<>(key, Replicator.readLocal()))
                instanceof Replicator.GetSuccess<?>;
    }

    private Object answer(String node, Object question) {
        return Patterns.ask(
                        DistributedData.get(Adapter.toClassic(node(node).system()))
                                .replicator(),
                        question,
                        ANSWERED)
                .toCompletableFuture()
                .join();
    }

    /** Asks the receptionist of a node, and says whether it answers in time. */
    boolean isFindAnswered(String node, Duration timeout) {
        ActorSystem<?> system = node(node).system();
        CompletionStage<Receptionist.Listing> listing = AskPattern.ask(
                system.receptionist(),
                replyTo -> Receptionist.find(SOUGHT, replyTo),
                timeout,
                system.scheduler());
        return listing.handle((found, error) -> error == null)
                .toCompletableFuture()
                .join();
    }

    /** The target of a node as another node knows it. */
    private ActorRef<TestApp.Message> target(String from, String to) {
        String name =
                ActorRefResolver.get(node(to).system()).toSerializationFormat(of(to, targets));
        return ActorRefResolver.get(node(from).system()).resolveActorRef(name);
    }

    private SimNode node(String name) {
        return Objects.requireNonNull(cluster).node(name);
    }

    private static <T> T of(String node, Map<String, T> all) {
        return Objects.requireNonNull(all.get(node));
    }

    // ---- what it is made of

    private Behavior<Void> guardian() {
        return Behaviors.setup(context -> {
            ActorSystem<Void> system = context.getSystem();
            String node = TestApp.hostOf(system);
            targets.put(node, context.spawn(target(), "target"));
            watchers.put(node, context.spawn(watcher(), "watcher"));
            ActorRef<DeadLetter> listener = context.spawn(deadLetters(), "dead-letters");
            system.eventStream().tell(new EventStream.Subscribe<>(DeadLetter.class, listener));
            DistributedData.get(Adapter.toClassic(system));
            ClusterSharding.get(system)
                    .init(Entity.of(ENTITY, this::entity).withStopMessage(new TestApp.Note(STOP)));
            ClusterSingleton.get(system)
                    .init(SingletonActor.of(singleton(), "singleton")
                            .withStopMessage(new TestApp.Note(STOP)));
            return Behaviors.empty();
        });
    }

    private void note(String who, String what) {
        noted.add(new Noted(who, what));
    }

    private Behavior<TestApp.Message> target() {
        return Behaviors.receiveMessage(message -> {
            String text = textOf(message);
            note("target", text);
            return text.equals(STOP) ? Behaviors.stopped() : Behaviors.same();
        });
    }

    private Behavior<ActorRef<TestApp.Message>> watcher() {
        return Behaviors.setup(context -> BehaviorBuilder.<ActorRef<TestApp.Message>>create()
                .onAnyMessage(target -> {
                    context.watch(target);
                    return Behaviors.same();
                })
                .onSignal(Terminated.class, signal -> {
                    note("watcher", "the target has stopped");
                    return Behaviors.same();
                })
                .build());
    }

    private Behavior<DeadLetter> deadLetters() {
        return Behaviors.receiveMessage(letter -> {
            Object message = letter.message() instanceof ShardingEnvelope<?> envelope
                    ? envelope.message()
                    : letter.message();
            if (message instanceof TestApp.Message) {
                note("dead letters", textOf(message));
            }
            return Behaviors.same();
        });
    }

    private Behavior<TestApp.Message> entity(EntityContext<TestApp.Message> of) {
        String id = of.getEntityId();
        return Behaviors.setup(context -> {
            homes.put(id, TestApp.hostOf(context.getSystem()));
            note(id, "starts");
            return Behaviors.receive(TestApp.Message.class)
                    .onAnyMessage(message -> {
                        String text = textOf(message);
                        note(id, text);
                        if (text.equals(REST)) {
                            of.getShard().tell(new ClusterSharding.Passivate<>(context.getSelf()));
                        }
                        return text.equals(STOP) ? Behaviors.stopped() : Behaviors.same();
                    })
                    .onSignal(PostStop.class, signal -> {
                        note(id, "stops");
                        return Behaviors.same();
                    })
                    .build();
        });
    }

    private Behavior<TestApp.Message> singleton() {
        return Behaviors.setup(context -> {
            String node = TestApp.hostOf(context.getSystem());
            note("singleton", "starts on " + node);
            return Behaviors.receive(TestApp.Message.class)
                    .onAnyMessage(stop -> Behaviors.stopped())
                    .onSignal(PostStop.class, signal -> {
                        note("singleton", "stops on " + node);
                        return Behaviors.same();
                    })
                    .build();
        });
    }

    private static String textOf(Object message) {
        return message instanceof TestApp.Note note ? note.text() : message.toString();
    }
}
