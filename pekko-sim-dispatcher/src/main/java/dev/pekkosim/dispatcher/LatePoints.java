// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.dispatcher;

import dev.pekkosim.engine.Internal;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The table of buggify points that make messages, timers and callbacks late. All model one kind of
 * event: the threads of a dispatcher are busy, or the container has used up its share of the
 * processor, when this message, timer or callback is next. No guarantee of Pekko names a time, so
 * each is legal. For another release of Pekko it is these rows that change.
 *
 * @hidden
 */
@Internal
public final class LatePoints {

    /** Any mailbox. */
    static final String STARVED_MAILBOX = "pekko.dispatch.mailbox.starved";
    /** Any timer of Pekko's scheduler. */
    static final String LATE_TIMER = "pekko.dispatch.timer.late";
    /** Any callback of a future, or other task of a dispatcher. */
    static final String LATE_CALLBACK = "pekko.dispatch.callback.late";

    private static final String PEKKO = "org.apache.pekko.";
    private static final String MEMBERSHIP = PEKKO + "cluster.InternalClusterAction$";
    private static final String HEARTBEAT = PEKKO + "cluster.ClusterHeartbeatSender$";
    private static final String COORDINATION =
            PEKKO + "cluster.sharding.ShardCoordinator$Internal$";
    private static final String REGION = PEKKO + "cluster.sharding.ShardRegion";
    private static final String SHARD = PEKKO + "cluster.sharding.Shard";
    private static final String DDATA = PEKKO + "cluster.ddata.Replicator$";
    private static final String SINGLETON = PEKKO + "cluster.singleton.ClusterSingletonManager";
    private static final String RECEPTIONIST = PEKKO + "actor.typed.internal.receptionist.";

    /** Those of certain messages. */
    static final List<LatePoint> ROWS = List.of(
            // Membership.
            late(
                    "pekko.cluster.gossip.late",
                    PEKKO + "cluster.GossipEnvelope",
                    3_000,
                    20,
                    "a daemon that a starved dispatcher holds up: others know more than it does"),
            late(
                    "pekko.cluster.gossip-status.late",
                    PEKKO + "cluster.GossipStatus",
                    3_000,
                    20,
                    "a daemon that a starved dispatcher holds up, before it asks for what is new to it"),
            late(
                    "pekko.cluster.heartbeat.late",
                    HEARTBEAT + "Heartbeat",
                    8_000,
                    30,
                    "a starved node that works but looks dead"),
            late(
                    "pekko.cluster.heartbeat-reply.late",
                    HEARTBEAT + "HeartbeatRsp",
                    8_000,
                    30,
                    "a starved node to which the others look dead"),
            late(
                    "pekko.cluster.init-join.late",
                    MEMBERSHIP + "InitJoin",
                    5_000,
                    3,
                    "a busy seed node, while another one answers first"),
            late(
                    "pekko.cluster.join.late",
                    MEMBERSHIP + "Join",
                    8_000,
                    2,
                    "a busy contact; the joining node asks again, or is gone by then"),
            late(
                    "pekko.cluster.welcome.late",
                    MEMBERSHIP + "Welcome",
                    8_000,
                    2,
                    "a node that is busy with its start and sees late that it is in"),
            late(
                    "pekko.cluster.events.late",
                    MEMBERSHIP + "PublishChanges",
                    5_000,
                    10,
                    "a publisher that a starved dispatcher holds up"),
            late(
                    "pekko.cluster.downing-decision.late",
                    PEKKO + "cluster.sbr.SplitBrainResolver$Tick$",
                    5_000,
                    10,
                    "a resolver that is starved when stable-after is over"),
            // Sharding.
            late(
                    "pekko.sharding.register.late",
                    COORDINATION + "Register",
                    5_000,
                    3,
                    "a coordinator that has just moved, and has many regions to register"),
            late(
                    "pekko.sharding.register-ack.late",
                    COORDINATION + "RegisterAck",
                    5_000,
                    3,
                    "a region that is busy with what it has buffered"),
            late(
                    "pekko.sharding.get-shard-home.late",
                    COORDINATION + "GetShardHome",
                    5_000,
                    4,
                    "a coordinator that many regions ask at once"),
            late(
                    "pekko.sharding.shard-home.late",
                    COORDINATION + "ShardHome",
                    8_000,
                    4,
                    "a region that is busy with messages"),
            late(
                    "pekko.sharding.host-shard.late",
                    COORDINATION + "HostShard",
                    5_000,
                    4,
                    "a region that is busy with messages, and is to be the host"),
            late(
                    "pekko.sharding.shard-started.late",
                    COORDINATION + "ShardStarted",
                    5_000,
                    4,
                    "a busy coordinator"),
            late(
                    "pekko.sharding.begin-hand-off.late",
                    COORDINATION + "BeginHandOff",
                    10_000,
                    3,
                    "one slow region among many, which holds up all"),
            late(
                    "pekko.sharding.begin-hand-off-ack.late",
                    COORDINATION + "BeginHandOffAck",
                    10_000,
                    3,
                    "a starved node of the coordinator"),
            late(
                    "pekko.sharding.hand-off.late",
                    COORDINATION + "HandOff",
                    20_000,
                    3,
                    "a slow hand-off, up to a third of the usual handoff-timeout"),
            late(
                    "pekko.sharding.shard-stopped.late",
                    COORDINATION + "ShardStopped",
                    20_000,
                    3,
                    "a hand-off that is slow at its end, up to a third of the usual handoff-timeout"),
            late(
                    "pekko.sharding.graceful-stop.late",
                    COORDINATION + "GracefulShutdownReq",
                    5_000,
                    2,
                    "a coordinator that is busy while many nodes leave"),
            new LatePoint(
                    "pekko.sharding.entity-stop.late",
                    PEKKO + "dispatch.sysmsg.DeathWatchNotification",
                    SHARD,
                    Duration.ofSeconds(10),
                    3,
                    "a starved shard, which buffers for an entity that is no more"),
            late(
                    "pekko.sharding.shard-initialized.late",
                    REGION + "$ShardInitialized",
                    5_000,
                    3,
                    "a shard with many entities to remember, or a busy region"),
            // Distributed data, and so the state of the coordinator and the receptionist's
            // directory.
            late(
                    "pekko.ddata.write.late",
                    DDATA + "Internal$Write",
                    8_000,
                    8,
                    "a starved replicator to which a value is written"),
            late(
                    "pekko.ddata.write-ack.late",
                    DDATA + "Internal$WriteAck$",
                    8_000,
                    8,
                    "a starved node of the writer"),
            late(
                    "pekko.ddata.read.late",
                    DDATA + "Internal$Read",
                    8_000,
                    4,
                    "a starved replicator of which a value is read"),
            late(
                    "pekko.ddata.read-result.late",
                    DDATA + "Internal$ReadResult",
                    8_000,
                    4,
                    "a starved node of the reader"),
            late(
                    "pekko.ddata.delta.late",
                    DDATA + "Internal$DeltaPropagation",
                    5_000,
                    8,
                    "a starved replicator that others have deltas for"),
            late(
                    "pekko.ddata.gossip.late",
                    DDATA + "Internal$Gossip",
                    5_000,
                    8,
                    "a replicator that is busy with a large state"),
            late(
                    "pekko.ddata.status.late",
                    DDATA + "Internal$Status",
                    5_000,
                    10,
                    "a starved replicator that others compare their state with"),
            late(
                    "pekko.ddata.changed.late",
                    DDATA + "Changed",
                    8_000,
                    5,
                    "a busy subscriber, such as a receptionist"),
            late(
                    "pekko.ddata.update-success.late",
                    DDATA + "UpdateSuccess",
                    8_000,
                    5,
                    "a busy writer, a slow write to a majority"),
            // The receptionist.
            late(
                    "pekko.receptionist.listing.late",
                    RECEPTIONIST + "ReceptionistMessages$Listing",
                    10_000,
                    3,
                    "a busy subscriber, such as a group router"),
            late(
                    "pekko.receptionist.find.late",
                    RECEPTIONIST + "ReceptionistMessages$Find",
                    5_000,
                    4,
                    "a receptionist that many ask at once"),
            late(
                    "pekko.receptionist.register.late",
                    RECEPTIONIST + "ReceptionistMessages$Register",
                    5_000,
                    2,
                    "a receptionist to which all actors of a node register as it starts"),
            // Singletons, of which sharding's coordinator is one.
            late(
                    "pekko.singleton.hand-over.late",
                    SINGLETON + "$Internal$HandOverToMe$",
                    10_000,
                    2,
                    "an old host that is busy with the very load that made it leave"),
            late(
                    "pekko.singleton.hand-over-done.late",
                    SINGLETON + "$Internal$HandOverDone$",
                    10_000,
                    2,
                    "a new host that is busy with its start"),
            late(
                    "pekko.singleton.take-over.late",
                    SINGLETON + "$Internal$TakeOverFromMe$",
                    10_000,
                    2,
                    "a new host that is busy with its start, while an older node leaves"),
            late(
                    "pekko.singleton.oldest-changed.late",
                    SINGLETON + "$Internal$OldestChangedBuffer$OldestChanged",
                    10_000,
                    2,
                    "managers that see events of the membership at different times"));

    private LatePoints() {}

    private static LatePoint late(
            String name, String message, long mostMillis, int oneIn, String models) {
        return new LatePoint(name, message, "", Duration.ofMillis(mostMillis), oneIn, models);
    }

    /** All of them: the name of each, with the real event that it models. */
    public static SortedMap<String, String> events() {
        SortedMap<String, String> events = new TreeMap<>();
        events.put(
                STARVED_MAILBOX,
                "the threads of the dispatcher are busy, such as with blocking calls");
        events.put(LATE_TIMER, "a scheduler thread that is starved, or busy with other timers");
        events.put(LATE_CALLBACK, "a queue of tasks in the pool of the dispatcher");
        ROWS.forEach(row -> events.put(row.name(), row.models()));
        return events;
    }

    /**
     * Tells which points cannot fire, since the release of Pekko that is used does not have their
     * message or actor, though it has the artifact.
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
}
