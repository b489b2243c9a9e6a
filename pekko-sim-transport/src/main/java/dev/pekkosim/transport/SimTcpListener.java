// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport;

import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.step.Incarnation;
import dev.pekkosim.transport.net.Binding;
import dev.pekkosim.transport.net.CloseReason;
import dev.pekkosim.transport.net.Connection;
import dev.pekkosim.transport.net.Receiver;
import dev.pekkosim.transport.net.SimNetwork;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import org.apache.pekko.actor.AbstractLoggingActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Terminated;
import org.apache.pekko.io.Tcp;
import org.apache.pekko.io.TcpMessage;
import org.jspecify.annotations.Nullable;

/**
 * Stands for {@code TcpListener}: holds a port of the simulated host that {@code IO(Tcp)} has
 * bound, until it is unbound, or its handler or the node ends. Socket options say nothing here. A
 * port is one for all addresses of a host.
 */
final class SimTcpListener extends AbstractLoggingActor {

    private final SimNetwork network;
    private final Incarnation life;
    private final Tcp.Bind bind;
    private final ActorRef commander;
    private @Nullable Binding binding;

    /**
     * Makes one that has bound nothing yet.
     *
     * @param life the life of the node that binds
     * @param bind what to bind
     * @param commander who is told
     */
    SimTcpListener(Engine engine, Incarnation life, Tcp.Bind bind, ActorRef commander) {
        this.network = SimNetwork.of(engine);
        this.life = life;
        this.bind = bind;
        this.commander = commander;
    }

    @Override
    public void preStart() {
        getContext().watch(bind.handler());
        try {
            Binding bound = bound();
            binding = bound;
            commander.tell(new Tcp.Bound(at(bound.port())), getSelf());
        } catch (SocketException e) {
            commander.tell(new Tcp.CommandFailed(bind).withCause(e), getSelf());
            log().error(e, "Bind failed for TCP channel on endpoint [{}]", bind.localAddress());
            getContext().stop(getSelf());
        }
    }

    private Binding bound() throws SocketException {
        InetSocketAddress address = bind.localAddress();
        requireOwn(address);
        try {
            return network.bind(life, life.name(), address.getPort(), this::accept);
        } catch (IllegalStateException e) {
            BindException inUse = new BindException("[" + address + "] Address already in use");
            inUse.initCause(e);
            throw inUse;
        }
    }

    /** As the operating system does it, which binds the addresses of the host only. */
    private void requireOwn(InetSocketAddress address) throws SocketException {
        InetAddress asked = address.getAddress();
        if (asked == null) {
            throw new SocketException("Unresolved address");
        }
        if (!asked.isAnyLocalAddress() && !asked.isLoopbackAddress() && !isOfHost(asked)) {
            throw new BindException("[" + address + "] Cannot assign requested address");
        }
    }

    private boolean isOfHost(InetAddress asked) {
        try {
            return InetAddress.getByName(life.name()).equals(asked);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private InetSocketAddress at(int port) {
        InetSocketAddress asked = bind.localAddress();
        return asked.getPort() == port ? asked : new InetSocketAddress(asked.getAddress(), port);
    }

    /** Nothing but Artery comes here, which does not speak what is spoken at the port. */
    private Receiver accept(Connection connection) {
        return new Receiver() {

            @Override
            public void onFrame(byte[] frame) {
                network.reset(connection);
            }

            @Override
            public void onClosed(CloseReason reason) {}
        };
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .matchEquals(TcpMessage.unbind(), any -> unbind())
                .match(Tcp.ResumeAccepting.class, any -> {}) // there is nothing to accept
                .match(Terminated.class, any -> getContext().stop(getSelf()))
                .build();
    }

    private void unbind() {
        release();
        getSender().tell(Tcp.Unbound$.MODULE$, getSelf());
        getContext().stop(getSelf());
    }

    @Override
    public void postStop() {
        release();
    }

    private void release() {
        if (binding != null) {
            binding.close();
            binding = null;
        }
    }
}
