// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.points;

import dev.pekkosim.dispatcher.PointEffects;
import dev.pekkosim.engine.Internal;
import java.util.Set;
import org.apache.pekko.cluster.ClusterCoreDaemon;
import org.apache.pekko.cluster.sharding.Shard;
import org.apache.pekko.cluster.sharding.ShardCoordinator;
import org.apache.pekko.cluster.sharding.ShardRegion;
import org.apache.pekko.remote.artery.Association;
import org.apache.pekko.remote.artery.InboundEnvelope;
import org.apache.pekko.remote.artery.OutboundEnvelope;
import org.jspecify.annotations.Nullable;
import scala.concurrent.duration.Duration;

/**
 * What the points in remoting and in sharding do, and where they must not fire since that would do
 * nothing or not be legal.
 *
 * @hidden
 */
@Internal
public final class PekkoPointEffects implements PointEffects {

    private final Set<String> missing;

    /**
     * Makes the effects.
     *
     * @param missing the names of the points that lack what they need in Pekko, and so never fire
     */
    public PekkoPointEffects(Set<String> missing) {
        this.missing = missing;
    }

    @Override
    public boolean mayFire(String name, Object self, @Nullable Object argument) {
        return !missing.contains(name) && isPossible(name, self, argument);
    }

    private static boolean isPossible(String name, Object self, @Nullable Object argument) {
        return switch (name) {
            case "pekko.remoting.send-queue.full" ->
                argument instanceof OutboundEnvelope envelope
                        && RemotingPoints.isOrdinary(envelope.message());
            case "pekko.remoting.inbound-streams.restarted" ->
                argument instanceof InboundEnvelope envelope
                        && RemotingPoints.isOrdinary(envelope.message())
                        && RemotingPoints.mayRestart(self);
            case "pekko.remoting.idle-stop.early" -> RemotingPoints.hasStreams((Association) self);
            // A node that forms a cluster also does it once without a tick.
            case "pekko.cluster.leader-tick.skipped" ->
                ((ClusterCoreDaemon) self).latestGossip().members().size() > 1;
            case "pekko.sharding.home-cache.dropped" ->
                ShardingPoints.knowsAHomeElsewhere((ShardRegion) self);
            case "pekko.sharding.passivation.early" -> ShardingPoints.mayPassivate((Shard) self);
            case "pekko.sharding.rebalance.forced" ->
                argument != null
                        && !ShardingPoints.movable((ShardCoordinator) self, argument)
                                .isEmpty();
            default -> true;
        };
    }

    @Override
    public void leftOut(String name, Object self, @Nullable Object argument) {
        if (name.equals("pekko.sharding.region-buffer.full") && argument != null) {
            // What bufferMessage does when buffer-size is reached.
            ShardRegion region = (ShardRegion) self;
            region.context().system().deadLetters().tell(argument, region.self());
        }
    }

    @Override
    public Object argument(String name, Object self, Object argument) {
        switch (name) {
            case "pekko.remoting.idle-stop.early" -> {
                return Duration.Zero();
            }
            case "pekko.sharding.home-cache.dropped" ->
                ShardingPoints.forgetHome(name, (ShardRegion) self);
            case "pekko.sharding.passivation.early" -> ShardingPoints.passivate(name, (Shard) self);
            case "pekko.sharding.rebalance.forced" -> {
                return ShardingPoints.withAnother(name, (ShardCoordinator) self, argument);
            }
            default -> throw new IllegalStateException("no effect is known of the point " + name);
        }
        return argument;
    }
}
