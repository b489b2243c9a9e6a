// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport;

import dev.pekkosim.engine.step.Incarnation;
import dev.pekkosim.transport.net.Connection;
import dev.pekkosim.transport.net.Sender;
import dev.pekkosim.transport.net.SimNetwork;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.Address;
import org.apache.pekko.event.Logging;
import org.apache.pekko.remote.artery.ArterySettings;
import org.apache.pekko.remote.artery.ArteryTransport;
import org.apache.pekko.remote.artery.Association;
import org.apache.pekko.remote.artery.EnvelopeBuffer;
import org.apache.pekko.remote.artery.EnvelopeBufferPool;
import org.apache.pekko.remote.artery.OutboundContext;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.RestartSettings;
import org.apache.pekko.stream.SharedKillSwitch;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.RestartFlow;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.scaladsl.Sink;
import scala.concurrent.Future;
import scala.concurrent.duration.FiniteDuration;

/**
 * Makes the outbound ends of Artery's streams, as {@code ArteryTcpTransport.outboundTransportSink}
 * does.
 */
final class OutboundStreams {

    private static final int MAX_RESTARTS = 3;
    private static final int MAX_BACKOFF_FACTOR = 5;
    private static final double RANDOM_FACTOR = 0.1;

    private final ArteryTransport transport;
    private final Incarnation incarnation;
    private final SimNetwork network;

    OutboundStreams(ArteryTransport transport, Incarnation incarnation, SimNetwork network) {
        this.transport = transport;
        this.incarnation = incarnation;
        this.network = network;
    }

    Sink<EnvelopeBuffer, Future<Done>> sink(
            OutboundContext context, int streamId, EnvelopeBufferPool pool) {
        return Flow.of(EnvelopeBuffer.class)
                .map(envelope -> frame(envelope, pool))
                .via(connectionsWithRestart(context, streamId))
                .asScala()
                .toMat(Sink.ignore(), (left, done) -> done);
    }

    private static byte[] frame(EnvelopeBuffer envelope, EnvelopeBufferPool pool) {
        ByteBuffer buffer = envelope.byteBuffer();
        byte[] frame = new byte[buffer.remaining()];
        buffer.get(frame);
        pool.release(envelope);
        return frame;
    }

    /**
     * The control stream restarts without limit, since system messages are kept and resent by the
     * stage before it. For the others it is best effort.
     */
    private Flow<byte[], Object, NotUsed> connectionsWithRestart(
            OutboundContext context, int streamId) {
        FiniteDuration backoff = settings().Advanced().OutboundRestartBackoff();
        int maxRestarts = isControl(streamId) ? Integer.MAX_VALUE : MAX_RESTARTS;
        RestartSettings restarts = RestartSettings.apply(
                        backoff,
                        FiniteDuration.fromNanos(backoff.toNanos() * MAX_BACKOFF_FACTOR),
                        RANDOM_FACTOR)
                .withMaxRestarts(maxRestarts, backoff);
        Attempts attempts = new Attempts(context, streamId);
        return RestartFlow.withBackoff(restarts, attempts::next)
                .addAttributes(logFailures(Attributes.logLevelOff()));
    }

    private static Attributes logFailures(int level) {
        return Attributes.logLevels(Attributes.logLevelOff(), Logging.DebugLevel(), level);
    }

    private static boolean isControl(int streamId) {
        return streamId == ArteryTransport.ControlStreamId();
    }

    private ArterySettings settings() {
        return transport.settings();
    }

    /**
     * The attempts to connect one stream of one association. Only the first failure is worth a
     * warning.
     */
    private final class Attempts {

        private final OutboundContext context;
        private final int streamId;
        private boolean failedBefore;

        Attempts(OutboundContext context, int streamId) {
            this.context = context;
            this.streamId = streamId;
        }

        Flow<byte[], Object, NotUsed> next() {
            int level = failedBefore ? Logging.DebugLevel() : Logging.WarningLevel();
            failedBefore = true;
            if (!isControl(streamId)) {
                return attempt(level, () -> {});
            }
            SharedKillSwitch idle = KillSwitches.shared("outboundControlStreamIdleKillSwitch");
            return Flow.<byte[]>create()
                    .via(idle.<byte[]>flow())
                    .via(attempt(
                            level, () -> ((Association) context).setControlIdleKillSwitch(idle)));
        }

        private Flow<byte[], Object, NotUsed> attempt(int level, Runnable atConnect) {
            Address address = context.remoteAddress();
            Duration timeout = Duration.ofNanos(
                    settings().Advanced().Tcp().ConnectionTimeout().toNanos());
            OutboundStage stage = new OutboundStage(address.hostPort(), timeout, sender -> {
                atConnect.run();
                return connect(address, sender);
            });
            String name = "outbound connection to [" + address + "], "
                    + ArteryTransport.streamName(streamId) + " stream";
            return Flow.fromGraph(stage)
                    .recoverWithRetries(1, ArteryTransport.ShutdownSignal$.class, Source::empty)
                    .log(name)
                    .addAttributes(logFailures(level));
        }

        private Connection connect(Address address, Sender sender) {
            return network.connect(
                    incarnation,
                    settings().Canonical().Hostname(),
                    address.host().get(),
                    (Integer) address.port().get(),
                    streamId,
                    sender);
        }
    }
}
