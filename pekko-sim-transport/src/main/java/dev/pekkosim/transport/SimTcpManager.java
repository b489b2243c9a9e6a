// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport;

import dev.pekkosim.agent.hook.OutsideHooks;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.step.Incarnation;
import java.net.InetSocketAddress;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Props;
import org.apache.pekko.io.Tcp;
import org.apache.pekko.io.TcpExt;

/**
 * Stands for {@code TcpManager}, the actor behind {@code IO(Tcp)}: binds ports of the simulated
 * host, one actor each. To connect is refused, so nobody ever comes to such a port.
 */
final class SimTcpManager extends AbstractActor {

    private final Engine engine;
    private final Incarnation life;

    /**
     * Called by Pekko, by reflection.
     *
     * @param extension the extension that it belongs to
     */
    SimTcpManager(TcpExt extension) {
        Engine current = Engine.current();
        Incarnation living = Engine.currentIncarnation();
        if (current == null || living == null) {
            throw new IllegalStateException("IO(Tcp) of " + getContext().getSystem()
                    + " must be used in a run only, since it was made there");
        }
        this.engine = current;
        this.life = living;
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(Tcp.Bind.class, this::bind)
                .match(Tcp.Connect.class, SimTcpManager::refuse)
                .build();
    }

    private void bind(Tcp.Bind bind) {
        ActorRef commander = getSender();
        getContext()
                .actorOf(Props.create(
                        SimTcpListener.class,
                        () -> new SimTcpListener(engine, life, bind, commander)));
    }

    private static void refuse(Tcp.Connect connect) {
        InetSocketAddress peer = connect.remoteAddress();
        OutsideHooks.connects(peer.getHostString() + ":" + peer.getPort());
    }
}
