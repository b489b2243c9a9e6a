// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport;

import dev.pekkosim.transport.net.CloseReason;
import dev.pekkosim.transport.net.Connection;
import dev.pekkosim.transport.net.Receiver;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.remote.artery.ArteryTransport;
import org.apache.pekko.remote.artery.Decoder;
import org.apache.pekko.remote.artery.DuplicateFlush;
import org.apache.pekko.remote.artery.DuplicateHandshakeReq;
import org.apache.pekko.remote.artery.EnvelopeBuffer;
import org.apache.pekko.remote.artery.FixedSizePartitionHub;
import org.apache.pekko.remote.artery.InboundControlJunction;
import org.apache.pekko.remote.artery.InboundEnvelope;
import org.apache.pekko.remote.artery.compress.NoInboundCompressions$;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.SharedKillSwitch;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.scaladsl.Sink;
import scala.Tuple2;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.BoxedUnit;
import scala.util.Success;

/**
 * Artery's inbound streams: one per stream id, each with a source of its own. When one of them
 * ends, all are stopped, which closes all connections, and then started anew, as
 * {@code ArteryTcpTransport.runInboundStreams} does.
 */
final class InboundStreams {

    private final ArteryTransport transport;
    private final ExtendedActorSystem system;
    private final Inbox control = new Inbox(ArteryTransport.ControlStreamId());
    private final Inbox ordinary = new Inbox(ArteryTransport.OrdinaryStreamId());
    private final Inbox large = new Inbox(ArteryTransport.LargeStreamId());

    InboundStreams(ArteryTransport transport, ExtendedActorSystem system) {
        this.transport = transport;
        this.system = system;
    }

    void run() {
        SharedKillSwitch all = KillSwitches.shared("inboundKillSwitch");
        List<Future<Done>> running = new ArrayList<>();
        running.add(runControl(all));
        running.add(runOrdinary(all));
        if (transport.largeMessageChannelEnabled()) {
            running.add(runLarge(all));
        }
        ExecutionContext executor = transport.materializer().executionContext();
        Future<Done> firstCompleted =
                Future.firstCompletedOf(CollectionConverters.asScala(running), executor);
        transport.attachInboundStreamRestart("Inbound streams", firstCompleted, () -> {
            all.shutdown();
            allEnded(running, executor)
                    .foreach(
                            done -> {
                                runAgain();
                                return BoxedUnit.UNIT;
                            },
                            executor);
            return BoxedUnit.UNIT;
        });
    }

    private void runAgain() {
        if (!transport.isShutdown()) {
            run();
        }
    }

    private static Future<Done> allEnded(List<Future<Done>> running, ExecutionContext executor) {
        Future<Done> all = Future.successful(Done.getInstance());
        for (Future<Done> one : running) {
            all = all.flatMap(done -> ended(one, executor), executor);
        }
        return all;
    }

    private static Future<Done> ended(Future<Done> completed, ExecutionContext executor) {
        return completed.transform(ignored -> new Success<>(Done.getInstance()), executor);
    }

    void close() {
        control.closeConnections();
        ordinary.closeConnections();
        large.closeConnections();
    }

    Receiver accept(Connection connection) {
        int streamId = connection.streamId();
        if (streamId == ArteryTransport.LargeStreamId()
                && !transport.largeMessageChannelEnabled()) {
            return new Discard(connection);
        }
        for (Inbox inbox : List.of(control, ordinary, large)) {
            if (inbox.streamId() == streamId) {
                return inbox.accept(connection);
            }
        }
        throw new IllegalArgumentException("stream id must be 1 to 3, but is " + streamId);
    }

    private Future<Done> runControl(SharedKillSwitch all) {
        Tuple2<InboundControlJunction.ControlMessageSubject, Future<Done>> running = source(control)
                .via(all.<EnvelopeBuffer>flow())
                .via(transport.inboundFlow(transport.settings(), NoInboundCompressions$.MODULE$))
                .toMat(transport.inboundControlSink(), Keep.right())
                .run(transport.controlMaterializer());
        transport.attachControlMessageObserver(running._1());
        return watched(running._2());
    }

    private Future<Done> runOrdinary(SharedKillSwitch all) {
        Pair<Decoder.InboundCompressionAccess, Future<Done>> running = transport.inboundLanes() == 1
                ? runOneLane(all)
                : runLanes(all, transport.inboundLanes());
        transport.setInboundCompressionAccess(running.first());
        return watched(running.second());
    }

    private Pair<Decoder.InboundCompressionAccess, Future<Done>> runOneLane(SharedKillSwitch all) {
        return source(ordinary)
                .via(all.<EnvelopeBuffer>flow())
                .viaMat(
                        transport.inboundFlow(
                                transport.settings(), transport._inboundCompressions()),
                        Keep.right())
                .toMat(transport.inboundSink(transport.envelopeBufferPool()), Keep.both())
                .run(transport.materializer());
    }

    private Pair<Decoder.InboundCompressionAccess, Future<Done>> runLanes(
            SharedKillSwitch all, int lanes) {
        SharedKillSwitch killSwitch = KillSwitches.shared("laneKillSwitch");
        int hubBuffer = transport.settings().Advanced().InboundHubBufferSize();
        Pair<
                        Decoder.InboundCompressionAccess,
                        org.apache.pekko.stream.scaladsl.Source<InboundEnvelope, NotUsed>>
                running = source(ordinary)
                        .via(all.<EnvelopeBuffer>flow())
                        .via(killSwitch.<EnvelopeBuffer>flow())
                        .viaMat(
                                transport.inboundFlow(
                                        transport.settings(), transport._inboundCompressions()),
                                Keep.right())
                        .via(new DuplicateHandshakeReq(
                                lanes, transport, system, transport.envelopeBufferPool()))
                        .via(new DuplicateFlush(lanes, system, transport.envelopeBufferPool()))
                        .toMat(
                                new FixedSizePartitionHub<>(
                                        transport.inboundLanePartitioner(), lanes, hubBuffer),
                                Keep.both())
                        .run(transport.materializer());
        Sink<InboundEnvelope, Future<Done>> lane =
                transport.inboundSink(transport.envelopeBufferPool());
        ExecutionContext executor = system.dispatchers().internalDispatcher();
        Future<Done> allLanes = Future.successful(Done.getInstance());
        for (int i = 0; i < lanes; i++) {
            Future<Done> completed = running.second().runWith(lane, transport.materializer());
            completed
                    .failed()
                    .foreach(
                            reason -> {
                                killSwitch.abort(reason);
                                return BoxedUnit.UNIT;
                            },
                            executor);
            allLanes = allLanes.flatMap(ignored -> completed, executor);
        }
        return Pair.create(running.first(), allLanes);
    }

    private Future<Done> runLarge(SharedKillSwitch all) {
        Future<Done> completed = source(large)
                .via(all.<EnvelopeBuffer>flow())
                .via(transport.inboundLargeFlow(transport.settings()))
                .toMat(transport.inboundSink(transport.largeEnvelopeBufferPool()), Keep.right())
                .run(transport.materializer());
        return watched(completed);
    }

    private Source<EnvelopeBuffer, NotUsed> source(Inbox inbox) {
        if (transport.isShutdown()) {
            throw ArteryTransport.ShuttingDown$.MODULE$;
        }
        return Source.fromGraph(new InboundStage(inbox));
    }

    /** Lets the transport's shutdown wait for a stream; for the last one only, as over TCP. */
    private Future<Done> watched(Future<Done> completed) {
        Future<Done> ended = ended(completed, transport.materializer().executionContext());
        transport.updateStreamMatValues(
                ArteryTransport.ControlStreamId(),
                new ArteryTransport.InboundStreamMatValues<>(NotUsed.getInstance(), ended));
        return completed;
    }

    /** Takes large messages although the channel for them is off here. */
    private final class Discard implements Receiver {

        private final Connection connection;

        Discard(Connection connection) {
            this.connection = connection;
        }

        @Override
        public void onFrame(byte[] frame) {
            transport
                    .log()
                    .warning(
                            "Dropping large message, missing large-message-destinations configuration.");
            connection.consumed(frame.length);
        }

        @Override
        public void onClosed(CloseReason reason) {
            // nothing is kept
        }
    }
}
