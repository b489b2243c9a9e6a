package dev.pekkosim.agent;

import dev.pekkosim.agent.PointHook.Effect;
import org.jspecify.annotations.Nullable;

/**
 * The table of buggify points that are placed in methods of Pekko. Most points need none of this: those that only make a message
 * late are in the table of the dispatcher's module, and those of the wire in the transport's. {@code
 * docs/reference/pekko-points.md} says what each models.
 *
 * <p>What {@code PekkoPointEffects} of the testkit uses of Pekko's inner classes for a point stands here, too, so that a release
 * without it lacks the point instead of failing runs.
 */
final class PekkoPoints {

    private static final String PEKKO = "org/apache/pekko/";
    private static final String CORE = "cluster/ClusterCoreDaemon";
    private static final String REPLICATOR = "cluster/ddata/Replicator";
    private static final String REGION = "cluster/sharding/ShardRegion";
    private static final String SHARD = "cluster/sharding/Shard";
    private static final String COORDINATOR = "cluster/sharding/ShardCoordinator";
    private static final String DELIVER_IN_SHARD =
            "org$apache$pekko$cluster$sharding$Shard$$deliverMessage";
    private static final String TRANSPORT = "remote/artery/ArteryTransport";

    /** All of them. */
    static final PointHook[] ROWS = {
        // A process that stands still for an interval: ticks that did not happen are not made up
        // for.
        leftOut("pekko.cluster.gossip-tick.skipped", 3, "cluster", CORE, "gossipTick"),
        leftOut("pekko.cluster.leader-tick.skipped", 3, "cluster", CORE, "leaderActions")
                .needs(PEKKO + CORE, "latestGossip")
                .needs(PEKKO + "cluster/Gossip", "members"),
        leftOut("pekko.cluster.reaper-tick.skipped", 3, "cluster", CORE, "reapUnreachableMembers"),
        leftOut(
                "pekko.cluster.heartbeat-tick.skipped",
                4,
                "cluster",
                "cluster/ClusterHeartbeatSender",
                "heartbeat"),
        leftOut(
                "pekko.ddata.gossip-tick.skipped",
                2,
                "distributed-data",
                REPLICATOR,
                "receiveGossipTick"),
        leftOut(
                "pekko.ddata.delta-tick.skipped",
                2,
                "distributed-data",
                REPLICATOR,
                "receiveDeltaPropagationTick"),
        // A control stream that is reset when this was under way; Artery sends it again.
        leftOut(
                "pekko.remoting.system-message-ack.lost",
                4,
                "remote",
                TRANSPORT,
                "sendControl",
                1,
                "org.apache.pekko.remote.artery.SystemMessageDelivery$Ack"),
        leftOut(
                "pekko.remoting.handshake-reply.lost",
                3,
                "remote",
                TRANSPORT,
                "sendControl",
                1,
                "org.apache.pekko.remote.artery.OutboundHandshake$HandshakeRsp"),
        // A send queue that is full because the stream does not keep up. What must not be lost is
        // never refused: see the effects of the testkit.
        leftOut(
                        "pekko.remoting.send-queue.full",
                        50,
                        "remote",
                        "remote/artery/SendQueue$$anon$2",
                        "offer",
                        0,
                        null)
                .needs(PEKKO + "remote/artery/OutboundEnvelope", "message")
                .needs(PEKKO + "remote/artery/ControlMessage")
                .needs(PEKKO + "remote/artery/SystemMessageDelivery$ClearSystemMessageDelivery")
                .needs(PEKKO + "remote/DaemonMsgCreate")
                .needs(PEKKO + "remote/PriorityMessage"),
        // A region whose messages wait for homes, as in an outage of the coordinator, until
        // buffer-size is reached.
        leftOut(
                "pekko.sharding.region-buffer.full",
                10,
                "cluster-sharding",
                REGION,
                "bufferMessage",
                1,
                null),
        // A hand-off that began, timed out, and left the shard where it was: each region has
        // forgotten its home.
        new PointHook(
                        "pekko.sharding.home-cache.dropped",
                        20,
                        Effect.REPLACES_ARGUMENT,
                        "pekko-cluster-sharding",
                        PEKKO + REGION,
                        "deliverMessage",
                        0,
                        null)
                .needs(
                        PEKKO + REGION,
                        "regionByShard",
                        "regionByShard_$eq",
                        "regions",
                        "regions_$eq"),
        // A pause that is longer than the idle timeout, or an active-entity-limit that is reached.
        new PointHook(
                        "pekko.sharding.passivation.early",
                        20,
                        Effect.REPLACES_ARGUMENT,
                        "pekko-cluster-sharding",
                        PEKKO + SHARD,
                        DELIVER_IN_SHARD,
                        0,
                        null)
                .needs(
                        PEKKO + SHARD,
                        "passivationStrategy",
                        "rememberEntities",
                        "handOffStopMessage",
                        "entities")
                .needs(PEKKO + SHARD + "$Entities", "entityId", "isPassivating")
                .needs(PEKKO + "cluster/sharding/internal/DisabledEntityPassivationStrategy"),
        // Nodes that came and went, so that loads differed for a moment.
        new PointHook(
                        "pekko.sharding.rebalance.forced",
                        2,
                        Effect.REPLACES_ARGUMENT,
                        "pekko-cluster-sharding",
                        PEKKO + COORDINATOR,
                        "continueRebalance",
                        0,
                        null)
                .needs(PEKKO + COORDINATOR, "allocationStrategy", "state", "rebalanceInProgress")
                .needs(PEKKO + COORDINATOR + "$Internal$State", "shards"),
        // An exception of the application in its extractor or in what makes an entity.
        new PointHook(
                "pekko.sharding.shard.restarted",
                200,
                Effect.THROWS,
                "pekko-cluster-sharding",
                PEKKO + SHARD,
                DELIVER_IN_SHARD,
                -1,
                null),
    };

    private PekkoPoints() {}

    private static PointHook leftOut(
            String name, int oneIn, String artifact, String owner, String method) {
        return leftOut(name, oneIn, artifact, owner, method, -1, null);
    }

    private static PointHook leftOut(
            String name,
            int oneIn,
            String artifact,
            String owner,
            String method,
            int argument,
            @Nullable String onlyFor) {
        return new PointHook(
                name,
                oneIn,
                Effect.LEAVES_OUT,
                "pekko-" + artifact,
                PEKKO + owner,
                method,
                argument,
                onlyFor);
    }
}
