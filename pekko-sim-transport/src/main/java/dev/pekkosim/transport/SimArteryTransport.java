// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport;

import dev.pekkosim.dispatcher.NodeHost;
import dev.pekkosim.dispatcher.SimSystems;
import dev.pekkosim.transport.net.Binding;
import dev.pekkosim.transport.net.Connection;
import dev.pekkosim.transport.net.Receiver;
import dev.pekkosim.transport.net.SimNetwork;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.remote.RemoteActorRefProvider;
import org.apache.pekko.remote.RemoteTransportException;
import org.apache.pekko.remote.artery.ArteryTransport;
import org.apache.pekko.remote.artery.ControlMessage;
import org.apache.pekko.remote.artery.EnvelopeBuffer;
import org.apache.pekko.remote.artery.EnvelopeBufferPool;
import org.apache.pekko.remote.artery.InboundControlJunction.ControlMessageSubject;
import org.apache.pekko.remote.artery.InboundEnvelope;
import org.apache.pekko.remote.artery.OutboundContext;
import org.apache.pekko.remote.artery.OutboundEnvelope;
import org.apache.pekko.remote.artery.SystemMessageDelivery.Ack;
import org.apache.pekko.stream.scaladsl.Flow;
import org.apache.pekko.stream.scaladsl.Sink;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;
import scala.concurrent.Future;

/**
 * Artery on the simulated network. Only the wire is replaced: handshake, lanes, compression, system
 * messages and quarantine are Artery's own code. It behaves as {@code ArteryTcpTransport} does,
 * which is the model of every detail.
 *
 * @since 0.1.0
 */
public final class SimArteryTransport extends ArteryTransport {

    private final NodeHost home;
    private final SimNetwork network;
    private final InboundStreams inbound;
    private final OutboundStreams outbound;
    private final SystemMessageTap systemMessages;
    private boolean makesControlSink;
    private @Nullable Binding binding;

    /**
     * Creates the transport of a simulated actor system.
     *
     * @param system the actor system
     * @param provider its provider of remote references
     */
    public SimArteryTransport(ExtendedActorSystem system, RemoteActorRefProvider provider) {
        super(system, provider);
        NodeHost host = SimSystems.hostOf(system);
        if (host == null) {
            throw new IllegalStateException(
                    "actor system must be simulated, but " + system.name() + " is not");
        }
        this.home = host;
        this.network = SimNetwork.of(host.engine());
        if (!network.isConfigured()) {
            network.configure(NetworkConfig.read(system.settings().config()));
        }
        this.inbound = new InboundStreams(this, system);
        this.outbound = new OutboundStreams(this, host.incarnation(), network);
        this.systemMessages = new SystemMessageTap(host.engine(), host.incarnation());
    }

    @Override
    public void startTransport() {
        // the network is there already
    }

    /** Listens under the canonical name, which is what the peers connect to. */
    @Override
    public Tuple2<Object, Object> bindInboundStreams() {
        String hostname = settings().Canonical().Hostname();
        try {
            Binding bound = network.bind(
                    home.incarnation(), hostname, settings().Canonical().Port(), this::accept);
            binding = bound;
            int bindPort = settings().Bind().Port();
            return new Tuple2<>(bound.port(), bindPort == 0 ? bound.port() : bindPort);
        } catch (IllegalStateException e) {
            throw new RemoteTransportException(String.valueOf(e.getMessage()), e);
        }
    }

    private Receiver accept(Connection connection) {
        return inbound.accept(connection);
    }

    @Override
    public void runInboundStreams(int port, int bindPort) {
        inbound.run();
    }

    @Override
    public Sink<EnvelopeBuffer, Future<Done>> outboundTransportSink(
            OutboundContext outboundContext, int streamId, EnvelopeBufferPool bufferPool) {
        return outbound.sink(outboundContext, streamId, bufferPool);
    }

    // ---- system messages, which are only looked at

    @Override
    public Sink<InboundEnvelope, Tuple2<ControlMessageSubject, Future<Done>>> inboundControlSink() {
        makesControlSink = true;
        try {
            return super.inboundControlSink();
        } finally {
            makesControlSink = false;
        }
    }

    @Override
    public Flow<InboundEnvelope, InboundEnvelope, NotUsed> createDeserializer(
            EnvelopeBufferPool bufferPool) {
        Flow<InboundEnvelope, InboundEnvelope, NotUsed> deserializer =
                super.createDeserializer(bufferPool);
        return makesControlSink
                ? deserializer.asJava().map(systemMessages::arrives).asScala()
                : deserializer;
    }

    /** The last flow before the encoder; Artery's own tests put their faults here. */
    @Override
    public Flow<OutboundEnvelope, OutboundEnvelope, NotUsed> outboundTestFlow(
            OutboundContext context) {
        return super.outboundTestFlow(context)
                .asJava()
                .map(envelope -> systemMessages.leaves(envelope, context))
                .asScala();
    }

    @Override
    public void sendControl(Address to, ControlMessage message) {
        if (message instanceof Ack ack) {
            systemMessages.acknowledges(ack.seqNo(), to, localAddress());
        }
        super.sendControl(to, message);
    }

    @Override
    public Future<Done> shutdownTransport() {
        if (binding != null) {
            binding.close();
        }
        inbound.close();
        return Future.successful(Done.getInstance());
    }
}
