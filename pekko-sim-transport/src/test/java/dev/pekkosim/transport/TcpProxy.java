package dev.pekkosim.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * A relay in front of a port, which does to real connections what networks do: it holds what they
 * carry, resets them, or takes none. It takes a connection only to reset it at once where a machine
 * would refuse it, so that it keeps its own port.
 */
final class TcpProxy implements AutoCloseable {

    static final byte[] LOOPBACK = {127, 0, 0, 1};

    private static final int NOWHERE = 0;
    private static final int BACKLOG = 50;

    private final ServerSocket server;
    private final List<Relay> relays = new ArrayList<>();
    private int target = NOWHERE;
    private boolean holding;

    TcpProxy() {
        try {
            server = new ServerSocket(0, BACKLOG, InetAddress.getByAddress(LOOPBACK));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        inBackground("accept", this::acceptAll);
    }

    int port() {
        return server.getLocalPort();
    }

    synchronized void forwardTo(int port) {
        target = port;
    }

    /** Takes no connections until {@link #forwardTo}; returns to which port they went. */
    synchronized int refuse() {
        int former = target;
        target = NOWHERE;
        return former;
    }

    /** Carries nothing, not even the end of a connection, until {@link #release}. */
    synchronized void hold() {
        holding = true;
    }

    synchronized void release() {
        holding = false;
        notifyAll();
    }

    /** Resets all connections at both ends; what was under way is lost. */
    void reset() {
        taken().forEach(Relay::reset);
    }

    /**
     * Carries nothing for the present connections any more. Those who connected are not told; the
     * target is.
     */
    void forgetTarget() {
        taken().forEach(Relay::forgetTarget);
    }

    /**
     * Carries nothing for the present connections any more. The target is not told; those who
     * connected are.
     */
    void forgetClients() {
        taken().forEach(Relay::forgetClient);
    }

    private synchronized List<Relay> taken() {
        return List.copyOf(relays);
    }

    @Override
    public void close() {
        closeQuietly(server);
        reset();
    }

    private void acceptAll() {
        try {
            while (true) {
                Relay relay = new Relay(server.accept());
                synchronized (this) {
                    relays.add(relay);
                }
                inBackground("relay", relay::open);
            }
        } catch (IOException e) {
            reset(); // the proxy is closed
        }
    }

    private static void inBackground(String name, Runnable work) {
        Thread thread = new Thread(work, "proxy-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new IllegalStateException("cannot close " + socket, e);
        }
    }

    /** One connection through the proxy. */
    private final class Relay {

        private final Socket client;
        private final Socket upstream = new Socket();
        private boolean forgotten;
        private boolean halfEnded;

        Relay(Socket client) {
            this.client = client;
        }

        void open() {
            int port = awaitPassage() ? targetPort() : NOWHERE;
            if (port == NOWHERE) {
                reset();
                return;
            }
            try {
                upstream.connect(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port));
                inBackground("back", () -> carry(upstream, client));
                carry(client, upstream);
            } catch (IOException e) {
                reset();
            }
        }

        private int targetPort() {
            synchronized (TcpProxy.this) {
                return target;
            }
        }

        private void carry(Socket from, Socket to) {
            byte[] buffer = new byte[16 * 1024];
            try {
                for (int n = from.getInputStream().read(buffer);
                        n >= 0;
                        n = from.getInputStream().read(buffer)) {
                    if (!awaitPassage()) {
                        return;
                    }
                    to.getOutputStream().write(buffer, 0, n);
                }
                if (awaitPassage()) {
                    to.shutdownOutput();
                    ended();
                }
            } catch (IOException e) {
                if (awaitPassage()) {
                    reset();
                }
            }
        }

        private void ended() {
            synchronized (TcpProxy.this) {
                if (!halfEnded) {
                    halfEnded = true;
                    return;
                }
                relays.remove(this);
            }
            closeQuietly(client);
            closeQuietly(upstream);
        }

        /** Waits while the proxy holds; false if this connection is forgotten. */
        private boolean awaitPassage() {
            synchronized (TcpProxy.this) {
                while (holding && !forgotten) {
                    try {
                        TcpProxy.this.wait();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return false;
                    }
                }
                return !forgotten;
            }
        }

        void forgetTarget() {
            forget();
            reset(upstream);
        }

        void forgetClient() {
            forget();
            reset(client);
        }

        private void forget() {
            synchronized (TcpProxy.this) {
                forgotten = true;
                TcpProxy.this.notifyAll();
            }
        }

        void reset() {
            forget();
            synchronized (TcpProxy.this) {
                relays.remove(this);
            }
            reset(client);
            reset(upstream);
        }

        private void reset(Socket socket) {
            try {
                socket.setSoLinger(true, 0);
            } catch (IOException e) {
                // it is closed already
            }
            closeQuietly(socket);
        }
    }
}
