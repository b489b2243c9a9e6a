// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import dev.pekkosim.agent.PointHook.Effect;
import org.jspecify.annotations.Nullable;

/**
 * The table of buggify points that are placed in methods of Pekko. Most points need none of this:
 * those that only make a message late are in the table of the dispatcher's module, and those of the
 * wire are a rule of the network in the testkit. {@code docs/reference/pekko-points.md} says what
 * each does.
 *
 * <p>What {@code RemotingPoints} and {@code ShardingPoints} of the testkit use of Pekko's inner
 * classes for a point stands here, too, so that a release without it lacks the point instead of
 * failing runs.
 */
final class PekkoPointTargets {

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
        leftOut("pekko.cluster.gossip-tick.skipped", 3, "cluster", CORE, "gossipTick")
                .models("a pause of the process as long as gossip-interval"),
        leftOut("pekko.cluster.leader-tick.skipped", 3, "cluster", CORE, "leaderActions")
                .models("a slow leader: a pause as long as leader-actions-interval")
                .needs(PEKKO + CORE, "latestGossip")
                .needs(PEKKO + "cluster/Gossip", "members"),
        leftOut("pekko.cluster.reaper-tick.skipped", 3, "cluster", CORE, "reapUnreachableMembers")
                .models("a pause as long as unreachable-nodes-reaper-interval"),
        leftOut(
                        "pekko.cluster.heartbeat-tick.skipped",
                        4,
                        "cluster",
                        "cluster/ClusterHeartbeatSender",
                        "heartbeat")
                .models("a garbage collection as long as heartbeat-interval"),
        leftOut(
                        "pekko.ddata.gossip-tick.skipped",
                        2,
                        "distributed-data",
                        REPLICATOR,
                        "receiveGossipTick")
                .models("a pause as long as distributed-data.gossip-interval"),
        leftOut(
                        "pekko.ddata.delta-tick.skipped",
                        2,
                        "distributed-data",
                        REPLICATOR,
                        "receiveDeltaPropagationTick")
                .models("a pause as long as the tick's interval"),
        leftOut(
                        "pekko.remoting.system-message-ack.lost",
                        4,
                        "remote",
                        TRANSPORT,
                        "sendControl",
                        1,
                        "org.apache.pekko.remote.artery.SystemMessageDelivery$Ack")
                .models("the control stream is reset with the acknowledgement under way"),
        leftOut(
                        "pekko.remoting.handshake-reply.lost",
                        3,
                        "remote",
                        TRANSPORT,
                        "sendControl",
                        1,
                        "org.apache.pekko.remote.artery.OutboundHandshake$HandshakeRsp")
                .models("the control stream is reset with the answer under way"),
        ordinaryOnly(leftOut(
                        "pekko.remoting.send-queue.full",
                        50,
                        "remote",
                        "remote/artery/SendQueue$$anon$2",
                        "offer",
                        0,
                        null)
                .models(
                        "the stream does not keep up, and outbound-message-queue-size messages wait")
                .needs(PEKKO + "remote/artery/OutboundEnvelope", "message")),
        // The idle time after which streams are stopped.
        new PointHook(
                        "pekko.remoting.idle-stop.early",
                        2,
                        Effect.REPLACES_ARGUMENT,
                        "pekko-remote",
                        PEKKO + "remote/artery/Association",
                        "$anonfun$setupIdleTimer$1",
                        2,
                        null)
                .inLambda()
                .models(
                        "an association that was idle for stop-idle-outbound-after, and is used again just as its streams are stopped")
                .needs(PEKKO + "remote/artery/Association", "associationState")
                .needs(
                        PEKKO + "remote/artery/AssociationState",
                        "isQuarantined",
                        "controlIdleKillSwitch"),
        // Once in the life of an actor system.
        ordinaryOnly(new PointHook(
                        "pekko.remoting.inbound-streams.restarted",
                        10_000,
                        Effect.THROWS,
                        "pekko-remote",
                        PEKKO + "remote/artery/MessageDispatcher",
                        "dispatch",
                        0,
                        null)
                .models("an accident that nobody foresaw in a stage of an inbound stream")
                .needs(PEKKO + "remote/artery/InboundEnvelope", "message")
                .needs(PEKKO + "remote/artery/MessageDispatcher", "provider")
                .needs(PEKKO + "remote/RemoteActorRefProvider", "transport")
                .needs(PEKKO + TRANSPORT, "restartCounter")
                .needs(PEKKO + "remote/artery/RestartCounter", "count")),
        leftOut(
                        "pekko.sharding.region-buffer.full",
                        10,
                        "cluster-sharding",
                        REGION,
                        "bufferMessage",
                        1,
                        null)
                .models("buffer-size messages wait for homes, as in an outage of the coordinator"),
        new PointHook(
                        "pekko.sharding.home-cache.dropped",
                        20,
                        Effect.REPLACES_ARGUMENT,
                        "pekko-cluster-sharding",
                        PEKKO + REGION,
                        "deliverMessage",
                        0,
                        null)
                .models("a hand-off that began, timed out, and left the shard where it was")
                .needs(
                        PEKKO + REGION,
                        "regionByShard",
                        "regionByShard_$eq",
                        "regions",
                        "regions_$eq"),
        new PointHook(
                        "pekko.sharding.passivation.early",
                        20,
                        Effect.REPLACES_ARGUMENT,
                        "pekko-cluster-sharding",
                        PEKKO + SHARD,
                        DELIVER_IN_SHARD,
                        0,
                        null)
                .models("a pause longer than the idle timeout, a full active-entity-limit")
                .needs(
                        PEKKO + SHARD,
                        "passivationStrategy",
                        "rememberEntities",
                        "handOffStopMessage",
                        "entities")
                .needs(PEKKO + SHARD + "$Entities", "entityId", "isPassivating")
                .needs(PEKKO + "cluster/sharding/internal/DisabledEntityPassivationStrategy"),
        new PointHook(
                        "pekko.sharding.rebalance.forced",
                        2,
                        Effect.REPLACES_ARGUMENT,
                        "pekko-cluster-sharding",
                        PEKKO + COORDINATOR,
                        "continueRebalance",
                        0,
                        null)
                .models("nodes that came and went, so that the loads differed for a moment")
                .needs(PEKKO + COORDINATOR, "allocationStrategy", "state", "rebalanceInProgress")
                .needs(PEKKO + COORDINATOR + "$Internal$State", "shards"),
        new PointHook(
                        "pekko.sharding.shard.restarted",
                        200,
                        Effect.THROWS,
                        "pekko-cluster-sharding",
                        PEKKO + SHARD,
                        DELIVER_IN_SHARD,
                        -1,
                        null)
                .models(
                        "an exception of the application in its extractor or in what makes an entity"),
    };

    private PekkoPointTargets() {}

    /**
     * Where only a message may be lost of which nothing is promised, which the testkit looks at.
     */
    private static PointHook ordinaryOnly(PointHook point) {
        return point.needs(PEKKO + "remote/artery/ControlMessage")
                .needs(PEKKO + "remote/artery/SystemMessageDelivery$ClearSystemMessageDelivery")
                .needs(PEKKO + "remote/DaemonMsgCreate")
                .needs(PEKKO + "remote/PriorityMessage");
    }

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
