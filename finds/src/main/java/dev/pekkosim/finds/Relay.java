// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.finds;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * One connection through a {@link Gate}: what comes from the client goes to the target as its
 * {@link Link} lets it, and back.
 */
final class Relay {

    private final Link link;
    private final Socket client;
    private final Socket target = new Socket();
    private final List<Thread> threads = new ArrayList<>();
    private int openDirections = 2;
    private boolean over;

    Relay(Link link, Socket client) {
        this.link = link;
        this.client = client;
    }

    /** Connects to the target as soon as the link carries, and begins. */
    void open(InetSocketAddress address) {
        start("connect", () -> connect(address));
    }

    private void connect(InetSocketAddress address) {
        try {
            link.awaitPassage(link.dueNanos());
            target.connect(address);
            new Pump(this, link, client, target).start();
            new Pump(this, link, target, client).start();
        } catch (IOException e) {
            reset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts a thread that ends with this connection. */
    synchronized void start(String name, Runnable work) {
        if (over) {
            return;
        }
        Thread thread = new Thread(work, "relay " + link + " " + name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    /** Ends it in order, once both directions have ended. */
    void endDirection() {
        synchronized (this) {
            openDirections--;
            if (openDirections > 0 || over) {
                return;
            }
            over = true;
        }
        link.forget(this);
        close(client);
        close(target);
    }

    /** Resets both ends; what has not been handed on is lost. */
    void reset() {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            threads.forEach(Thread::interrupt);
        }
        link.forget(this);
        reset(client);
        reset(target);
    }

    /** Closes a socket in the way that tells its peer of a failure. */
    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // It is closed, or its peer has reset it.
        }
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // There is nothing left to close.
        }
    }
}
