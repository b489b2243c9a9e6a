package dev.pekkosim.dispatcher;

import dev.pekkosim.engine.Points;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.pekko.actor.Actor;
import org.apache.pekko.actor.TimerSchedulerImpl;
import org.apache.pekko.dispatch.AbstractNodeQueue;
import org.apache.pekko.dispatch.Envelope;
import org.apache.pekko.dispatch.Mailbox;
import org.apache.pekko.dispatch.MessageQueue;
import org.apache.pekko.dispatch.sysmsg.SystemMessage;
import org.jspecify.annotations.Nullable;
import scala.Product;

/**
 * The table of buggify points that make messages, timers and callbacks late. All model one kind of event: the threads of a dispatcher are
 * busy, or the container has used up its share of the processor, when this message, timer or callback is next. No guarantee of Pekko
 * names a time, so each is legal; what it means for each message is in {@code docs/reference/pekko-points.md}. For another release of
 * Pekko it is these rows that change.
 */
public final class LatePoints {

    /** Any mailbox: threads that are busy, such as with calls that block. */
    private static final String STARVED_MAILBOX = "pekko.dispatch.mailbox.starved";
    /** A scheduler thread that is starved, or busy with other timers. */
    private static final String LATE_TIMER = "pekko.dispatch.timer.late";
    /** A queue of tasks in the pool of a dispatcher. */
    private static final String LATE_CALLBACK = "pekko.dispatch.callback.late";

    private static final long MOST_STARVED_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long MOST_LATE_NANOS = Duration.ofSeconds(1).toNanos();

    private static final String PEKKO = "org.apache.pekko.";
    private static final String ADAPTED = PEKKO + "actor.typed.internal.AdaptMessage";
    private static final String MEMBERSHIP = PEKKO + "cluster.InternalClusterAction$";
    private static final String HEARTBEAT = PEKKO + "cluster.ClusterHeartbeatSender$";
    private static final String COORDINATION =
            PEKKO + "cluster.sharding.ShardCoordinator$Internal$";
    private static final String REGION = PEKKO + "cluster.sharding.ShardRegion";
    private static final String SHARD = PEKKO + "cluster.sharding.Shard";
    private static final String DDATA = PEKKO + "cluster.ddata.Replicator$";
    private static final String SINGLETON = PEKKO + "cluster.singleton.ClusterSingletonManager";
    private static final String RECEPTIONIST = PEKKO + "actor.typed.internal.receptionist.";

    private static final List<LatePoint> ROWS = List.of(
            // Membership: a starved node, which others take for dead and which takes others for
            // dead; a daemon that knows less than the others.
            late("pekko.cluster.gossip.late", PEKKO + "cluster.GossipEnvelope", 3_000, 20),
            late("pekko.cluster.gossip-status.late", PEKKO + "cluster.GossipStatus", 3_000, 20),
            late("pekko.cluster.heartbeat.late", HEARTBEAT + "Heartbeat", 8_000, 30),
            late("pekko.cluster.heartbeat-reply.late", HEARTBEAT + "HeartbeatRsp", 8_000, 30),
            // Seed nodes and contacts that are busy when a node joins, and a node that is busy with
            // its start.
            late("pekko.cluster.init-join.late", MEMBERSHIP + "InitJoin", 5_000, 3),
            late("pekko.cluster.join.late", MEMBERSHIP + "Join", 8_000, 2),
            late("pekko.cluster.welcome.late", MEMBERSHIP + "Welcome", 8_000, 2),
            // Subscribers of events, and a split brain resolver, that are behind.
            late("pekko.cluster.events.late", MEMBERSHIP + "PublishChanges", 5_000, 10),
            late(
                    "pekko.cluster.downing-decision.late",
                    PEKKO + "cluster.sbr.SplitBrainResolver$Tick$",
                    5_000,
                    10),
            // Sharding: a coordinator that has just moved, or that many regions ask at once;
            // regions that are busy with messages.
            late("pekko.sharding.register.late", COORDINATION + "Register", 5_000, 3),
            late("pekko.sharding.register-ack.late", COORDINATION + "RegisterAck", 5_000, 3),
            late("pekko.sharding.get-shard-home.late", COORDINATION + "GetShardHome", 5_000, 4),
            late("pekko.sharding.shard-home.late", COORDINATION + "ShardHome", 8_000, 4),
            late("pekko.sharding.host-shard.late", COORDINATION + "HostShard", 5_000, 4),
            late("pekko.sharding.shard-started.late", COORDINATION + "ShardStarted", 5_000, 4),
            // A slow hand-off: one starved region among many, or a starved node of the coordinator.
            late("pekko.sharding.begin-hand-off.late", COORDINATION + "BeginHandOff", 10_000, 3),
            late(
                    "pekko.sharding.begin-hand-off-ack.late",
                    COORDINATION + "BeginHandOffAck",
                    10_000,
                    3),
            late("pekko.sharding.hand-off.late", COORDINATION + "HandOff", 20_000, 3),
            late("pekko.sharding.shard-stopped.late", COORDINATION + "ShardStopped", 20_000, 3),
            late(
                    "pekko.sharding.graceful-stop.late",
                    COORDINATION + "GracefulShutdownReq",
                    5_000,
                    2),
            // A starved shard that buffers for an entity that is no more, and one that is slow to
            // start.
            new LatePoint(
                    "pekko.sharding.entity-stop.late",
                    PEKKO + "dispatch.sysmsg.DeathWatchNotification",
                    SHARD,
                    Duration.ofSeconds(10),
                    3),
            late("pekko.sharding.shard-initialized.late", REGION + "$ShardInitialized", 5_000, 3),
            // Distributed data, and so the state of the coordinator and the receptionist's
            // directory: replicators that are starved or busy with a large state, writers and
            // readers that are told of a timeout, subscribers with old data.
            late("pekko.ddata.write.late", DDATA + "Internal$Write", 8_000, 8),
            late("pekko.ddata.write-ack.late", DDATA + "Internal$WriteAck$", 8_000, 8),
            late("pekko.ddata.read.late", DDATA + "Internal$Read", 8_000, 4),
            late("pekko.ddata.read-result.late", DDATA + "Internal$ReadResult", 8_000, 4),
            late("pekko.ddata.delta.late", DDATA + "Internal$DeltaPropagation", 5_000, 8),
            late("pekko.ddata.gossip.late", DDATA + "Internal$Gossip", 5_000, 8),
            late("pekko.ddata.status.late", DDATA + "Internal$Status", 5_000, 10),
            late("pekko.ddata.changed.late", DDATA + "Changed", 8_000, 5),
            late("pekko.ddata.update-success.late", DDATA + "UpdateSuccess", 8_000, 5),
            // The receptionist: a stale listing, one that many ask at once, actors that are found
            // late.
            late(
                    "pekko.receptionist.listing.late",
                    RECEPTIONIST + "ReceptionistMessages$Listing",
                    10_000,
                    3),
            late(
                    "pekko.receptionist.find.late",
                    RECEPTIONIST + "ReceptionistMessages$Find",
                    5_000,
                    4),
            late(
                    "pekko.receptionist.register.late",
                    RECEPTIONIST + "ReceptionistMessages$Register",
                    5_000,
                    2),
            // Singletons, of which sharding's coordinator is one: a former host that is busy with
            // the load that made it leave, a new one that is busy with its start, managers that see
            // events of the membership at different times.
            late(
                    "pekko.singleton.hand-over.late",
                    SINGLETON + "$Internal$HandOverToMe$",
                    10_000,
                    2),
            late(
                    "pekko.singleton.hand-over-done.late",
                    SINGLETON + "$Internal$HandOverDone$",
                    10_000,
                    2),
            late(
                    "pekko.singleton.take-over.late",
                    SINGLETON + "$Internal$TakeOverFromMe$",
                    10_000,
                    2),
            late(
                    "pekko.singleton.oldest-changed.late",
                    SINGLETON + "$Internal$OldestChangedBuffer$OldestChanged",
                    10_000,
                    2));

    private static final Map<String, List<LatePoint>> BY_MESSAGE = byMessage();

    private static final ClassValue<List<LatePoint>> OF_CLASS = new ClassValue<>() {
        @Override
        protected List<LatePoint> computeValue(Class<?> message) {
            return BY_MESSAGE.getOrDefault(message.getName(), List.of());
        }
    };

    private LatePoints() {}

    private static LatePoint late(String name, String message, long mostMillis, int oneIn) {
        return new LatePoint(name, message, "", Duration.ofMillis(mostMillis), oneIn);
    }

    private static Map<String, List<LatePoint>> byMessage() {
        Map<String, List<LatePoint>> map = new HashMap<>();
        for (LatePoint row : ROWS) {
            map.computeIfAbsent(row.message(), any -> new ArrayList<>()).add(row);
        }
        return map;
    }

    /** The names of all of them. */
    public static List<String> names() {
        List<String> names = new ArrayList<>(List.of(STARVED_MAILBOX, LATE_TIMER, LATE_CALLBACK));
        ROWS.forEach(row -> names.add(row.name()));
        return names;
    }

    /**
     * Tells which points cannot fire, since the release of Pekko that is used does not have their message or actor, though it has the artifact.
     *
     * @param pekko the class loader that sees Pekko
     * @return their names, each with a sentence that names the point and what is not there
     */
    public static SortedMap<String, String> missing(ClassLoader pekko) {
        SortedMap<String, String> missing = new TreeMap<>();
        for (LatePoint row : ROWS) {
            for (String name : row.classes()) {
                if (!isThere(name, pekko) && isThere(signOf(name), pekko)) {
                    missing.put(
                            row.name(),
                            "the point " + row.name() + " never fires, as there is no class "
                                    + name);
                }
            }
        }
        return missing;
    }

    /** A class that every release has if it has the artifact of a given one. */
    private static String signOf(String name) {
        if (name.startsWith(PEKKO + "cluster.sharding.")) {
            return PEKKO + "cluster.sharding.ClusterSharding";
        }
        if (name.startsWith(PEKKO + "cluster.ddata.")) {
            return PEKKO + "cluster.ddata.DistributedData";
        }
        if (name.startsWith(PEKKO + "cluster.singleton.")) {
            return PEKKO + "cluster.singleton.ClusterSingletonProxy";
        }
        if (name.startsWith(PEKKO + "cluster.typed.")) {
            return PEKKO + "cluster.typed.Cluster";
        }
        if (name.startsWith(PEKKO + "cluster.")) {
            return PEKKO + "cluster.Cluster";
        }
        return name.startsWith(PEKKO + "remote.")
                ? PEKKO + "remote.RemoteActorRefProvider"
                : name.startsWith(PEKKO + "actor.typed.")
                        ? PEKKO + "actor.typed.ActorSystem"
                        : PEKKO + "actor.ActorSystem";
    }

    private static boolean isThere(String name, ClassLoader pekko) {
        return pekko.getResource(name.replace('.', '/') + ".class") != null;
    }

    // ---- when something is about to be done

    /** How late a mailbox is served that has become ready, in virtual nanoseconds; 0 for at once. */
    static long ofMailbox(Points points, Mailbox mailbox) {
        if (!points.isOnInPekko()) {
            return 0;
        }
        for (SystemMessage system = mailbox.systemQueueGet();
                system != null;
                system = system.next()) {
            long late = lateness(points, mailbox, system);
            if (late > 0) {
                return late;
            }
        }
        Object next = next(mailbox.messageQueue());
        long late = next == null ? 0 : lateness(points, mailbox, next);
        if (late > 0) {
            return late;
        }
        return points.firesInPekko(STARVED_MAILBOX, 500)
                ? points.latenessNanos(STARVED_MAILBOX, MOST_STARVED_NANOS)
                : 0;
    }

    private static long lateness(Points points, Mailbox mailbox, Object message) {
        for (LatePoint row : OF_CLASS.get(message.getClass())) {
            Actor actor = mailbox.actor().actor();
            if (actor != null
                    && row.isAt(actor.getClass())
                    && points.firesInPekko(row.name(), row.oneIn())) {
                return points.latenessNanos(row.name(), row.most().toNanos());
            }
        }
        return 0;
    }

    /** How late the callback of a future, or another task of a dispatcher, is done. */
    static long ofCallback(Points points) {
        return points.firesInPekko(LATE_CALLBACK, 200)
                ? points.latenessNanos(LATE_CALLBACK, MOST_LATE_NANOS)
                : 0;
    }

    /** How much later than it says a timer fires. */
    static long ofTimer(Points points) {
        return points.firesInPekko(LATE_TIMER, 200)
                ? points.latenessNanos(LATE_TIMER, MOST_LATE_NANOS)
                : 0;
    }

    /** The next message of a mailbox, or null if it has none or does not let one look. */
    private static @Nullable Object next(MessageQueue queue) {
        Object head = queue instanceof Queue<?> known
                ? known.peek()
                : queue instanceof AbstractNodeQueue<?> nodes ? nodes.peek() : null;
        return head instanceof Envelope envelope ? unwrapped(envelope.message()) : null;
    }

    /** What a timer or an adapter of a typed actor has wrapped. */
    private static Object unwrapped(Object message) {
        if (message instanceof TimerSchedulerImpl.TimerMsg timer) {
            return timer.key();
        }
        return message instanceof Product adapted
                        && message.getClass().getName().equals(ADAPTED)
                        && adapted.productElement(0) != null
                ? adapted.productElement(0)
                : message;
    }
}
