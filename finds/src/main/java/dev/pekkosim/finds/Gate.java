// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.finds;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The address under which others know a node: a relay in front of the port that the node has bound.
 * While it is shut, the machine refuses connections, as it does when no process listens.
 */
final class Gate implements AutoCloseable {

    private static final int BACKLOG = 50;

    /** Longer than the machine takes; who accepts may wait for the one who shuts. */
    private static final long MOST_MILLIS_TO_SHUT = 1_000;

    private final InetSocketAddress address;
    private @Nullable ServerSocket listener;
    private @Nullable Thread acceptor;

    /**
     * A gate that is shut.
     *
     * @param host where it will listen, on a port that is free
     */
    Gate(InetAddress host) throws IOException {
        try (ServerSocket probe = bind(new InetSocketAddress(host, 0))) {
            address = new InetSocketAddress(host, probe.getLocalPort());
        }
    }

    private static ServerSocket bind(InetSocketAddress address) throws IOException {
        ServerSocket socket = new ServerSocket();
        // Connections of the former time may still be dying.
        socket.setReuseAddress(true);
        socket.bind(address, BACKLOG);
        return socket;
    }

    InetSocketAddress address() {
        return address;
    }

    /**
     * Listens.
     *
     * @param target where connections go
     * @param linkOf the link that a connection from an address is on, or null if it is to be reset
     */
    synchronized void open(InetSocketAddress target, Function<InetAddress, @Nullable Link> linkOf)
            throws IOException {
        if (listener != null) {
            throw new IllegalStateException("gate " + address + " is open already");
        }
        ServerSocket opened = bind(address);
        listener = opened;
        Thread thread = new Thread(() -> acceptAll(opened, target, linkOf), "gate " + address);
        thread.setDaemon(true);
        thread.start();
        acceptor = thread;
    }

    private static void acceptAll(
            ServerSocket listener,
            InetSocketAddress target,
            Function<InetAddress, @Nullable Link> linkOf) {
        try {
            while (true) {
                Socket client = listener.accept();
                Link link = linkOf.apply(client.getInetAddress());
                if (link == null) {
                    Relay.reset(client);
                    continue;
                }
                client.setTcpNoDelay(true);
                Relay relay = new Relay(link, client);
                if (link.admit(relay)) {
                    relay.open(target);
                } else {
                    Relay.reset(client);
                }
                // Who connects may have crashed meanwhile, and its connections been reset without
                // this one.
                if (linkOf.apply(client.getInetAddress()) == null) {
                    relay.reset();
                }
            }
        } catch (IOException e) {
            // The gate was shut.
        }
    }

    /** Listens no more. Connections that it took live on. */
    synchronized void shut() {
        ServerSocket opened = listener;
        listener = null;
        if (opened != null) {
            try {
                opened.close();
                // The machine listens until the one who waits in accept has seen it.
                if (acceptor != null) {
                    acceptor.join(MOST_MILLIS_TO_SHUT);
                }
            } catch (IOException e) {
                throw new IllegalStateException("cannot shut gate " + address, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        shut();
    }
}
